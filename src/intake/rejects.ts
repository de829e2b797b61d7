import { findingTexts } from './findings.ts';
import type { Finding, Severity } from './findings.ts';

/** A finding and the line of the file it is about. */
export interface LocatedFinding {
  readonly line: number;
  readonly finding: Finding;
}

/** One row of a rejects file. No cell holds a person's value. */
export interface RejectRow {
  readonly file: string;
  readonly line: number;
  readonly column: string;
  readonly value_class: string;
  readonly effect: string;
  readonly code: string;
  readonly reason: string;
  readonly remedy: string;
}

export const rejectColumns: readonly (keyof RejectRow)[] = [
  'file',
  'line',
  'column',
  'value_class',
  'effect',
  'code',
  'reason',
  'remedy',
];

const effects: Readonly<Record<Severity, string>> = {
  rejected: 'row rejected',
  blanked: 'value left blank',
  noted: 'kept, noted',
};

/** What a rejects file says of one finding. */
export function rejectRow(file: string, { line, finding }: LocatedFinding): RejectRow {
  return {
    file,
    line,
    column: finding.column,
    value_class: finding.class,
    effect: effects[finding.severity],
    code: finding.code,
    reason: findingTexts[finding.code].reason,
    remedy: findingTexts[finding.code].remedy,
  };
}

/** A finding as one sentence: "cws-clients.csv, line 17, column SS_NO: 8 digits. An SSN has 9 digits. …" */
export function findingSentence(file: string, { line, finding }: LocatedFinding): string {
  const { reason, remedy } = findingTexts[finding.code];
  const column = finding.column === '' ? '' : `, column ${finding.column}`;
  return `${file}, line ${line}${column}: ${finding.class}, ${effects[finding.severity]}. ${reason} ${remedy}`;
}
