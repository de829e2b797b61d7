import type { ApiEvent, Result } from './contract/contract.ts';

/**
 * The application behind the door. Input is validated inside; a failure is a value, never an exception, so that
 * every transport carries the same answers.
 */
export interface App {
  call(method: string, input: unknown): Promise<Result<unknown>>;
  /** Returns the function that ends the subscription. */
  subscribe(listener: (event: ApiEvent) => void): () => void;
  /** Ends running jobs at a safe point, locks and closes the store. */
  close(): Promise<void>;
}
