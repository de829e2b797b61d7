import { closeSync, openSync, writeSync } from 'node:fs';
import { isoDate } from '../domain/civilDate.ts';
import type { CivilDay } from '../domain/civilDate.ts';
import { extractKind } from '../domain/extract.ts';
import type { FieldType } from '../domain/extract.ts';
import type { Layout } from '../intake/layouts/layout.ts';
import type { FieldValue, Row } from './story.ts';

const CHUNK_BYTES = 1 << 18;
/** No line is longer: the widest extract has some 300 characters. */
const LINE_BYTES = 4_096;
const LINE_FEED = 10;

/** Dates that are known ahead; of all others a system knows nothing before the day. */
const PLANNED = new Set(['exemption_end_date', 'redetermination_date']);

/** One extract file being written, in bounded memory. */
export interface ExtractFile {
  readonly layout: Layout;
  readonly rows: () => number;
  readonly write: (row: Row) => void;
  readonly close: () => void;
}

/** A file of text lines, written in large pieces. */
export function lineFile(
  path: string,
  header: string,
): {
  readonly line: (text: string) => void;
  readonly close: () => void;
} {
  const file = openSync(path, 'w');
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES + LINE_BYTES);
  let filled = 0;
  const flush = (): void => {
    writeSync(file, chunk, 0, filled);
    filled = 0;
  };
  const line = (text: string): void => {
    filled += chunk.write(text, filled);
    chunk[filled] = LINE_FEED;
    filled += 1;
    if (filled >= CHUNK_BYTES) flush();
  };
  line(header);
  return {
    line,
    close: () => {
      flush();
      closeSync(file);
    },
  };
}

const isoTexts = new Map<CivilDay, string>();
function iso(day: CivilDay): string {
  let text = isoTexts.get(day);
  if (text === undefined) {
    text = isoDate(day);
    isoTexts.set(day, text);
  }
  return text;
}

const usTexts = new Map<CivilDay, string>();
function american(day: CivilDay): string {
  let text = usTexts.get(day);
  if (text === undefined) {
    const plain = isoDate(day);
    text = `${plain.slice(5, 7)}/${plain.slice(8)}/${plain.slice(0, 4)}`;
    usTexts.set(day, text);
  }
  return text;
}

const dollars = (cents: number): string =>
  `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;

/** How one column spells its values, before padding and quotes. */
function speller(
  field: string,
  type: FieldType,
  { dateFormat, flag }: Layout,
  asOf: CivilDay,
): (value: FieldValue) => string {
  const [yes, no] = flag;
  const date = dateFormat === 'MM/DD/YYYY' ? american : iso;
  switch (type) {
    case 'date': {
      const horizon = PLANNED.has(field) ? Number.POSITIVE_INFINITY : asOf;
      return (value) => (value === null || (value as number) > horizon ? '' : date(value as number));
    }
    case 'flag':
      return (value) => (value === null ? '' : value === true ? yes : no);
    case 'cents':
      return (value) => (value === null ? '' : dollars(value as number));
    default:
      return (value) => (value === null ? '' : String(value));
  }
}

const quoted = (text: string): string => `"${text}"`;
const quotedIfNeeded = (text: string): string =>
  text.includes(',') || text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text;

/**
 * Opens an extract as its system writes it: child welfare quotes every field and pads and cuts char fields to
 * their width, CalWORKs writes plain fields. What lies after `asOf` is not written.
 */
export function openExtract(path: string, layout: Layout, asOf: CivilDay): ExtractFile {
  const types = new Map(extractKind(layout.kind).fields.map(({ name, type }) => [name, type]));
  const isPadded = layout.columns.some(({ width }) => width !== undefined);
  const columns = layout.columns.map(({ field, width = 0 }) => {
    const spell = speller(field, types.get(field)!, layout, asOf);
    const blank = isPadded ? quoted(' '.repeat(width)) : '';
    const write = (value: FieldValue): string => {
      const text = spell(value);
      if (text === '') return blank;
      if (!isPadded) return quotedIfNeeded(text);
      return quoted(width === 0 ? text : text.slice(0, width).padEnd(width));
    };
    return { field, write };
  });
  const header = layout.columns.map((column) => (isPadded ? quoted(column.header) : column.header));
  const { line, close } = lineFile(path, header.join(layout.delimiter));
  let count = 0;
  return {
    layout,
    rows: () => count,
    close,
    write: (row) => {
      line(columns.map((column) => column.write(row[column.field] ?? null)).join(layout.delimiter));
      count += 1;
    },
  };
}
