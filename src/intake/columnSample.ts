import { LinkdeskError } from '../domain/error.ts';
import type { FieldType } from '../domain/extract.ts';
import { findingTexts } from './findings.ts';
import type { Finding, FindingCode } from './findings.ts';
import { columnEvidence, typeWords } from './profiles/columnEvidence.ts';
import type { WatchedColumn } from './readingPlan.ts';

const SAMPLE_ROWS = 1000;
/** Values kept of each column, to say what they look like. */
const KEPT_TEXTS = 200;
/** The fewest filled cells that allow a judgement. */
export const FEWEST_CELLS = 20;

/** The share of unusable values that a column may have: ids that a source may not check may be largely junk (domain.md 2.1); anything else half wrong is another column. */
export const tolerated = (type: FieldType): number => (type === 'ssn' || type === 'cin' ? 0.9 : 0.5);

/**
 * Looks at the first thousand rows of a file: a column most of whose values cannot be used is not what the layout
 * says it is (columns swapped, another date format, made-up data under a layout for real people).
 */
export class ColumnSample {
  readonly #file: string;
  readonly #columns: readonly (WatchedColumn & {
    filled: number;
    readonly unusable: Map<FindingCode, number>;
    readonly texts: string[];
  })[];
  #rows = 0;

  constructor(file: string, columns: readonly WatchedColumn[]) {
    this.#file = file;
    this.#columns = columns.map((column) => ({ ...column, filled: 0, unusable: new Map(), texts: [] }));
  }

  /** Whether the sample is complete. */
  get full(): boolean {
    return this.#rows >= SAMPLE_ROWS;
  }

  add(cells: readonly string[], findings: readonly Finding[]): void {
    this.#rows++;
    for (const column of this.#columns) {
      const text = (cells[column.place] ?? '').trim();
      if (text === '' || column.blankWord?.(text) !== undefined) continue;
      column.filled++;
      if (column.texts.length < KEPT_TEXTS) column.texts.push(text);
      for (const finding of findings) {
        if (finding.column !== column.column || finding.severity === 'noted') continue;
        column.unusable.set(finding.code, (column.unusable.get(finding.code) ?? 0) + 1);
      }
    }
  }

  /** Throws a LinkdeskError when columns cannot be what they should be, with what their values look like instead. */
  judge(): void {
    const wrong = this.#columns.flatMap(({ column, type, filled, unusable, texts }) => {
      const counts = [...unusable].sort((a, b) => b[1] - a[1]);
      const bad = counts.reduce((all, [, count]) => all + count, 0);
      if (filled < FEWEST_CELLS || bad <= filled * tolerated(type)) return [];
      return { column, filled, bad, code: counts[0]![0], looks: looksLike(texts, type) };
    });
    const [first, ...others] = wrong;
    if (first === undefined) return;
    const beside = others
      .map(({ column, looks }) => `${column}${looks === '' ? '' : ` (${looks})`}`)
      .join(', ');
    throw new LinkdeskError(
      'COLUMN_UNUSABLE',
      `${this.#file}, column ${first.column}: ${first.bad} of the first ${first.filled} values cannot be used${first.looks === '' ? '' : `; they look like ${first.looks}`}. ${findingTexts[first.code].reason} ${beside === '' ? '' : `Nor can ${beside}. `}${remedyOf(first.code)} Nothing of the file was kept.`,
      { file: this.#file, column: first.column },
    );
  }
}

const remedyOf = (code: FindingCode): string =>
  code === 'SEX_UNKNOWN' || code === 'FLAG_UNKNOWN'
    ? 'Say in the code lists of its profile what the codes mean, or look whether columns are swapped.'
    : "Look whether columns are swapped or the profile is another system's.";

/** What most values of a column are instead of its own type, in words; empty when that cannot be told. */
function looksLike(texts: readonly string[], type: FieldType): string {
  const other = columnEvidence(texts).types.find((one) => one !== type);
  return other === undefined ? '' : (typeWords[other] ?? '');
}
