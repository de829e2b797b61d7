import { LinkdeskError } from '../domain/error.ts';

/** How many wrong passphrases there were, and until when (milliseconds) the next try has to wait. */
export interface UnlockThrottle {
  readonly failures: number;
  readonly notBefore: number;
}

export const noFailures: UnlockThrottle = { failures: 0, notBefore: 0 };
const longestWait = 300_000;

/** After another wrong passphrase at `now`: wait 1 s, 2 s, 4 s … at most 5 minutes. Nothing is ever locked for good. */
export function afterFailure(throttle: UnlockThrottle, now: number): UnlockThrottle {
  const wait = Math.min(longestWait, 1000 * 2 ** throttle.failures);
  return { failures: throttle.failures + 1, notBefore: now + wait };
}

/** Throws UNLOCK_TOO_SOON while the wait is not over. */
export function refuseTooSoon(throttle: UnlockThrottle, now: number): void {
  const wait = Math.ceil((throttle.notBefore - now) / 1000);
  if (wait > 0) {
    throw new LinkdeskError(
      'UNLOCK_TOO_SOON',
      `After a wrong passphrase Linkdesk waits a little. Try again in ${wait} ${wait === 1 ? 'second' : 'seconds'}.`,
      { seconds: wait },
    );
  }
}
