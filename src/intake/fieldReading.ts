import type { BlankWordOf } from '../domain/blankWords.ts';
import type { CivilDay, DateFormat } from '../domain/civilDate.ts';
import type { FindingCode, Severity } from './findings.ts';

/** A stored value: a civil day, a flag as 0 or 1, a whole number, cents, or text; null is not recorded. */
export type Value = string | number | null;

/** Told of anything worth saying about the value in hand; `what` is a value class, never the value. */
export type Report = (code: FindingCode, severity: Exclude<Severity, 'rejected'>, what: string) => void;

/** Turns the text of a cell, trimmed and not empty, into what is stored; null when it cannot be used. */
export type Normaliser = (text: string, report: Report) => Value;

export interface FieldReading {
  readonly dateFormat: DateFormat;
  readonly flag: readonly [yes: string, no: string];
  /** Made-up people: SSNs 9xx-01…49 are accepted */
  readonly acceptDemo: boolean;
  /** The cell's width in a padded layout: a name that fills it may be cut off */
  readonly width?: number;
  /** An SSN of 7 or 8 digits gets the leading zeros back that a spreadsheet took */
  readonly restoreZeros?: boolean;
  /** Numbers that the county types where no SSN is known, nine digits each */
  readonly placeholders?: ReadonlySet<string>;
  /** The day of the extract, against which birth dates are judged */
  readonly asOf?: CivilDay;
  /** The words that stand for blank in this field; none where absent */
  readonly blankWord?: BlankWordOf;
}
