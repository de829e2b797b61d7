import { writeXlsx } from 'hucre/xlsx';
import type { CellValue } from 'hucre/xlsx';
import { cwsKeyOf, toUiIdentifier } from '../../src/domain/cwsKey.ts';
import { extractKind } from '../../src/domain/extract.ts';
import type { FieldType } from '../../src/domain/extract.ts';
import { builtInLayouts } from '../../src/intake/layouts/index.ts';
import type { Layout } from '../../src/intake/layouts/layout.ts';
import { smartCases } from '../../src/intake/profiles/builtIn/smart.ts';
import type { FixedColumn, Profile } from '../../src/intake/profiles/profile.ts';
import { profileColumns } from '../../src/intake/profiles/profile.ts';
import { profileOfLayout } from '../../src/intake/profiles/profileOfLayout.ts';
import type { Pick } from './random.ts';
import { mutated, mutatedPack } from './wounds.ts';

const keyOf = (n: number): string =>
  cwsKeyOf({
    year: 2020,
    month: 3,
    day: 4,
    hour: 10,
    minute: 5,
    second: 6,
    hundredths: n % 100,
    staff: 71_000 + n,
  });

/** A likely value of each type, made up. */
const values: Readonly<Record<FieldType, (n: number, pick: Pick) => string>> = {
  cws_key: (n, pick) => (pick([true, true, true, false]) ? keyOf(n) : toUiIdentifier(keyOf(n))),
  cwin: (n) => `00${1_000_000 + n}`,
  calsaws_id: (n) => String(5_000_000 + n),
  case_number: (n) => `1B2K${String(n % 1000).padStart(3, '0')}`,
  county_id: (n) => `40-30-1B2K${String(n % 1000).padStart(3, '0')}-0-01`,
  ssn: (n) => `9123${String(n % 100_000).padStart(5, '1')}`,
  cin: (n) => `9${String(1_000_000 + n)}A`,
  name: (_, pick) => pick(['ANA', "O'BRIEN", 'DE LA CRUZ', 'NÚÑEZ', 'BABY BOY', '']),
  name_suffix: (_, pick) => pick(['', '', 'JR', 'III']),
  date: (_, pick) => pick(['2019-03-04', '2026-09-30', '']),
  sex: (_, pick) => pick(['M', 'F', 'U']),
  code: (_, pick) => pick(['ACTIVE', 'CHILD', '1693', 'N', '']),
  text: (_, pick) => pick(['MAIN STREET', 'A, B', 'say "x"', '']),
  zip: () => '93401',
  flag: (_, pick) => pick(['Y', 'N', '']),
  integer: (n) => String(n % 60),
  cents: () => '694.00',
};

/** The rows of a layout, unpadded. */
function madeUpRows({ kind, columns }: Layout, rows: number, pick: Pick): readonly (readonly string[])[] {
  const types = new Map(extractKind(kind).fields.map((field) => [field.name, field.type]));
  return Array.from({ length: rows }, (_, n) =>
    columns.map(({ field }) => values[types.get(field)!](n, pick)),
  );
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** A CSV with its cells padded and quoted as its system does. */
const delimitedText = ({ columns }: Layout, rows: readonly (readonly string[])[], header: string): string =>
  `${[header, ...rows.map((cells) => cells.map((cell, at) => quoted(cell.padEnd(columns[at]!.width ?? 0))).join(','))].join('\n')}\n`;

const fixedWidth = 24;
const fixedColumns = ({ columns }: Layout): readonly FixedColumn[] =>
  columns.map(({ header }, at) => ({ name: header, start: 1 + at * fixedWidth, width: fixedWidth }));

/** A cell as a workbook may hold it: text, a number, a date, a truth, nothing. */
function workbookCell(text: string, pick: Pick): CellValue {
  const way = pick(['text', 'text', 'text', 'text', 'number', 'date', 'truth', 'nothing'] as const);
  if (way === 'number' && /^\d+$/.test(text)) return Number(text);
  if (way === 'date')
    return new Date(Date.UTC(pick([1899, 1900, 2015, 2026, 9999]), pick([0, 1, 11]), pick([1, 29, 31])));
  if (way === 'truth') return pick([true, false]);
  return way === 'nothing' ? null : text;
}

export type SourceType = 'layout' | 'profile' | 'fixed' | 'workbook';

/** A wounded file, and what reads it: its layout, or a profile. */
export interface WoundedSource {
  readonly layout: Layout;
  readonly profile: Profile | undefined;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A file of made-up people in one of the four ways of writing, wounded. */
export async function woundedSource(
  type: SourceType,
  next: () => number,
  pick: Pick,
): Promise<WoundedSource> {
  const layout = pick(builtInLayouts);
  const rows = madeUpRows(layout, 1 + Math.floor(next() * 40), pick);
  const headers = layout.columns.map(({ header }) => header);
  switch (type) {
    case 'layout': {
      const text = delimitedText(layout, rows, headers.join(','));
      return { layout, profile: undefined, name: 'file.csv', bytes: mutated(text, next, pick) };
    }
    case 'profile': {
      const text = delimitedText(layout, rows, profileColumns(smartCases).join(','));
      return { layout, profile: smartCases, name: 'file.csv', bytes: mutated(text, next, pick) };
    }
    case 'fixed': {
      const columns = fixedColumns(layout);
      const text = rows.map((cells) =>
        cells.map((cell) => cell.slice(0, fixedWidth).padEnd(fixedWidth)).join(''),
      );
      const profile = profileOfLayout(layout, { type: 'fixed', columns });
      return { layout, profile, name: 'file.txt', bytes: mutated(`${text.join('\n')}\n`, next, pick) };
    }
    case 'workbook': {
      const cells = [headers, ...rows.map((row) => row.map((cell) => workbookCell(cell, pick)))];
      const bytes = await writeXlsx({ sheets: [{ name: 'Sheet', rows: cells }] });
      const profile = profileOfLayout(layout, { type: 'workbook' });
      return { layout, profile, name: 'file.xlsx', bytes: mutatedPack(bytes, next, pick) };
    }
  }
}
