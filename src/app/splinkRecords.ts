import { basename, join } from 'node:path';
import { LinkdeskError } from '../domain/error.ts';
import { readDelimited } from '../intake/delimited.ts';
import { inspectFile } from '../intake/inspectFile.ts';
import { columnsOf, listColumnsOf } from '../linkage/splink/expression.ts';
import type { SplinkModel, SplinkRule } from '../linkage/splink/model.ts';
import { frequencyFile } from '../linkage/splink/modelFiles.ts';
import { type Records, type SplinkTable, stackRecords } from '../linkage/splink/records.ts';
import {
  type FrequencyTable,
  type FrequencyTables,
  frequencyColumns,
} from '../linkage/splink/termFrequencies.ts';
import type { Value } from '../linkage/splink/value.ts';
import type { FileRead } from './encodeFile.ts';
import { listOfCell } from './listCell.ts';
import { cutShort, idMissing, refuseColumnTwice } from './rowFaults.ts';

/** Says how far reading is, in bytes. */
export type ReadingProgress = (label: string, done: number, total: number) => void;

/**
 * Reads the files of a Splink run. Cells are taken as they stand, since Splink compares them so; an empty one is a
 * missing value; in a column that the model takes for lists a cell is a list in square brackets. Each file's source
 * dataset is its name without the ending. `more` names columns that are read beside those of model and `rules`. Rows
 * with more or fewer cells than the header are left out and counted.
 * @throws LinkdeskError FILES_MISSING for no file, COLUMN_MISSING naming a file and the columns that are read and the
 * file does not have, COLUMN_TWICE, RECORD_ID_MISSING, FILE_TRUNCATED, LIST_CELL_INVALID naming file, column and row; and what reading and stacking files throws.
 */
export async function readSplinkRecords(
  model: SplinkModel,
  files: readonly string[],
  { rules = [], more = [] }: { readonly rules?: readonly SplinkRule[]; readonly more?: readonly string[] },
  progress: ReadingProgress,
  signal: AbortSignal,
): Promise<{ readonly records: Records; readonly files: readonly FileRead[] }> {
  if (files.length === 0) throw new LinkdeskError('FILES_MISSING', 'Name at least one file to work on.');
  const wanted = [...columnsRead(model, rules), ...more];
  const lists = new Set(listColumns(model, rules).map((name) => name.toLowerCase()));
  const tables: SplinkTable[] = [];
  const reads: FileRead[] = [];
  for (const file of files) {
    const { columns, read } = await readColumns(
      file,
      model.settings.uniqueIdColumn,
      wanted,
      progress,
      signal,
    );
    reads.push(read);
    tables.push({ name: sourceName(file, tables), columns: withLists(basename(file), columns, lists) });
  }
  const records = stackRecords(tables, model.linkType, model.settings.uniqueIdColumn);
  return { records, files: reads };
}

/** The columns of a file, of the rows with as many cells as the header. */
async function readColumns(
  file: string,
  idColumn: string,
  wanted: readonly string[],
  progress: ReadingProgress,
  signal: AbortSignal,
): Promise<{ readonly columns: ReadonlyMap<string, readonly (string | null)[]>; readonly read: FileRead }> {
  const label = basename(file);
  const columns = new Map<string, (string | null)[]>();
  /** Equal cells share one text, which does not keep the chunk of the file alive that it was cut from. */
  const texts = new Map<string, string>();
  const kept = (cell: string): string => {
    const known = texts.get(cell);
    if (known !== undefined) return known;
    const copy = Buffer.from(cell).toString();
    texts.set(copy, copy);
    return copy;
  };
  const onProgress = (done: number, total: number): void => progress(`Reading ${label}`, done, total);
  let records = 0;
  let leftOut = 0;
  let firstLeftOut: number | undefined;
  const inspection = await inspectFile(file);
  for await (const batch of readDelimited(file, { inspection, onProgress })) {
    signal.throwIfAborted();
    const { header, rows, lines } = batch;
    if (batch.truncated === true) throw cutShort(label, lines.at(-1)!);
    if (columns.size === 0) {
      checkColumns(label, header, wanted);
      refuseColumnTwice(
        label,
        header,
        header.filter((name) => wanted.includes(name)),
      );
      for (const name of header) columns.set(name, []);
    }
    const idPlace = header.indexOf(idColumn);
    const places = [...columns].map(([name, values]) => ({ place: header.indexOf(name), values }));
    for (const [i, row] of rows.entries()) {
      if (row.length !== header.length) {
        leftOut++;
        firstLeftOut ??= lines[i]!;
        continue;
      }
      if (idPlace >= 0 && row[idPlace] === '') throw idMissing(label, lines[i]!, idColumn);
      records++;
      for (const { place, values } of places) values.push(row[place] ? kept(row[place]) : null);
    }
  }
  return {
    columns,
    read: {
      file: label,
      records,
      leftOut,
      ...(firstLeftOut === undefined ? {} : { firstLeftOut }),
      ...(inspection.encoding === 'windows-1252' ? { isDoubtfulText: true } : {}),
    },
  };
}

/** The columns of a file, with those that are lists read as lists. */
function withLists(
  file: string,
  columns: ReadonlyMap<string, readonly (string | null)[]>,
  lists: ReadonlySet<string>,
): ReadonlyMap<string, readonly Value[]> {
  const listAt = (column: string, cell: string | null, row: number): Value => {
    if (cell === null) return null;
    const list = listOfCell(cell);
    if (list !== undefined) return list;
    throw new LinkdeskError(
      'LIST_CELL_INVALID',
      `The model takes the column "${column}" for lists, but record ${row + 1} of ${file} holds none there. Write ` +
        'lists in square brackets, as ["a", "b"], or leave the cell empty.',
      { file, column },
    );
  };
  return new Map(
    [...columns].map(([name, cells]): [string, readonly Value[]] => [
      name,
      lists.has(name.toLowerCase()) ? cells.map((cell, row) => listAt(name, cell, row)) : cells,
    ]),
  );
}

/** Every column that conditions or exploding rules take for lists. */
function listColumns(model: SplinkModel, rules: readonly SplinkRule[]): readonly string[] {
  const all = [...model.rules, ...rules];
  const conditions = model.comparisons.flatMap(({ levels }) =>
    levels.flatMap(({ condition }) => (condition === undefined ? [] : [condition])),
  );
  return [
    ...all.flatMap(({ explode }) => explode),
    ...[...conditions, ...all.map(({ condition }) => condition)].flatMap(listColumnsOf),
  ];
}

/** A name that no file before has: two files of one name in different folders are two datasets. */
function sourceName(file: string, before: readonly SplinkTable[]): string {
  const name = basename(file).replace(/\.[^.]+$/, '');
  return before.some((table) => table.name === name) ? `${name}_${before.length + 1}` : name;
}

/** Every column that a model reads from each file, by its own name. */
function columnsRead(model: SplinkModel, rules: readonly SplinkRule[]): readonly string[] {
  const { uniqueIdColumn, additionalColumns } = model.settings;
  return [
    ...new Set([
      uniqueIdColumn,
      ...model.comparisons.flatMap(({ columns }) => columns),
      ...[...model.rules, ...rules].flatMap(({ condition }) => columnsOf(condition)),
      ...frequencyColumns(model),
      ...additionalColumns,
    ]),
  ];
}

function checkColumns(file: string, header: readonly string[], wanted: readonly string[]): void {
  const present = new Set(header.map((name) => name.toLowerCase()));
  const missing = wanted.filter((name) => !present.has(name.toLowerCase()));
  if (missing.length === 0) return;
  const list = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');
  throw new LinkdeskError(
    'COLUMN_MISSING',
    `The file ${file} does not have the column${missing.length > 1 ? 's' : ''} ${list(missing)}, which the model ` +
      `or a rule reads. Its columns are ${list(header)}. Rename a column, or take another model.`,
    { file },
  );
}

/**
 * Reads the term-frequency tables of a model from a folder, one `tf_<column>.csv` a column as `train` writes them
 * (linkage.md 5.2).
 * @throws LinkdeskError TF_TABLE_INVALID when a table lacks a column or holds what is no frequency; and what reading
 * a file throws, which names the table that is missing.
 */
export async function readFrequencyTables(model: SplinkModel, folder: string): Promise<FrequencyTables> {
  const tables = new Map<string, FrequencyTable>();
  for (const column of frequencyColumns(model)) {
    tables.set(column, await readFrequencyTable(column, join(folder, frequencyFile(column))));
  }
  return tables;
}

async function readFrequencyTable(column: string, file: string): Promise<FrequencyTable> {
  const table = new Map<string, number>();
  for await (const { header, rows } of readDelimited(file)) {
    const [value, frequency] = [header.indexOf(column), header.indexOf(`tf_${column}`)];
    for (const row of rows) {
      const share = Number(row[frequency]);
      if (value < 0 || frequency < 0 || !(share > 0 && share <= 1)) throw invalidTable(column, file);
      table.set(row[value] ?? '', share);
    }
  }
  return table;
}

function invalidTable(column: string, file: string): LinkdeskError {
  return new LinkdeskError(
    'TF_TABLE_INVALID',
    `The table ${basename(file)} must have the columns "${column}" and "tf_${column}", the second with a number ` +
      'above 0 and up to 1 in every row. Write it again with train, or leave --tf away to count the files.',
    { file: basename(file) },
  );
}
