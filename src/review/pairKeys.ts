import { LinkdeskError } from '../domain/error.ts';
import type { PairKey } from '../store/pairs.ts';

/** `<CWS client key>~<CalWORKs person id>`, as pairs are named at the door. */
export const pairKeyText = ({ clientKey, cwin }: PairKey): string => `${clientKey}~${cwin}`;

/** Throws PAIR_UNKNOWN when the text cannot be a pair's name. */
export function readPairKey(text: string): PairKey {
  const [clientKey, cwin, ...rest] = text.split('~');
  if (!clientKey || !cwin || rest.length > 0) throw pairUnknown();
  return { clientKey, cwin };
}

export function pairUnknown(): LinkdeskError {
  return new LinkdeskError(
    'PAIR_UNKNOWN',
    'This pair is not among the pairs of this month any more. Load the list again; nothing was changed.',
  );
}
