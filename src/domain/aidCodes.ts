import { civilDay } from './civilDate.ts';
import type { CivilDay } from './civilDate.ts';

/** Who pays for a CalWORKs aid code (domain.md 3.7). */
type AidFunding = 'federal' | 'state' | 'mixed';

/**
 * An aid code of CalWORKs cash aid. Only the funding class is documented publicly; `description` and `adultAided`
 * are background knowledge to be checked against the state's chart, so nothing may be decided by them:
 * "CalWORKs case" is a matter of program status, an aid code only classifies.
 */
export interface AidCode {
  readonly code: string;
  readonly description: string;
  readonly funding: AidFunding;
  readonly adultAided: boolean;
  /** First day of this funding class, when it has not always been so */
  readonly from?: CivilDay;
  /** First day on which it no longer held */
  readonly to?: CivilDay;
}

const aidCode = (
  code: string,
  funding: AidFunding,
  adultAided: boolean,
  description: string,
  from?: CivilDay,
  to?: CivilDay,
): AidCode => ({
  code,
  description,
  funding,
  adultAided,
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});

const stateTwoParentFrom = civilDay(1999, 10, 1);
const stateTwoParentTo = civilDay(2006, 11, 1);

const aidCodes: readonly AidCode[] = [
  aidCode('30', 'federal', true, 'All other families'),
  aidCode('35', 'federal', true, 'Two-parent families', undefined, stateTwoParentFrom),
  aidCode('35', 'state', true, 'Two-parent families', stateTwoParentFrom, stateTwoParentTo),
  aidCode('35', 'federal', true, 'Two-parent families', stateTwoParentTo),
  aidCode('32', 'state', true, 'Timed out of federal aid'),
  aidCode('33', 'mixed', false, 'Zero parent, children only'),
  aidCode('3A', 'federal', false, 'Safety net, all other families'),
  aidCode('3C', 'federal', false, 'Safety net, two parents'),
  aidCode('3E', 'mixed', true, 'Legal immigrants, family group'),
  aidCode('3F', 'state', false, 'Safety net, fleeing felon or long-term sanction, two parents'),
  aidCode('3G', 'state', false, 'Zero parent, exempt'),
  aidCode('3H', 'mixed', false, 'Zero parent, exempt'),
  aidCode('3L', 'state', true, 'Legal immigrants, family group'),
  aidCode('3M', 'state', true, 'Legal immigrants, two parents'),
  aidCode('3P', 'federal', true, 'All families, exempt'),
  aidCode('3R', 'federal', false, 'Zero parent, exempt'),
  aidCode('3U', 'state', true, 'Legal immigrants, two parents'),
  aidCode('3W', 'mixed', true, 'Timed out of federal aid, mixed case'),
  aidCode('K1', 'state', false, 'Safety net, fleeing felon or long-term sanction, single parent'),
];

/** The aid code as it stood on a day; undefined when it is no code of CalWORKs cash aid (Medi-Cal, foster care, Kin-GAP …). */
export function findAidCode(code: string, on: CivilDay): AidCode | undefined {
  return aidCodes.find(
    (entry) =>
      entry.code === code &&
      (entry.from === undefined || entry.from <= on) &&
      (entry.to === undefined || on < entry.to),
  );
}

/** The aid codes of CalWORKs cash aid as they stood on a day, by code. */
export const aidCodesOn = (on: CivilDay): readonly AidCode[] =>
  aidCodes.filter(({ from, to }) => (from === undefined || from <= on) && (to === undefined || on < to));
