import type { ApiEvent, Failure, Result } from '../../src/app/contract/contract.ts';

/** The one channel on which the window asks. */
export const requestChannel = 'linkdesk:request';
/** The one channel on which the window is told. */
export const eventChannel = 'linkdesk:event';

/** What the window may ask of the main process. */
export type WindowRequest =
  | { readonly kind: 'call'; readonly method: string; readonly input: unknown }
  | { readonly kind: 'pickFolder' };

/** Main to engine. Every message but `close` is answered with the same `id`. */
export type ToEngine =
  | { readonly kind: 'call'; readonly id: number; readonly method: string; readonly input: unknown }
  /** A folder that a person chose in the dialog; the answer's value is its grant. */
  | { readonly kind: 'grant'; readonly id: number; readonly folder: string }
  /** Close the store and end. */
  | { readonly kind: 'close' };

/** Engine to main. */
export type FromEngine =
  | { readonly kind: 'answer'; readonly id: number; readonly result: Result<unknown> }
  | { readonly kind: 'event'; readonly event: ApiEvent };

/** A failure of the shell itself, in the shape that the window shows. */
export function failed(code: string, message: string): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error: { code, message, ref: '' } };
}
