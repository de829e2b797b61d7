import type { Failure } from '../../src/app/contract/contract.ts';

/** A refusal from the other side of the door, as react-query wants it: thrown. */
export class ApiFailure extends Error {
  readonly code: string;
  /** Finds the entry in the log; empty when nothing was logged. */
  readonly ref: string;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'ApiFailure';
    this.code = failure.code;
    this.ref = failure.ref;
  }
}
