/** Who is responsible for a CWS case (`RSP_AGY_CD`, domain.md 3.2). */
const names: Readonly<Record<string, string>> = {
  A: 'private adoption agency',
  C: 'county welfare department',
  I: 'Indian child welfare',
  K: 'Kin-GAP',
  M: 'mental health',
  O: 'out-of-state agency',
  P: 'probation',
  S: 'state adoption district office',
};

/** Name of a responsible agency in the middle of a sentence; an unknown code is named by itself. */
export function agencyName(code: string | null): string {
  return code === null ? 'an agency that is not recorded' : (names[code] ?? `agency ${code}`);
}
