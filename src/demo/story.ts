import type { CivilDay } from '../domain/civilDate.ts';
import type { ExtractKindName, SourceSystem } from '../domain/extract.ts';

/** A value of an extract field: text, civil day, integer or flag, or nothing. */
export type FieldValue = string | number | boolean | null;

/** One row of an extract by field name, with every field of its kind (`src/domain/extract.ts`). */
export type Row = Readonly<Record<string, FieldValue>>;

/** From the first to the last day, both included; `until` null: to this day. */
export interface Span {
  readonly from: CivilDay;
  readonly until: CivilDay | null;
}

/** What a system learns about a row on a day, over what it held before. */
export interface Change {
  readonly day: CivilDay;
  readonly set: Row;
}

/** A row with its life: in an extract while it is of use, and worded as the system knew it on the day. */
export interface StoryRow {
  readonly row: Row;
  /** While it is of use: an extract holds it then and for 12 months after. */
  readonly seen: readonly Span[];
  readonly changes: readonly Change[];
  /** Fields that are reckoned anew for every extract, such as months on the clock. */
  readonly at: ((asOf: CivilDay) => Row) | undefined;
}

/** A record of a person and whose it truly is. */
export interface TruthRecord {
  readonly personId: string;
  readonly system: SourceSystem;
  readonly key: string;
  readonly seen: readonly Span[];
  /** Why the record may be kept out of matching. */
  readonly restricted: '' | 'sensitive' | 'sealed';
  /** The days on which the record bears this key, where its key changes. */
  readonly held: Span | undefined;
}

/** All that both systems ever hold on one household, from which any month can be written. */
export interface Story {
  readonly household: string;
  readonly rows: Readonly<Record<ExtractKindName, readonly StoryRow[]>>;
  readonly records: readonly TruthRecord[];
}

/** Months an extract looks back: what ended before is left out. */
export const LOOK_BACK_MONTHS = 12;

/** Whether an extract as of `asOf` holds what was of use in these spans; `since` is 12 months before `asOf`. */
export function isSeen(seen: readonly Span[], since: CivilDay, asOf: CivilDay): boolean {
  return seen.some((span) => span.from <= asOf && (span.until === null || span.until >= since));
}

/** Whether an extract as of `asOf` holds the record under this key. */
export function isRecordSeen({ seen, held }: TruthRecord, since: CivilDay, asOf: CivilDay): boolean {
  const bearsKey = held === undefined || (held.from <= asOf && (held.until === null || asOf <= held.until));
  return bearsKey && isSeen(seen, since, asOf);
}

/** The row as the system held it on a day. */
export function rowOn({ row, changes, at }: StoryRow, asOf: CivilDay): Row {
  const known = changes.filter((change) => change.day <= asOf);
  if (known.length === 0 && at === undefined) return row;
  return Object.assign({}, row, ...known.map((change) => change.set), at?.(asOf)) as Row;
}
