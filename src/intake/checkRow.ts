import type { ExtractKind } from '../domain/extract.ts';
import { splitSuffix } from '../domain/names.ts';
import type { Finding, FindingCode, Severity } from './findings.ts';
import { normaliserOf } from './normaliseField.ts';
import type { FieldReading, Report, Value } from './fieldReading.ts';

/** Where a field's text comes from: a cell by its place, or worked out from the whole row. */
export type CellSource = number | ((cells: readonly string[]) => string);

export interface RowColumn {
  readonly field: string;
  /** Name for reports: the column of the file */
  readonly column: string;
  readonly source: CellSource;
  readonly reading: FieldReading;
}

interface CheckedRow {
  /** In the order of the extract kind's fields; a field without a column is null */
  readonly values: readonly Value[];
  readonly findings: readonly Finding[];
  readonly rejected: boolean;
}

export type RowCheck = (cells: readonly string[]) => CheckedRow;

/** Told of every cell that holds a word for blank; the column is the same object for all cells of a field. */
export type OnBlankWord = (column: RowColumn, word: string) => void;

const noFindings: readonly Finding[] = [];

/**
 * Makes the check of one file's rows: every cell trimmed, normalised and judged by its field's type; a row without
 * a usable required value is rejected, any other unusable value is left blank. Compiled once, because a month has
 * tens of millions of cells.
 */
export function compileRowCheck(
  kind: ExtractKind,
  columns: readonly RowColumn[],
  onBlankWord: OnBlankWord = () => {},
): RowCheck {
  const byField = new Map(columns.map((column) => [column.field, column]));
  const readers = kind.fields.map((field) => {
    const column = byField.get(field.name);
    return column === undefined
      ? undefined
      : {
          of: column,
          column: column.column,
          source: column.source,
          blankWord: column.reading.blankWord,
          required: field.required === true,
          normalise: normaliserOf(field, column.reading),
        };
  });
  const afterwards = rowRules(kind, byField);
  const known = new Map<string, Finding>();
  const findingOf = (column: string, code: FindingCode, severity: Severity, what: string): Finding => {
    const key = `${column}\u001f${code}\u001f${severity}\u001f${what}`;
    let finding = known.get(key);
    if (finding === undefined) {
      finding = { column, class: what, code, severity };
      known.set(key, finding);
    }
    return finding;
  };

  let findings: Finding[] | undefined;
  let column = '';
  const report: Report = (code, severity, what) => {
    (findings ??= []).push(findingOf(column, code, severity, what));
  };

  return (cells) => {
    findings = undefined;
    let rejected = false;
    const values: Value[] = readers.map(() => null);
    for (let place = 0; place < readers.length; place++) {
      const reader = readers[place];
      if (reader === undefined) continue;
      column = reader.column;
      const before = countOf(findings);
      const text = cellText(cells, reader.source);
      const word = reader.blankWord?.(text);
      const value = text === '' || word !== undefined ? null : reader.normalise(text, report);
      if (word !== undefined) onBlankWord(reader.of, word);
      values[place] = value;
      if (value === null && reader.required) {
        rejected = true;
        findings = rejectedInstead(findings ?? [], before, column, findingOf);
      }
    }
    for (const rule of afterwards) {
      column = rule.column;
      rule.apply(values, report);
    }
    return { values, findings: findings ?? noFindings, rejected };
  };
}

const countOf = (findings: readonly Finding[] | undefined): number => findings?.length ?? 0;

/** The trimmed text of a cell. */
function cellText(cells: readonly string[], source: CellSource): string {
  const cell = typeof source === 'number' ? (cells[source] ?? '') : source(cells);
  const length = cell.length;
  return length > 0 && (cell.charCodeAt(length - 1) <= 32 || cell.charCodeAt(0) <= 32) ? cell.trim() : cell;
}

/** What was blanked in a required field rejects the row; a required field that is simply blank gets a finding of its own. */
function rejectedInstead(
  findings: readonly Finding[],
  before: number,
  column: string,
  findingOf: (column: string, code: FindingCode, severity: Severity, what: string) => Finding,
): Finding[] {
  if (findings.length === before) {
    return [...findings, findingOf(column, 'REQUIRED_BLANK', 'rejected', 'blank')];
  }
  return findings.map((finding, index) =>
    index < before ? finding : findingOf(finding.column, finding.code, 'rejected', finding.class),
  );
}

interface RowRule {
  readonly column: string;
  readonly apply: (values: Value[], report: Report) => void;
}

/** Checks that need two fields of a row. */
function rowRules(kind: ExtractKind, byField: ReadonlyMap<string, RowColumn>): readonly RowRule[] {
  const place = (name: string): number => kind.fields.findIndex((field) => field.name === name);
  const rules: RowRule[] = [];
  const [start, end] = [place('start_date'), place('end_date')];
  if (start >= 0 && end >= 0) {
    rules.push({
      column: byField.get('end_date')?.column ?? '',
      apply: (values, report) => {
        const [from, to] = [values[start], values[end]];
        if (typeof from === 'number' && typeof to === 'number' && to < from) {
          report('END_BEFORE_START', 'noted', 'a day before the start date');
        }
      },
    });
  }
  const [last, suffix] = [place('last_name'), place('name_suffix')];
  if (last >= 0 && suffix >= 0) {
    rules.push({
      column: byField.get('last_name')?.column ?? '',
      apply: (values, report) => {
        const name = values[last];
        if (typeof name !== 'string' || !name.includes(' ')) return;
        const split = splitSuffix(name);
        if (split.suffix === '') return;
        values[last] = split.name;
        values[suffix] ??= split.suffix;
        report('NAME_SUFFIX_INSIDE', 'noted', 'letters and blanks');
      },
    });
  }
  return rules;
}
