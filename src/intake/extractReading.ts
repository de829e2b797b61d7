import { LinkdeskError } from '../domain/error.ts';
import { BlankedCells, cellsOf } from './blankedCells.ts';
import { compileRowCheck } from './checkRow.ts';
import type { RowCheck } from './checkRow.ts';
import { ColumnSample } from './columnSample.ts';
import { DamageWatch } from './damageWatch.ts';
import type { ExtractBatch, ExtractRow, ExtractSummary, FileNotice, RowCounts } from './extractBatch.ts';
import type { Finding, FindingCode } from './findings.ts';
import { FindingTally } from './findingTally.ts';
import type { FileInspection } from './inspectFile.ts';
import type { Value } from './fieldReading.ts';
import type { ReadingPlan, RecordPlan } from './readingPlan.ts';
import type { LocatedFinding } from './rejects.ts';
import type { RowBatch } from './rowBatch.ts';
import { SeenKeys } from './seenKeys.ts';
import { contentHash, joinedValues, keyHigh, keyLow } from '../store/rowIdentity.ts';
import { CELL_SEPARATOR } from './splitRecords.ts';

const rowFindings = new Map<FindingCode, Finding>();
/** A finding about a row as a whole. */
function rowFinding(code: FindingCode, what: string): Finding {
  let finding = rowFindings.get(code);
  if (finding === undefined) {
    finding = { column: '', class: what, code, severity: 'rejected' };
    rowFindings.set(code, finding);
  }
  return finding;
}

const NOT_ASCII = /[\u0080-\uFFFF]/;

/** Whether all cells are blank of which a record needs one. */
function isAbsent(cells: readonly string[], onlyWith: RecordPlan['onlyWith']): boolean {
  for (let i = 0; i < onlyWith.length; i++) {
    const { place, blankWord } = onlyWith[i]!;
    const text = cells[place]!.trim();
    if (text !== '' && blankWord?.(text) === undefined) return false;
  }
  return onlyWith.length > 0;
}

/** What a batch has given so far, and how many rows were read before it. */
interface Found {
  readonly rows: ExtractRow[];
  readonly findings: LocatedFinding[];
  readonly before: number;
}

/** One pass over one file: rows in, checked records out, counts that add up. */
export class ExtractReading {
  readonly #plan: ReadingPlan;
  readonly #header: readonly string[];
  readonly #inspection: FileInspection;
  readonly #records: readonly { readonly check: RowCheck; readonly onlyWith: RecordPlan['onlyWith'] }[];
  readonly #keyPlaces: readonly number[];
  /** Everything that a record says but since when */
  readonly #contentPlaces: readonly number[];
  readonly #watches: readonly { readonly place: number; readonly watch: DamageWatch }[];
  readonly #sample: ColumnSample;
  readonly #seen = new SeenKeys();
  readonly #tally = new FindingTally();
  readonly #blanked = new BlankedCells();
  readonly #formulas = new Map<string, number>();
  readonly #notices: FileNotice[];
  #lookForMarks: boolean;
  #read = 0;
  #imported = 0;

  constructor(plan: ReadingPlan, header: readonly string[], inspection: FileInspection) {
    this.#plan = plan;
    this.#header = header;
    this.#inspection = inspection;
    this.#records = plan.records.map(({ columns, onlyWith }) => ({
      check: compileRowCheck(plan.kind, columns, (column, word) => this.#blanked.add(column, word)),
      onlyWith,
    }));
    const { fields, key } = plan.kind;
    const lasting = (name: string): boolean => !plan.sinceFields.includes(name);
    this.#keyPlaces = key.filter(lasting).map((name) => fields.findIndex((field) => field.name === name));
    this.#contentPlaces = fields.flatMap(({ name }, place) => (lasting(name) ? [place] : []));
    this.#watches = plan.watched
      .filter((column) => column.type === 'cws_key')
      .map(({ column, place }) => ({ place, watch: new DamageWatch(plan.label, column) }));
    this.#sample = new ColumnSample(plan.label, plan.watched);
    this.#lookForMarks = inspection.encoding === 'windows-1252';
    this.#notices = [...plan.notices];
    if (inspection.encoding.startsWith('utf-16')) {
      this.#notices.push({
        code: 'ENCODING_NOT_UTF8',
        sentence: `${plan.label} is in UTF-16 instead of UTF-8. It was read so; nothing needs doing.`,
      });
    }
  }

  /** Checks a batch of rows. Throws a LinkdeskError as soon as the file cannot be trusted as a whole. */
  read(batch: RowBatch): ExtractBatch {
    return ExtractReading.readAll([this], batch)[0]!;
  }

  /** Several readings of the same rows, row by row: all of them look at a row while it is at hand, which is faster. */
  static readAll(readings: readonly ExtractReading[], batch: RowBatch): readonly ExtractBatch[] {
    const found = readings.map((reading): Found => ({ rows: [], findings: [], before: reading.#read }));
    const lastRow = batch.rows.length - 1;
    for (let index = 0; index <= lastRow; index++) {
      const cells = batch.rows[index]!;
      const line = batch.lines[index]!;
      if (batch.truncated && index === lastRow) throw readings[0]!.#truncated(line);
      const raw = batch.raws?.[index] ?? cells.join(CELL_SEPARATOR);
      const hasNul = raw.includes('\0');
      for (let each = 0; each < readings.length; each++) {
        const { rows, findings } = found[each]!;
        readings[each]!.#readRow(cells, raw, hasNul, line, rows, findings);
      }
    }
    return readings.map((reading, index) => reading.#batch(batch, found[index]!));
  }

  #batch(batch: RowBatch, { rows, findings, before }: Found): ExtractBatch {
    this.#imported += rows.length;
    for (const [place, count] of batch.formulas ?? []) {
      const column = this.#header[place] ?? '';
      this.#formulas.set(column, (this.#formulas.get(column) ?? 0) + count);
    }
    return {
      kind: this.#plan.kind.kind,
      firstLine: batch.firstLine,
      rows,
      rejected: this.#read - before - rows.length,
      findings,
      counts: this.#counts(),
    };
  }

  /** Judges the file after its last row and sums it up. */
  finish(): ExtractSummary {
    if (!this.#sample.full) this.#sample.judge();
    for (const { watch } of this.#watches) watch.finish();
    if (this.#read === 0) {
      this.#notices.push({
        code: 'NO_ROWS',
        sentence: `${this.#plan.label} has column names and no rows. If that is not right, run the extract again.`,
      });
    }
    this.#noticeHabits();
    return {
      header: this.#header,
      counts: this.#counts(),
      sha256: this.#inspection.sha256,
      bytes: this.#inspection.bytes,
      notices: this.#notices,
      findings: this.#tally.all(),
    };
  }

  #counts(): RowCounts {
    return { read: this.#read, imported: this.#imported, rejected: this.#read - this.#imported };
  }

  #readRow(
    cells: readonly string[],
    raw: string,
    hasNul: boolean,
    line: number,
    rows: ExtractRow[],
    findings: LocatedFinding[],
  ): void {
    if (cells.length !== this.#plan.width) {
      this.#reject('RAGGED_ROW', 'a row with another number of cells than the header', line, findings);
      return;
    }
    if (hasNul) {
      this.#reject('NUL_IN_ROW', 'a zero byte', line, findings);
      return;
    }
    if (this.#lookForMarks && NOT_ASCII.test(raw)) this.#noticeMarks(cells, line);
    for (const { place, watch } of this.#watches) watch.see(cells[place]!, line);
    for (let index = 0; index < this.#records.length; index++) {
      const { check, onlyWith } = this.#records[index]!;
      if (isAbsent(cells, onlyWith)) continue;
      const { values, findings: found, rejected } = check(cells);
      for (const finding of found) this.#note(finding, line, findings);
      if (index === 0 && !this.#sample.full) {
        this.#sample.add(cells, found);
        if (this.#sample.full) this.#sample.judge();
      }
      if (rejected) this.#read++;
      else this.#keep(raw, values, line, rows, findings);
    }
  }

  /** Keeps a record unless its key has come before. */
  #keep(
    raw: string,
    values: readonly Value[],
    line: number,
    rows: ExtractRow[],
    findings: LocatedFinding[],
  ): void {
    const key = joinedValues(values, this.#keyPlaces);
    const row: ExtractRow = {
      line,
      raw,
      values,
      keyHigh: keyHigh(key),
      keyLow: keyLow(key),
      content: contentHash(values, this.#contentPlaces),
    };
    const repetition = this.#seen.add(row);
    if (repetition === 'first') {
      this.#read++;
      rows.push(row);
    } else if (repetition === 'same_key') {
      this.#reject('KEY_REPEATED', 'a key that came before', line, findings);
    } else if (this.#plan.sameAgain === 'rejected') {
      this.#reject('REPEATED_ROW', 'a row that came before', line, findings);
    }
  }

  #reject(code: FindingCode, what: string, line: number, findings: LocatedFinding[]): void {
    this.#read++;
    this.#note(rowFinding(code, what), line, findings);
  }

  #note(finding: Finding, line: number, findings: LocatedFinding[]): void {
    findings.push({ line, finding });
    this.#tally.add(finding, line);
  }

  #noticeMarks(cells: readonly string[], line: number): void {
    this.#lookForMarks = false;
    const place = cells.findIndex((cell) => NOT_ASCII.test(cell));
    this.#notices.push({
      code: 'ENCODING_NOT_UTF8',
      sentence: `${this.#plan.label}, line ${line}, column ${this.#header[place] ?? ''}: a character there is not UTF-8, so the file was read as Windows-1252. If accents look wrong, export the file as UTF-8 and import it again.`,
    });
  }

  /** What spreadsheets and databases write otherwise than a person would, and how it was read. */
  #noticeHabits(): void {
    const { label } = this.#plan;
    const blanked = this.#blanked.words();
    if (blanked !== undefined) {
      this.#notices.push({
        code: 'BLANK_WORDS',
        sentence: `${label}: ${blanked}. Names are kept as they stand. Where such a word means something, take it out of the words that the profile reads as blank.`,
      });
    }
    if (this.#formulas.size > 0) {
      this.#notices.push({
        code: 'TEXT_FORMULAS',
        sentence: `${label}: the formula ="…" of a spreadsheet taken off ${cellsOf(this.#formulas)}. What stands inside was read; nothing needs doing.`,
      });
    }
  }

  #truncated(line: number): LinkdeskError {
    return new LinkdeskError(
      'FILE_TRUNCATED',
      `${this.#plan.label}, line ${line}: the file ends in the middle of this row. Get the whole file again and compare its size with the source; nothing of it was kept.`,
      { file: this.#plan.label, line },
    );
  }
}
