/** How far a record may be seen (domain.md 3.3): `sensitive` and `sealed` people are on no list and only counted. */
export type AccessLimit = 'none' | 'sensitive' | 'sealed';

export interface AccessMarks {
  /** N none, S sensitive, R sealed, of the client and of the case; null = not recorded. */
  readonly sensitivity: string | null;
  readonly limitedAccess: string | null;
  /** The sealed flag of the client. */
  readonly sealed: boolean;
}

/** The strictest of a record's marks; a mark that is not recorded limits nothing. */
export function accessLimit({ sensitivity, limitedAccess, sealed }: AccessMarks): AccessLimit {
  if (sealed || sensitivity === 'R' || limitedAccess === 'R') return 'sealed';
  return sensitivity === 'S' || limitedAccess === 'S' ? 'sensitive' : 'none';
}
