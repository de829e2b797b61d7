import type { MonthOverview } from '../../../src/app/contract/project.ts';
import type { ImportFinding } from '../../../src/app/contract/project.ts';
import { displayMonth, federalFiscalYear, stateFiscalYear } from '../../../src/domain/month.ts';

type Import = MonthOverview['imports'][number];

const files: readonly (readonly [Import['system'], string, string, number, number, number])[] = [
  ['cws', 'Clients', 'cws-clients', 4_218, 3, 14],
  ['cws', 'Cases', 'cws-cases', 1_964, 0, 2],
  ['cws', 'Service components', 'cws-service-components', 3_512, 1, 1],
  ['cws', 'Plan participants', 'cws-plan-participants', 2_871, 0, 0],
  ['cws', 'Placements', 'cws-placements', 1_140, 0, 4],
  ['cws', 'Relationships', 'cws-relationships', 9_320, 12, 12],
  ['calworks', 'Persons', 'calworks-persons', 11_402, 8, 37],
  ['calworks', 'Cases', 'calworks-cases', 4_015, 0, 0],
  ['calworks', 'Members', 'calworks-members', 12_688, 2, 6],
  ['calworks', 'Welfare-to-Work status', 'calworks-wtw-status', 3_377, 0, 1],
];

/** A month without data. */
export function emptyMonth(month: string): MonthOverview {
  return {
    month,
    title: displayMonth(month),
    stateFiscal: stateFiscalYear(month),
    federalFiscal: federalFiscalYear(month),
    stage: 'empty',
    asOf: { cws: null, calworks: null },
    next: { sentence: `Import the extracts of ${displayMonth(month)}.`, action: 'import' },
    stale: null,
    waiting: { nearMatches: 0, mismatches: 0, holds: 0, restricted: 0 },
    decided: { same: 0, different: 0, hold: 0 },
    reviewTotal: 0,
    sinceLast: null,
    linksByTier: [],
    linkedPersons: 0,
    imports: [],
    lists: [],
  };
}

/** A month that is matched and in review. */
export function fullMonth(
  month: string,
  waiting: MonthOverview['waiting'],
  decided: MonthOverview['decided'],
  lists: MonthOverview['lists'],
): MonthOverview {
  const decidedAll = decided.same + decided.different + decided.hold;
  return {
    ...emptyMonth(month),
    stage: 'in_review',
    asOf: { cws: `${month}-31`, calworks: '2026-11-02' },
    next:
      waiting.nearMatches > 0
        ? {
            sentence: `Review ${waiting.nearMatches.toLocaleString('en-US')} near matches, the most useful first.`,
            action: 'review',
          }
        : {
            sentence: `All near matches are decided. Next: publish the ${displayMonth(month)} list.`,
            action: 'lists',
          },
    waiting,
    decided,
    reviewTotal: waiting.nearMatches + waiting.mismatches + decidedAll,
    sinceLast: { carried: 731, reopened: 12, fresh: 448 },
    linksByTier: [
      { tier: 'crosswalk', title: 'External id crosswalk', links: 812 },
      { tier: 'cin', title: 'CIN', links: 604 },
      { tier: 'ssn', title: 'SSN, supported', links: 287 },
      { tier: 'name_dob', title: 'Name and birth date', links: 143 },
      { tier: 'scored', title: 'Scored, above the upper threshold', links: 66 },
      { tier: 'decided', title: 'Decided in review', links: decided.same },
    ],
    linkedPersons: 1_912 + decided.same,
    imports: files.map(([system, title, stem, read, rejected, findings], index) => ({
      importId: index + 1,
      system,
      title,
      fileName: `${stem}-${month}.csv`,
      asOf: system === 'cws' ? `${month}-31` : '2026-11-02',
      importedAt: '2026-11-03T09:12:40Z',
      read,
      imported: read - rejected,
      rejected,
      fresh: Math.round(read * 0.03),
      changed: Math.round(read * 0.06),
      unchanged: read - rejected - Math.round(read * 0.03) - Math.round(read * 0.06),
      findings,
    })),
    lists,
  };
}

export const someFindings: readonly ImportFinding[] = [
  {
    line: 412,
    column: 'SSN',
    valueClass: '8 digits',
    code: 'SSN_LENGTH',
    severity: 'blanked',
    reason: 'An SSN has 9 digits; a spreadsheet may have dropped a leading zero.',
    remedy: 'Export the column as text.',
  },
  {
    line: 1_044,
    column: 'BIRTH_DT',
    valueClass: '31 February',
    code: 'DATE_IMPOSSIBLE',
    severity: 'rejected',
    reason: 'The calendar has no such day.',
    remedy: 'Correct the birth date in CWS/CMS and export again.',
  },
  {
    line: 3_981,
    column: 'IDENTIFIER',
    valueClass: '19 digits ending in 0000',
    code: 'KEY_ROUNDED',
    severity: 'rejected',
    reason: 'The key was rounded to 15 digits by a spreadsheet.',
    remedy: 'Export without opening the file in a spreadsheet.',
  },
];
