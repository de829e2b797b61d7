import type { Failure } from '../../src/app/contract/contract.ts';

/** What a screen shows when the engine did not answer at all. */
export const unreachable: Failure = {
  code: 'ENGINE_UNREACHABLE',
  message:
    'The matching engine does not answer. Decisions made until now are saved. Close Linkdesk and start it again.',
  ref: '',
};
