import { extractKind, type ExtractKindName } from '../../domain/extract.ts';
import type { ExtractBatch } from '../../intake/extractBatch.ts';
import type { Value } from '../../intake/fieldReading.ts';
import type { LocatedFinding } from '../../intake/rejects.ts';

/** Lines kept of one birth date, and of all repeated values of a field. */
const linesOfADate = 50;
const keptLines = 5000;

/**
 * Remembers in which rows an SSN or CIN stands that another row has too, and birth dates by their rows, so that the
 * counts of the quality table can open them.
 */
export class RepeatedRows {
  readonly #columns: Readonly<Record<string, string>>;
  readonly #identifiers: readonly {
    place: number;
    field: string;
    first: Map<Value, number>;
    lines: Set<number>;
  }[];
  readonly #birth: number;
  readonly #births = new Map<Value, number[]>();

  constructor(kind: ExtractKindName, columns: Readonly<Record<string, string>>) {
    const { fields } = extractKind(kind);
    this.#columns = columns;
    this.#identifiers = fields.flatMap(({ name, type }, place) =>
      type === 'ssn' || type === 'cin' ? [{ place, field: name, first: new Map(), lines: new Set() }] : [],
    );
    this.#birth = fields.findIndex(({ name }) => name === 'birth_date');
  }

  add({ rows }: ExtractBatch): void {
    for (const { line, values } of rows) {
      for (const { place, first, lines } of this.#identifiers) {
        const value = values[place]!;
        if (value === null) continue;
        const before = first.get(value);
        if (before === undefined) first.set(value, line);
        else if (lines.size < keptLines) lines.add(before).add(line);
      }
      const born = this.#birth < 0 ? null : values[this.#birth]!;
      if (born === null) continue;
      const lines = this.#births.get(born) ?? [];
      if (lines.length === 0) this.#births.set(born, lines);
      if (lines.length < linesOfADate) lines.push(line);
    }
  }

  /** The rows with repeated values of a field; `heaped` are the birth dates that come far too often. */
  of(field: string, heaped: ReadonlySet<Value>): readonly LocatedFinding[] {
    const column = this.#columns[field] ?? '';
    if (field === 'birth_date') {
      const lines = [...this.#births].flatMap(([day, at]) => (heaped.has(day) ? at : []));
      return lines
        .sort((a, b) => a - b)
        .map((line) => located(line, column, 'DATE_HEAPED', 'a date that comes too often'));
    }
    const lines = this.#identifiers.find((one) => one.field === field)?.lines ?? [];
    return [...lines]
      .sort((a, b) => a - b)
      .map((line) => located(line, column, 'VALUE_REPEATED', 'a number that another row has'));
  }
}

const located = (
  line: number,
  column: string,
  code: 'DATE_HEAPED' | 'VALUE_REPEATED',
  what: string,
): LocatedFinding => ({ line, finding: { column, class: what, code, severity: 'noted' } });
