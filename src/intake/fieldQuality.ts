import { isoDate } from '../domain/civilDate.ts';
import { extractKind } from '../domain/extract.ts';
import type { ExtractKindName, FieldType } from '../domain/extract.ts';
import type { ExtractBatch } from './extractBatch.ts';
import type { Value } from './fieldReading.ts';

/** One row of the data-quality table (review-ux.md 4.3, step 4). Counts are of imported rows. */
interface FieldQualityRow {
  readonly field: string;
  readonly type: FieldType;
  readonly filled: number;
  /** Distinct values; at `distinctLimit` counting stopped and there are at least so many */
  readonly distinct: number;
  /** Values left blank because they could not be used */
  readonly invalid: number;
  /** Values kept and worth a look */
  readonly suspicious: number;
  /** Values of an identifier that stand in more than one row, and dates that come far too often */
  readonly repeated: number;
  /** Dates that come more than eight times as often as chance has it, ISO, the most frequent first */
  readonly heapedDates: readonly string[];
}

export interface FieldQualityTable {
  readonly rows: number;
  readonly rejected: number;
  readonly distinctLimit: number;
  readonly fields: readonly FieldQualityRow[];
}

/** Distinct values counted of each field before memory matters more than the number. */
const DISTINCT_LIMIT = 1_000_000;
/** A date is heaped when it comes this many times as often as the average day of its years, and at least ten times. */
const HEAP_FACTOR = 8;
const FEWEST_HEAPED = 10;

const identifying: ReadonlySet<FieldType> = new Set(['ssn', 'cin']);

interface FieldTally {
  filled: number;
  invalid: number;
  suspicious: number;
  readonly counts: Map<Value, number>;
}

/**
 * Measures every field of an extract while its batches pass: filled, distinct, invalid, suspicious, identifiers
 * shared by several rows, heaped dates (domain.md 2.7). `columns` tells which column each field came from, because
 * findings name columns.
 */
export class FieldQuality {
  readonly #kind;
  readonly #columns: ReadonlyMap<string, string>;
  readonly #tallies: readonly FieldTally[];
  #rows = 0;
  #rejected = 0;

  constructor(kind: ExtractKindName, columns: Readonly<Record<string, string>>) {
    this.#kind = extractKind(kind);
    this.#columns = new Map(Object.entries(columns).map(([field, column]) => [column, field]));
    this.#tallies = this.#kind.fields.map(() => ({
      filled: 0,
      invalid: 0,
      suspicious: 0,
      counts: new Map<Value, number>(),
    }));
  }

  add(batch: ExtractBatch): void {
    this.#rows += batch.rows.length;
    this.#rejected += batch.rejected;
    for (const { values } of batch.rows) {
      for (const [place, value] of values.entries()) {
        if (value === null) continue;
        const tally = this.#tallies[place]!;
        tally.filled++;
        const known = tally.counts.get(value);
        if (known !== undefined || tally.counts.size < DISTINCT_LIMIT)
          tally.counts.set(value, (known ?? 0) + 1);
      }
    }
    for (const { finding } of batch.findings) {
      const field = this.#columns.get(finding.column);
      const place = this.#kind.fields.findIndex((one) => one.name === field);
      const tally = this.#tallies[place];
      if (tally === undefined) continue;
      if (finding.severity === 'noted') tally.suspicious++;
      else if (finding.code !== 'REQUIRED_BLANK') tally.invalid++;
    }
  }

  table(): FieldQualityTable {
    return {
      rows: this.#rows,
      rejected: this.#rejected,
      distinctLimit: DISTINCT_LIMIT,
      fields: this.#kind.fields.map(({ name, type }, place) => {
        const { filled, invalid, suspicious, counts } = this.#tallies[place]!;
        const heaped = type === 'date' && name === 'birth_date' ? heapedDates(counts, filled) : [];
        const shared = identifying.has(type) ? [...counts.values()].filter((count) => count > 1).length : 0;
        return {
          field: name,
          type,
          filled,
          distinct: counts.size,
          invalid,
          suspicious,
          repeated: shared + heaped.length,
          heapedDates: heaped.map(isoDate),
        };
      }),
    };
  }
}

function heapedDates(counts: ReadonlyMap<Value, number>, filled: number): readonly number[] {
  const days = [...counts].filter((entry): entry is [number, number] => typeof entry[0] === 'number');
  if (days.length === 0) return [];
  const first = days.reduce((least, [day]) => Math.min(least, day), Number.POSITIVE_INFINITY);
  const last = days.reduce((most, [day]) => Math.max(most, day), Number.NEGATIVE_INFINITY);
  const expected = filled / (last - first + 1);
  return days
    .filter(([, count]) => count >= FEWEST_HEAPED && count > expected * HEAP_FACTOR)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .map(([day]) => day);
}
