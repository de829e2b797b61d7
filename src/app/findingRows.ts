import { LinkdeskError } from '../domain/error.ts';
import type { ExtractKindName } from '../domain/extract.ts';
import { columnEvidence } from '../intake/profiles/columnEvidence.ts';
import { columnsOf } from '../intake/profiles/profile.ts';
import { CELL_SEPARATOR } from '../intake/splitRecords.ts';
import { columnFindingsPage } from '../store/behindQuality.ts';
import { headerOf, type ImportRecord, importById } from '../store/imports.ts';
import { rowsAsRead } from '../store/rawRows.ts';
import { restrictedRecords } from '../store/restrictedRecords.ts';
import type { ReadStore } from '../store/store.ts';
import type { FindingRows } from './contract/intake.ts';
import { maskCell } from './intake/previewSource.ts';
import { columnsByField, fieldTypes, type Reading } from './intake/reading.ts';
import { readingOf } from './intake/savedProfiles.ts';

const pageSize = 100;

export interface FindingRowsAsked {
  readonly importId: number;
  readonly column: string;
  readonly which: 'invalid' | 'suspicious';
  /** Number of the last finding of the page before; 0 for the first. */
  readonly after: number;
}

/**
 * The rows of an imported file in which a column has invalid or suspicious values, as they were read, a page of
 * findings at a time: SSNs and CINs masked, rows of sensitive and sealed people only counted (SCC-13). A rejected row
 * was not kept; a row that has not changed since an earlier import is shown as that one read it. Throws
 * IMPORT_UNKNOWN.
 */
export function findingRows(store: ReadStore, asked: FindingRowsAsked): FindingRows {
  const record = importById(store, asked.importId);
  if (record === undefined) {
    throw new LinkdeskError('IMPORT_UNKNOWN', 'There is no such import in this store; nothing was changed.');
  }
  const found = columnFindingsPage(store, { ...asked, limit: pageSize + 1 });
  const page = found.slice(0, pageSize);
  const recordOf = new Map(page.map(({ line, recordId }) => [line, recordId]));
  const known = [...recordOf.values()].filter((id) => id !== null);
  const restricted = restrictedRecords(store, record.kind, known);
  const raws = rowsAsRead(store, record.kind, known);
  const header = headerOf(store, record.importId) ?? [];
  const headers = new Map([[record.importId, header]]);
  const cellsOf = (recordId: number | null): readonly string[] | undefined => {
    const row = recordId === null ? undefined : raws.get(recordId);
    if (row === undefined) return undefined;
    let names = headers.get(row.importId);
    if (names === undefined) {
      names = headerOf(store, row.importId) ?? [];
      headers.set(row.importId, names);
    }
    if (names.length === 0) return undefined;
    const cells = row.raw.split(CELL_SEPARATOR);
    const places = header.map((name) => names.indexOf(name));
    return places.map((place) => cells[place] ?? '');
  };
  const open = [...recordOf].filter(([, id]) => id === null || !restricted.has(id));
  const kept = open.flatMap(([line, id]) => {
    const cells = cellsOf(id);
    return cells === undefined ? [] : [{ line, cells }];
  });
  const reading = readingOf(store, record);
  const fields = fieldsByColumn(record, reading);
  const types = header.map((column) => typesRead(reading, record.kind, column));
  const masks = types.map(
    (read, at) =>
      read.find(isMasked) ?? columnEvidence(kept.map(({ cells }) => cells[at] ?? '')).types.find(isMasked),
  );
  // a CWIN has nine digits too, and is what the row is found by
  const isCwin = types.map((read) => read.includes('cwin'));
  return {
    columns: header.map((column) => ({ column, field: fields.get(comparable(column)) ?? null })),
    rows: kept.map(({ line, cells }) => ({
      line,
      cells: cells.map((cell, at) => (isCwin[at] === true ? cell.trim() : maskCell(cell, masks[at]))),
    })),
    withheld: recordOf.size - open.length,
    notKept: open.length - kept.length,
    earlier: open.filter(([, id]) => id !== null && earlierThan(raws.get(id), record)).length,
    next: found.length > pageSize ? page.at(-1)!.number : null,
  };
}

const comparable = (column: string): string => column.trim().toUpperCase();

const earlierThan = (row: { readonly importId: number } | undefined, { importId }: ImportRecord): boolean =>
  row !== undefined && row.importId < importId;

const fieldsByColumn = ({ kind }: ImportRecord, reading: Reading | undefined): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(reading === undefined ? {} : columnsByField(reading, kind)).map(([field, column]) => [
      comparable(column),
      field,
    ]),
  );

const isMasked = (type: string): type is 'ssn' | 'cin' => type === 'ssn' || type === 'cin';

/** The types of all fields that a column is read as, by itself or as one of several. */
function typesRead(reading: Reading | undefined, kind: ExtractKindName, column: string): readonly string[] {
  const typeOf = (of: ExtractKindName, field: string, columns: readonly string[]): readonly string[] =>
    columns.some((one) => comparable(one) === comparable(column)) ? [fieldTypes(of).get(field) ?? ''] : [];
  if (reading === undefined) return [];
  if (reading.by === 'layout') {
    return reading.layout.columns.flatMap(({ field, header }) => typeOf(kind, field, [header]));
  }
  return reading.profile.parts.flatMap((part) =>
    part.records.flatMap(({ fields }) =>
      Object.entries(fields).flatMap(([field, source]) => typeOf(part.kind, field, columnsOf(source))),
    ),
  );
}
