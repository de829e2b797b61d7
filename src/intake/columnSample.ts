import { LinkdeskError } from '../domain/error.ts';
import type { FieldType } from '../domain/extract.ts';
import { findingTexts } from './findings.ts';
import type { Finding, FindingCode } from './findings.ts';
import type { WatchedColumn } from './readingPlan.ts';

/** Rows looked at, and the fewest filled cells that allow a judgement. */
const SAMPLE_ROWS = 1000;
const FEWEST_CELLS = 20;

/** Ids that a source may not check may be largely junk (domain.md 2.1); anything else half wrong is another column. */
const tolerated = (type: FieldType): number => (type === 'ssn' || type === 'cin' ? 0.9 : 0.5);

/**
 * Looks at the first thousand rows of a file: a column most of whose values cannot be used is not what the layout
 * says it is (columns swapped, another date format, made-up data under a layout for real people).
 */
export class ColumnSample {
  readonly #file: string;
  readonly #columns: readonly (WatchedColumn & { filled: number; unusable: Map<FindingCode, number> })[];
  #rows = 0;

  constructor(file: string, columns: readonly WatchedColumn[]) {
    this.#file = file;
    this.#columns = columns.map((column) => ({ ...column, filled: 0, unusable: new Map() }));
  }

  /** Whether the sample is complete. */
  get full(): boolean {
    return this.#rows >= SAMPLE_ROWS;
  }

  add(cells: readonly string[], findings: readonly Finding[]): void {
    this.#rows++;
    for (const column of this.#columns) {
      if ((cells[column.place] ?? '').trim() === '') continue;
      column.filled++;
      for (const finding of findings) {
        if (finding.column !== column.column || finding.severity === 'noted') continue;
        column.unusable.set(finding.code, (column.unusable.get(finding.code) ?? 0) + 1);
      }
    }
  }

  /** Throws a LinkdeskError when a column cannot be what it should be. */
  judge(): void {
    for (const { column, type, filled, unusable } of this.#columns) {
      const counts = [...unusable].sort((a, b) => b[1] - a[1]);
      const bad = counts.reduce((all, [, count]) => all + count, 0);
      if (filled < FEWEST_CELLS || bad <= filled * tolerated(type)) continue;
      const [code] = counts[0]!;
      throw new LinkdeskError(
        'COLUMN_UNUSABLE',
        `${this.#file}, column ${column}: ${bad} of the first ${filled} values cannot be used. ${findingTexts[code].reason} Look whether columns are swapped or the profile is another system's; nothing of the file was kept.`,
        { file: this.#file, column },
      );
    }
  }
}
