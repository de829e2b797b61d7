import { columnEvidence } from '../../intake/profiles/columnEvidence.ts';
import { profileRows } from '../../intake/profiles/readProfile.ts';
import { personById, personOf } from '../../store/persons.ts';
import type { ReadStore } from '../../store/store.ts';
import { parseCwsKey } from '../../domain/cwsKey.ts';
import { maskIdentifier } from '../shownIdentifier.ts';
import { columnsByField, fieldTypes, kindsOf, profileReading } from './reading.ts';
import type { SourceFile } from './sourceFile.ts';

export interface SourcePreview {
  readonly columns: { column: string; field: string | null }[];
  readonly rows: { line: number; cells: string[] }[];
  /** Rows of sealed and sensitive people, which are not shown (SCC-13). */
  readonly withheld: number;
}

/**
 * The first rows of a file as they may be shown: columns that hold SSNs or CINs, by their field or by what stands in
 * them, masked; rows that say of themselves that they are sensitive or sealed, or that name a person whom the index
 * knows as such, left out and counted.
 */
export const previewSource = (store: ReadStore, file: SourceFile): SourcePreview =>
  shownRows(
    store,
    file,
    file.sample.map((cells, at) => ({ line: file.lines[at] ?? 0, cells })),
  );

/** Rows anywhere in a file by their lines, shown as the preview shows the first ones. */
export async function rowsAtLines(
  store: ReadStore,
  file: SourceFile,
  lines: readonly number[],
): Promise<SourcePreview> {
  const wanted = new Set(lines);
  const found: { line: number; cells: readonly string[] }[] = [];
  const last = Math.max(0, ...lines);
  const spelling = { format: file.format, dateFormat: profileReading(file)?.dateFormat ?? 'MM/DD/YYYY' };
  for await (const batch of profileRows(file.path, spelling, file.inspection)) {
    for (const [at, cells] of batch.rows.entries()) {
      if (wanted.has(batch.lines[at]!)) found.push({ line: batch.lines[at]!, cells });
    }
    if (batch.firstLine > last) break;
  }
  return shownRows(store, file, found);
}

function shownRows(
  store: ReadStore,
  file: SourceFile,
  rows: readonly { readonly line: number; readonly cells: readonly string[] }[],
): SourcePreview {
  const fields = fieldsByColumn(file);
  const masks = maskedColumns(file);
  const restricted = restrictedRow(store, file, fields);
  const shown = rows.flatMap(({ line, cells }) =>
    restricted(cells) ? [] : [{ line, cells: cells.map((cell, at) => maskCell(cell, masks[at])) }],
  );
  return {
    columns: file.header.map((column) => ({ column, field: fields.get(comparable(column)) ?? null })),
    rows: shown,
    withheld: rows.length - shown.length,
  };
}

const comparable = (column: string): string => column.trim().toUpperCase();

/** The field that each column is read as, by the column's name in capitals. */
export function fieldsByColumn({ reading }: SourceFile): ReadonlyMap<string, string> {
  const pairs =
    reading === undefined
      ? []
      : kindsOf(reading).flatMap((kind) => Object.entries(columnsByField(reading, kind)));
  return new Map(pairs.map(([field, column]) => [comparable(column), field]));
}

/** Of each column in file order the identifier it holds, by its field or by its values. */
export function maskedColumns(file: SourceFile): readonly ('ssn' | 'cin' | undefined)[] {
  const fields = fieldsByColumn(file);
  const types = new Map(
    (file.reading === undefined ? [] : kindsOf(file.reading)).flatMap((kind) => [...fieldTypes(kind)]),
  );
  return file.header.map((column, at) => {
    const type = types.get(fields.get(comparable(column)) ?? '');
    if (type === 'ssn' || type === 'cin') return type;
    const evidence = columnEvidence(file.sample.map((row) => row[at] ?? ''));
    return evidence.types.find((one) => one === 'ssn' || one === 'cin');
  });
}

/** A nine-digit number is masked wherever it stands: a free text or a swapped column may hold an SSN. */
export function maskCell(cell: string, mask: 'ssn' | 'cin' | undefined): string {
  const text = cell.trim();
  if (mask === 'cin') return maskIdentifier('cin', text);
  if (mask === 'ssn') return text === '' ? '' : maskIdentifier('ssn', text);
  return text.replace(/(?<!\d)\d{3}-?\d{2}-?(\d{4})(?!\d)/g, '***-**-$1');
}

function restrictedRow(
  store: ReadStore,
  { header }: SourceFile,
  fields: ReadonlyMap<string, string>,
): (cells: readonly string[]) => boolean {
  const placesOf = (...names: readonly string[]): readonly number[] =>
    header.flatMap((column, at) => (names.includes(fields.get(comparable(column)) ?? '') ? [at] : []));
  const marks = placesOf('sensitivity', 'limited_access');
  const seals = placesOf('sealed');
  const clients = placesOf('client_key', 'related_client_key');
  return (cells) =>
    marks.some((at) => /^[SR]$/i.test((cells[at] ?? '').trim())) ||
    seals.some((at) => /^(?:Y|YES|1|T|TRUE)$/i.test((cells[at] ?? '').trim())) ||
    clients.some((at) => knownAsRestricted(store, cells[at] ?? ''));
}

function knownAsRestricted(store: ReadStore, text: string): boolean {
  const read = parseCwsKey(text.trim());
  const person = 'key' in read ? personOf(store, 'cws', read.key) : undefined;
  return person !== undefined && (personById(store, person)?.partition ?? 'open') !== 'open';
}
