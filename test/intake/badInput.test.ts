import { describe, expect, it } from 'vitest';
import { civilDay } from '../../src/domain/civilDate.ts';
import { toUiIdentifier } from '../../src/domain/cwsKey.ts';
import { LinkdeskError } from '../../src/domain/error.ts';
import { builtInLayouts } from '../../src/intake/layouts/index.ts';
import type { Layout } from '../../src/intake/layouts/layout.ts';
import { readExtract } from '../../src/intake/readExtract.ts';
import type { ExtractRow, ExtractSummary, ReadExtractOptions } from '../../src/intake/readExtract.ts';
import { recogniseFile, recogniseLayout } from '../../src/intake/recogniseLayout.ts';
import { findingSentence, rejectColumns, rejectRow } from '../../src/intake/rejects.ts';
import type { LocatedFinding } from '../../src/intake/rejects.ts';
import { madeUpFile } from './madeUpFile.ts';

const layoutOf = (stem: string): Layout => builtInLayouts.find((layout) => layout.stem === stem)!;
const clients = layoutOf('cws-clients');
const header = clients.columns.map((column) => column.header);

/** Keys as CWS/CMS makes them: both cases, differing at the end. */
const key = (n: number): string => `5Y3vKVs${String(n).padStart(3, '0')}`;

/** A row of the clients' file: made-up people, the given cells replaced. */
function row(n: number, cells: Readonly<Record<string, string>> = {}): string {
  const all: Readonly<Record<string, string>> = {
    IDENTIFIER: key(n),
    COM_FST_NM: 'ANA'.padEnd(20),
    COM_LST_NM: 'LOPEZ'.padEnd(25),
    BIRTH_DT: '2019-03-04',
    SS_NO: `9120${String(10_000 + n)}`,
    ...cells,
  };
  return header.map((name) => all[name] ?? '').join(',');
}
const fileOf = (rows: readonly string[]): string => `${[header.join(','), ...rows].join('\n')}\n`;

interface WholeExtract {
  readonly rows: readonly ExtractRow[];
  readonly findings: readonly LocatedFinding[];
  readonly summary: ExtractSummary;
}

async function readAll(
  file: string,
  layout = clients,
  options: ReadExtractOptions = {},
): Promise<WholeExtract> {
  const rows: ExtractRow[] = [];
  const findings: LocatedFinding[] = [];
  let summary: ExtractSummary | undefined;
  let rejected = 0;
  for await (const batch of readExtract(file, layout, options)) {
    rows.push(...batch.rows);
    findings.push(...batch.findings);
    rejected += batch.rejected;
    expect(batch.counts.read).toBe(batch.counts.imported + batch.counts.rejected);
    expect(batch.counts).toMatchObject({ imported: rows.length, rejected });
    summary = batch.summary;
  }
  expect(summary!.counts).toEqual({ read: rows.length + rejected, imported: rows.length, rejected });
  return { rows, findings, summary: summary! };
}
const read = (content: string | Uint8Array, options?: ReadExtractOptions): Promise<WholeExtract> =>
  readAll(madeUpFile('cws-clients-2026-10.csv', content), clients, options);

async function refusal(content: string | Uint8Array, layout = clients): Promise<LinkdeskError> {
  const error = await readAll(madeUpFile('cws-clients-2026-10.csv', content), layout).catch(
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(LinkdeskError);
  return error as LinkdeskError;
}
const sentences = (whole: WholeExtract): readonly string[] =>
  whole.findings.map((finding) => findingSentence('clients.csv', finding));

describe('an extract', () => {
  it('is read in full: line, raw cells, values; counts and hash at the end', async () => {
    const whole = await read(fileOf([row(1), row(2, { COM_LST_NM: '"GARCIA, JR"' })]), {
      asOf: civilDay(2026, 10, 31),
    });
    expect(whole.summary).toMatchObject({ counts: { read: 2, imported: 2, rejected: 0 }, notices: [] });
    expect(whole.summary.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(whole.rows.map((imported) => imported.line)).toEqual([2, 3]);
    expect(whole.rows[0]!.raw.split('\u001f')[1]).toBe('ANA                 ');
    expect(whole.rows[1]!.raw.split('\u001f')[3]).toBe('GARCIA, JR');
    expect(whole.rows[0]!.values.slice(0, 2)).toEqual([key(1), 'ANA']);
  });

  it('without rows is read, with a word about it', async () => {
    const { summary } = await read(fileOf([]));
    expect(summary.counts).toEqual({ read: 0, imported: 0, rejected: 0 });
    expect(summary.notices.map((notice) => notice.code)).toEqual(['NO_ROWS']);
  });

  it('may have its columns in another order and in small letters', async () => {
    const names = [...header].reverse().map((name) => name.toLowerCase());
    const content = `${names.join(',')}\n${row(1).split(',').reverse().join(',')}\n`;
    expect((await read(content)).rows[0]!.values[0]).toBe(key(1));
  });

  it('may have a delimiter at the end of every line, and a line that names it', async () => {
    const content = fileOf([row(1)]).replaceAll('\n', ',\n');
    expect((await read(`sep=,\n${content}`)).rows.map((imported) => imported.line)).toEqual([3]);
  });

  it('is recognised by its columns', async () => {
    for (const layout of builtInLayouts) {
      const names = layout.columns.map((column) => column.header);
      expect(recogniseLayout(names)).toEqual({ layout, complete: true });
    }
    expect(recogniseLayout(header.slice(1))).toEqual({ layout: clients, complete: false });
    expect(recogniseLayout(['a', 'b'])).toBeUndefined();
    expect((await recogniseFile(madeUpFile('any.csv', fileOf([row(1)]))))?.layout.kind).toBe('cws_client');
  });

  it('that comes in a million rows keeps only what it needs of those that passed', async () => {
    const rows = Array.from({ length: 12_000 }, (_, n) =>
      row(n, { IDENTIFIER: `5Y3v${String(n).padStart(6, '0')}` }),
    );
    const { summary, rows: imported } = await read(fileOf([...rows, rows[11]!]));
    expect(summary.counts).toEqual({ read: 12_001, imported: 12_000, rejected: 1 });
    expect(imported.at(-1)!.line).toBe(12_001);
  });
});

describe('bad input', () => {
  it('a missing column: file, column, the new one that may be it', async () => {
    const error = await refusal(fileOf([row(1)]).replace('BIRTH_DT', 'BRTH_DATE'));
    expect(error.code).toBe('COLUMN_MISSING');
    expect(error.message).toContain(
      'cws-clients-2026-10.csv, line 1: the column BIRTH_DT of CWS/CMS clients is missing.',
    );
    expect(error.message).toContain('The column BRTH_DATE is new and may be the same');
    const gone = await refusal(
      fileOf([row(1)])
        .split('\n')
        .map((line) => line.slice(line.indexOf(',') + 1))
        .join('\n'),
    );
    expect(gone).toMatchObject({ code: 'COLUMN_MISSING', details: { column: 'IDENTIFIER', line: 1 } });
  });

  it('a column that the layout does not know, or twice', async () => {
    expect(await refusal(`${header.join(',')},EXTRA\n`)).toMatchObject({
      code: 'COLUMN_UNKNOWN',
      details: { column: 'EXTRA' },
    });
    expect(await refusal(`${header.join(',')},CITY_NM\n`)).toMatchObject({ code: 'COLUMN_REPEATED' });
  });

  it('a header that is a row of people, or has swallowed one: no value of it is told', async () => {
    const people = row(1, { COM_LST_NM: 'SECRETNAME' });
    const messages = [
      (await refusal(`${people}\n${row(2)}\n`)).message,
      (await refusal(`${header.slice(0, 18).join(',')},"CONF_EFIND\n${people}\n${row(2)}"\n`)).message,
      (await refusal(`${header.join(',')},912345678\n`)).message,
    ];
    for (const message of messages) expect(message).not.toMatch(/SECRETNAME|9120|912345678/);
    expect(messages[2]).toContain('does not know the column number 20.');
  });

  it('no column names, or a file of another kind', async () => {
    const error = await refusal(`${row(1)}\n${row(2)}\n`);
    expect(error).toMatchObject({ code: 'HEADER_MISSING' });
    expect(error.message).toContain(
      'line 1: the columns of CWS/CMS clients do not stand there (0 of 19 found, parted by commas).',
    );
    const cases = layoutOf('cws-cases').columns.map((column) => column.header);
    const other = await refusal(`${cases.join(',')}\n`);
    expect(other.code).toBe('FILE_OF_OTHER_KIND');
    expect(other.message).toContain('its columns are those of CWS/CMS cases');
  });

  it('a wrong delimiter: read with a word about it where the columns can be told, refused where not', async () => {
    const { summary } = await read(fileOf([row(1)]).replaceAll(',', ';'));
    expect(summary.counts.imported).toBe(1);
    expect(summary.notices).toEqual([
      {
        code: 'OTHER_DELIMITER',
        sentence: expect.stringContaining(
          'cws-clients-2026-10.csv parts its columns with semicolons instead of commas',
        ),
      },
    ]);
    const error = await refusal(fileOf([row(1)]).replaceAll(',', '~'));
    expect(error.code).toBe('WRONG_DELIMITER');
    expect(error.message).toContain('Export the file with a comma between columns');
  });

  it('UTF-16 and Windows-1252: read, with a word about where it shows', async () => {
    const content = fileOf([row(1), row(2, { COM_LST_NM: 'NÚÑEZ' })]);
    const wide = await read(Buffer.from(`\uFEFF${content}`, 'utf16le'));
    expect(wide.rows[1]!.values[3]).toBe('NUNEZ');
    expect(wide.summary.notices.map((notice) => notice.code)).toEqual(['ENCODING_NOT_UTF8']);
    const western = await read(Buffer.from(content, 'latin1'));
    expect(western.rows[1]!.values[3]).toBe('NUNEZ');
    expect(western.summary.notices[0]!.sentence).toContain(
      'cws-clients-2026-10.csv, line 3, column COM_LST_NM: a character there is not UTF-8',
    );
    expect((await read(content)).summary.notices).toEqual([]);
  });

  it('a truncated file: refused with the line', async () => {
    const content = fileOf([row(1), row(2)]);
    const error = await refusal(content.slice(0, -40));
    expect(error).toMatchObject({ code: 'FILE_TRUNCATED', details: { line: 3 } });
    expect(error.message).toContain(
      'cws-clients-2026-10.csv, line 3: the file ends in the middle of this row.',
    );
    expect((await refusal(`${content}"${key(3)}`)).code).toBe('FILE_TRUNCATED');
  });

  it('ids damaged by a spreadsheet: exponent form, rounded, all of one case', async () => {
    const exponent = await refusal(fileOf([row(1), row(2, { IDENTIFIER: '1.23E+17' })]));
    expect(exponent).toMatchObject({
      code: 'KEYS_AS_NUMBERS',
      details: { line: 3, column: 'IDENTIFIER' },
    });
    expect(exponent.message).toContain('Export the file again with the column as text');
    const long = [1, 2, 3].map((n) => toUiIdentifier(key(n)).replaceAll('-', ''));
    const rounded = await refusal(
      fileOf(long.map((id, n) => row(n, { IDENTIFIER: `${id.slice(0, -4)}0000` }))),
    );
    expect(rounded).toMatchObject({ code: 'KEYS_ROUNDED', details: { line: 2, column: 'IDENTIFIER' } });
    const whole = await read(fileOf(long.map((id, n) => row(n, { IDENTIFIER: id }))));
    expect(whole.rows.map((imported) => imported.values[0])).toEqual([key(1), key(2), key(3)]);
    const upper = await refusal(
      fileOf(Array.from({ length: 12 }, (_, n) => row(n, { IDENTIFIER: key(n).toUpperCase() }))),
    );
    expect(upper).toMatchObject({ code: 'KEYS_ONE_CASE', details: { column: 'IDENTIFIER' } });
    const many = Array.from({ length: 2000 }, (_, n) =>
      row(n, { IDENTIFIER: `5y3v${String(n).padStart(6, '0')}` }),
    );
    expect((await refusal(fileOf(many))).code).toBe('KEYS_ONE_CASE');
  });

  it('a CIN of the wrong shape, an SSN never issued, 31 February: left blank, named by class', async () => {
    const whole = await read(
      fileOf([row(1, { CL_INDX_NO: '1234567A', SS_NO: '666129999', BIRTH_DT: '2019-02-31' }), row(2)]),
    );
    expect(whole.summary.counts).toEqual({ read: 2, imported: 2, rejected: 0 });
    expect(sentences(whole)).toEqual([
      'clients.csv, line 2, column BIRTH_DT: 31 February, value left blank. The calendar has no such date. Correct it in the source system; the next extract brings it.',
      'clients.csv, line 2, column SS_NO: 9 digits, value left blank. This number was never issued as an SSN. Correct it in the source system; the next extract brings it.',
      'clients.csv, line 2, column CL_INDX_NO: 8 digits and letters, value left blank. A CIN is 9, seven digits and a letter. Correct it in the source system; the next extract brings it.',
    ]);
  });

  it('made-up numbers in a file of real people: never issued', async () => {
    const whole = await read(fileOf([row(1)]), { acceptDemo: false });
    expect(whole.findings.map(({ finding }) => finding.code)).toEqual(['SSN_NEVER_ISSUED']);
    const error = await readAll(
      madeUpFile('clients.csv', fileOf(Array.from({ length: 30 }, (_, n) => row(n)))),
      { ...clients, demo: false },
    ).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'COLUMN_UNUSABLE', details: { column: 'SS_NO' } });
  });

  it('rows that are ragged, hold zero bytes, lack their key: rejected, the rest imported', async () => {
    const whole = await read(
      fileOf([row(1), `${row(2)},more`, row(3, { CITY_NM: 'A\0B' }), row(4, { IDENTIFIER: ' ' }), row(5)]),
    );
    expect(whole.summary.counts).toEqual({ read: 5, imported: 2, rejected: 3 });
    expect(whole.findings.map(({ line, finding }) => [line, finding.code])).toEqual([
      [3, 'RAGGED_ROW'],
      [4, 'NUL_IN_ROW'],
      [5, 'REQUIRED_BLANK'],
    ]);
    expect(rejectRow('clients.csv', whole.findings[0]!)).toEqual({
      file: 'clients.csv',
      line: 3,
      column: '',
      value_class: 'a row with another number of cells than the header',
      effect: 'row rejected',
      code: 'RAGGED_ROW',
      reason: expect.any(String),
      remedy: expect.any(String),
    });
    expect(Object.keys(rejectRow('clients.csv', whole.findings[0]!))).toEqual(rejectColumns);
  });

  it('a row repeated, or a key repeated with other content: the first one stays', async () => {
    const whole = await read(fileOf([row(1), row(2), row(1), row(2, { CITY_NM: 'PASO ROBLES' })]));
    expect(whole.rows.map((imported) => imported.line)).toEqual([2, 3]);
    expect(whole.findings.map(({ line, finding }) => [line, finding.code])).toEqual([
      [4, 'REPEATED_ROW'],
      [5, 'KEY_REPEATED'],
    ]);
  });

  it('keys that differ only by the case of a letter stay two', async () => {
    const { rows } = await read(
      fileOf([row(1, { IDENTIFIER: '5Y3vKVs0aB' }), row(2, { IDENTIFIER: '5Y3vKVs0Ab' })]),
    );
    expect(rows.map((imported) => imported.values[0])).toEqual(['5Y3vKVs0aB', '5Y3vKVs0Ab']);
  });

  it('columns swapped: refused once the sample shows it', async () => {
    const swapped = Array.from({ length: 25 }, (_, n) =>
      row(n, { BIRTH_DT: 'LOPEZ', COM_LST_NM: '2019-03-04' }),
    );
    const error = await refusal(fileOf(swapped));
    expect(error).toMatchObject({ code: 'COLUMN_UNUSABLE', details: { column: 'COM_LST_NM' } });
    expect(error.message).toContain('25 of the first 25 values cannot be used');
    expect((await read(fileOf(swapped.slice(0, 3)))).summary.counts.imported).toBe(3);
  });

  it('findings are counted, the most frequent first', async () => {
    const { summary } = await read(
      fileOf([row(1, { ZIP_NO: '1' }), row(2, { SS_NO: '12' }), row(3, { ZIP_NO: '2' })]),
    );
    expect(summary.findings.map(({ finding, count, firstLine }) => [finding.code, count, firstLine])).toEqual(
      [
        ['ZIP_FORM', 2, 2],
        ['SSN_DIGITS', 1, 3],
      ],
    );
  });

  it('a workbook, an empty file, a file that is not there', async () => {
    expect((await refusal(Buffer.from('PK\u0003\u0004'))).code).toBe('FILE_NOT_TEXT');
    expect((await refusal('')).code).toBe('FILE_EMPTY');
    await expect(readAll('/nowhere/cws-clients.csv')).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });

  it('SLO-6, SLO-8: what is no extract is called by what it is, with the way to one', async () => {
    const spoken = async (bytes: Buffer | string): Promise<string> => {
      const error = await refusal(bytes);
      expect(error.code).toBe('FILE_NOT_TEXT');
      return error.message;
    };
    const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
    expect(await spoken(old)).toMatch(/old kind \(XLS\), or one with a password\. .* save it as XLSX/);
    expect(await spoken('%PDF-1.7\n1 0 obj\n')).toMatch(/is a PDF, a report for reading\. Export it as CSV/);
    expect(await spoken(Buffer.from('1f8b0800000000000003', 'hex'))).toMatch(
      /is packed \(gzip\)\. Unpack it/,
    );
    expect(await spoken('\uFEFF<html><table><tr><td>CWIN</td></tr></table></html>')).toMatch(/is a web page/);
    expect(await spoken('<?xml version="1.0"?><Workbook/>')).toMatch(/is an XML file/);
    const noise = Buffer.from(Array.from({ length: 2000 }, (_, at) => (at * 131 + 7) % 256));
    expect(await spoken(noise)).toMatch(/is no text: .* Get the file again/);
  });

  it('no sentence holds a value of the row', async () => {
    const secrets = ['SECRETNAME', '12345', '66612', '1977-77-77', '9X'];
    const whole = await read(
      fileOf([
        row(1, {
          COM_LST_NM: 'SECRETNAME AKA',
          ZIP_NO: '12345678',
          SS_NO: '666123456',
          BIRTH_DT: '1977-77-77',
          CL_INDX_NO: '9X',
          SUFX_TLDSC: 'ESQ',
        }),
      ]),
    );
    const text = sentences(whole).join('\n');
    expect(whole.findings.length).toBe(6);
    for (const secret of secrets) expect(text).not.toContain(secret);
  });
});
