import type { z } from 'zod';
import { intakeMethods } from './intake.ts';
import { listMethods } from './lists.ts';
import { personMethods } from './persons.ts';
import { projectMethods } from './project.ts';
import { reviewMethods } from './review.ts';
import type { JobView } from './shapes.ts';

/**
 * The single door: every method that the window, the command line and the tests may call, with the shape of what
 * goes in and comes out, whether it writes, and whether the store has to be unlocked.
 */
export const contract = {
  ...projectMethods,
  ...intakeMethods,
  ...reviewMethods,
  ...personMethods,
  ...listMethods,
} as const;

export type MethodName = keyof typeof contract;
export type Input<M extends MethodName> = z.input<(typeof contract)[M]['input']>;
export type CheckedInput<M extends MethodName> = z.output<(typeof contract)[M]['input']>;
export type Output<M extends MethodName> = z.output<(typeof contract)[M]['output']>;

export interface Failure {
  readonly code: string;
  /** A fixed sentence for its code: what, where, how to mend it; never a person's data. */
  readonly message: string;
  /** Finds the entry in the log, e.g. `E-000123`; empty when nothing was logged. */
  readonly ref: string;
}

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Failure };

/** What every transport offers: the Electron bridge, the loopback host, a test. */
export interface Api {
  call<M extends MethodName>(method: M, input: Input<M>): Promise<Result<Output<M>>>;
  /** Returns the function that ends the subscription. */
  subscribe(listener: (event: ApiEvent) => void): () => void;
  /** Asks the person for a folder of extracts; null when nothing was chosen. */
  pickFolder(): Promise<{ readonly grant: string; readonly name: string } | null>;
}

export type ApiEvent =
  | { readonly type: 'job'; readonly job: JobView }
  /** Something that screens show has changed; they ask again for what they show. */
  | {
      readonly type: 'changed';
      readonly topics: readonly ('month' | 'review' | 'lists' | 'persons' | 'project')[];
    }
  | { readonly type: 'locked' };
