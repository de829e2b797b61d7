import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Output } from '../../src/app/contract/contract.ts';
import { personIdText } from '../../src/register/personId.ts';
import { auditRows } from '../../src/store/audit.ts';
import { wizardDemo } from './wizardDemo.ts';

const month = '2026-11';
let opened: Awaited<ReturnType<typeof wizardDemo>>;

beforeAll(async () => {
  opened = await wizardDemo();
}, 180_000);
afterAll(() => opened.close());

const headerOf = (text: string): string => text.split(/\r?\n/, 1)[0]!;

describe('the import wizard', () => {
  it('OCM-1: recognises every file of a month by its columns, and writes nothing by looking', async () => {
    const before = opened.counts();
    opened.folderOf('look', /./);
    const { files } = await opened.value('intake.look', { grant: 'look', month });
    expect(files.length).toBe(readdirSync(opened.extracts).length);
    expect(files.filter(({ state }) => state !== 'fits')).toEqual([]);
    expect(files.every(({ already }) => already !== null)).toBe(true);
    expect(opened.counts()).toEqual(before);
  });

  it('the preview masks SSNs and CINs and withholds sealed and sensitive people (SCC-13)', async () => {
    opened.folderOf('preview', /cws-clients/);
    const { files } = await opened.value('intake.look', { grant: 'preview', month });
    const { columns, rows, withheld } = await opened.value('intake.preview', {
      grant: 'preview',
      file: files[0]!.file,
    });
    const at = columns.findIndex(({ field }) => field === 'ssn');
    const shown = rows.map(({ cells }) => cells[at]).filter((cell) => cell !== '');
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.every((cell) => /^\*\*\*-\*\*-.{1,4}$/.test(cell!))).toBe(true);
    const marks = columns.findIndex(({ field }) => field === 'sensitivity');
    expect(rows.some(({ cells }) => /^[SR]$/.test(cells[marks] ?? ''))).toBe(false);
    expect(rows.length + withheld).toBe(200);
  });

  it('a renamed column is shown as drift, mended in one place, imported, and known next time (SLO-6)', async () => {
    const folder = opened.folderOf('drift', /cws-clients/, (text) =>
      text.replace(headerOf(text), headerOf(text).replace(/BIRTH_DT|DOB/, 'BIRTHDAY_OF_CLIENT')),
    );
    const [first] = (await opened.value('intake.look', { grant: 'drift', month })).files;
    expect(first).toMatchObject({ state: 'drift' });
    const { missing, extra } = first!.drift!;
    expect([missing.length, extra.length]).toEqual([1, 1]);
    const mended = await opened.value('intake.mend', {
      grant: 'drift',
      file: first!.file,
      renamed: [{ missing: missing[0]!, found: extra[0]! }],
    });
    expect(mended).toMatchObject({ state: 'fits', version: first!.version + 1 });
    const { jobId } = await opened.value('imports.start', { grant: 'drift', month });
    expect(await opened.finished(jobId)).toMatchObject({ state: 'done' });
    opened.granted.set('again', folder);
    const again = await opened.value('intake.look', { grant: 'again', month });
    expect(again.files[0]).toMatchObject({ state: 'fits', version: mended.version });
  });

  it('checks without writing: fields, counts that open their rows, and a warning for half the usual size', async () => {
    const before = opened.counts();
    opened.folderOf('check', /calworks-persons|cw-persons|persons/, (text) => {
      const lines = text.split('\n');
      return lines.slice(0, Math.ceil(lines.length / 2)).join('\n') + '\n';
    });
    const { files } = await opened.value('intake.look', { grant: 'check', month });
    const { jobId } = await opened.value('intake.check', { grant: 'check', month, files: [files[0]!.file] });
    expect(await opened.finished(jobId)).toMatchObject({ state: 'done', kind: 'check' });
    const { extracts: checked } = await opened.value('intake.checked', { grant: 'check' });
    const [extract] = checked;
    expect(extract!.read).toBe(extract!.usable + extract!.rejected);
    expect(extract!.comparison).toMatchObject({ warns: true });
    expect(extract!.comparison.words).toMatch(/fewer than in October 2026$/);
    const field = extract!.fields.find(({ invalid, suspicious }) => invalid + suspicious > 0)!;
    const which = field.invalid > 0 ? 'invalid' : 'suspicious';
    const { rows } = await opened.value('intake.findings', {
      grant: 'check',
      file: files[0]!.file,
      kind: extract!.kind,
      field: field.field,
      which,
    });
    expect(rows).toHaveLength(Math.min(200, field[which]));
    expect(rows.every(({ column }) => column === field.column)).toBe(true);
    expect(opened.counts()).toEqual(before);
  });

  it('columns that nobody knows are mapped by suggestion and imported; the profile stays with the project', async () => {
    const folder = opened.grantFolder('own', {
      'north-office-aid-2026-11.csv':
        'Person Number,Surname of person,Given,Born on,Social,Colour\n' +
        ['NA10001,LOPEZ,ANA,03/04/1991,912-03-1111,red', 'NA10002,KIM,JO,11/05/1988,912-03-2222,blue'].join(
          '\n',
        ) +
        '\n',
    });
    const look = await opened.value('intake.look', { grant: 'own', month });
    expect(look.files[0]).toMatchObject({ state: 'unknown' });
    const file = look.files[0]!.file;
    const suggested = await opened.value('intake.suggest', { grant: 'own', file, kind: 'cw_person' });
    expect(suggested.columns.find(({ column }) => column === 'Social')).toMatchObject({ field: 'ssn' });
    expect(JSON.stringify(suggested)).not.toContain('912-03-1111');
    const fields: Readonly<Record<string, string>> = {
      'Person Number': 'cwin',
      'Surname of person': 'last_name',
      Given: 'first_name',
      'Born on': 'birth_date',
      Social: 'ssn',
    };
    const choice = {
      grant: 'own',
      file,
      title: 'North office aid list',
      kind: 'cw_person',
      dateFormat: 'MM/DD/YYYY',
      columns: suggested.columns.map(({ column }) => ({ column, field: fields[column] ?? null })),
    };
    expect(
      await opened.app.call('intake.map', {
        ...choice,
        columns: choice.columns.map(({ column }) => ({ column, field: null })),
      }),
    ).toMatchObject({ ok: false, error: { code: 'PROFILE_INCOMPLETE' } });
    expect(await opened.value('intake.map', choice)).toMatchObject({ state: 'fits', title: choice.title });
    const { jobId } = await opened.value('imports.start', { grant: 'own', month });
    expect(await opened.finished(jobId)).toMatchObject({ state: 'done' });
    const overview = await opened.value('month.overview', { month });
    const imported = overview.imports.find(({ fileName }) => fileName === file)!;
    expect(imported).toMatchObject({ read: 2, imported: 2, rejected: 0 });

    const undone = await opened.value('imports.undo', { importId: imported.importId });
    expect(undone.importId).toBe(imported.importId);
    expect(
      (await opened.value('month.overview', { month })).imports.map((each) => each.fileName),
    ).not.toContain(file);
    opened.granted.set('own-again', folder);
    const again = await opened.value('intake.look', { grant: 'own-again', month });
    expect(again.files[0]).toMatchObject({ state: 'fits', title: choice.title });
  });

  it('an import that a matching has used stays', async () => {
    const { imports } = await opened.value('month.overview', { month: '2026-10' });
    expect(await opened.app.call('imports.undo', { importId: imports[0]!.importId })).toMatchObject({
      ok: false,
      error: { code: expect.stringMatching(/^IMPORT_(IN_USE|NOT_NEWEST)$/) },
    });
  });

  it('a grant that nobody gave opens nothing', async () => {
    expect(await opened.app.call('intake.look', { grant: 'never', month })).toMatchObject({
      ok: false,
      error: { code: 'GRANT_USED' },
    });
    expect(await opened.app.call('intake.preview', { grant: 'look', file: 'x.csv' })).toMatchObject({
      ok: false,
      error: { code: 'GRANT_USED' },
    });
  });
});

describe('data quality of a month', () => {
  it('SLO-3, SLO-4: fields of every extract, families without one mother, and how complete the index is', async () => {
    const quality = await opened.value('quality.month', { month: '2026-10' });
    const { imports } = await opened.value('month.overview', { month: '2026-10' });
    expect(quality.extracts).toHaveLength(imports.length);
    for (const { rows, fields, title } of quality.extracts) {
      expect(fields.length, title).toBeGreaterThan(0);
      for (const field of fields) expect(field.filled, `${title} ${field.label}`).toBeLessThanOrEqual(rows);
    }
    const ssn = quality.extracts
      .find(({ kind }) => kind === 'cws_client')!
      .fields.find(({ field }) => field === 'ssn')!;
    expect(ssn.invalid + ssn.suspicious).toBeGreaterThan(0);
    expect(quality.index.active).toBeGreaterThan(0);
    expect(quality.index.indexed).toBe(quality.index.active);
    expect(quality.checks.map(({ check }) => check)).toEqual([
      'duplicates',
      'shared_ssn',
      'no_mother',
      'several_mothers',
      'other_person',
    ]);
  });

  it('SLO-3, SLO-4: every count opens exactly what it counts, page by page, masked, nobody restricted', async () => {
    const quality = await opened.value('quality.month', { month: '2026-10' });
    const restricted = opened.project.db
      .prepare<[], number>("SELECT person_id FROM person WHERE partition <> 'open'")
      .pluck()
      .all()
      .map(personIdText);
    expect(restricted.length).toBeGreaterThan(0);
    const behind = async (question: object) => {
      const pages = [];
      let after: string | null = '';
      while (after !== null) {
        const page: Output<'quality.behind'> = await opened.value('quality.behind', { ...question, after });
        expect(page.rows.length + page.withheld).toBeLessThanOrEqual(100);
        pages.push(page);
        after = page.next;
      }
      const text = JSON.stringify(pages);
      // a CWIN has nine digits too and is shown in full
      expect(text.replaceAll(/CWIN \d{9}/g, '')).not.toMatch(/\b\d{3}-?\d{2}-?\d{4}\b/);
      expect(restricted.filter((id) => text.includes(id))).toEqual([]);
      return pages.reduce((sum, page) => sum + page.rows.length + page.withheld, 0);
    };
    for (const { check, count } of quality.checks) {
      expect(await behind({ month: '2026-10', check }), check).toBe(count);
    }
    expect(quality.checks.filter(({ count }) => count > 0).length).toBeGreaterThan(2);
    expect(await behind({ month: '2026-10', check: 'not_indexed' })).toBe(0);
    let again = 0;
    for (const { kind, fields } of quality.extracts) {
      for (const { field, repeated } of fields) {
        if (repeated === 0) continue;
        again++;
        const rows = await behind({ month: '2026-10', check: 'repeated', kind, field });
        expect(rows, `${kind} ${field}`).toBeGreaterThanOrEqual(2 * repeated);
      }
    }
    expect(again).toBeGreaterThan(0);
    let opens = 0;
    for (const { importId, fields } of quality.extracts) {
      for (const { column, label, ...counts } of fields) {
        for (const which of ['invalid', 'suspicious'] as const) {
          if (counts[which] === 0) continue;
          opens++;
          let [after, found]: [number | null, number] = [0, 0];
          while (after !== null) {
            const page: Output<'quality.findings'> = await opened.value('quality.findings', {
              importId,
              column,
              which,
              after,
            });
            expect(page.rows.every((row) => row.column === column && row.line > 0)).toBe(true);
            found += page.rows.length;
            after = page.next;
          }
          expect(found, `${label} ${which}`).toBe(counts[which]);
        }
      }
    }
    expect(opens).toBeGreaterThan(0);
    // somebody whom the index loses is counted and opened
    const { db } = opened.project;
    const active = `SELECT m.cwin FROM cw_member m JOIN cw_case c USING (case_number)
      WHERE c.status = 'ACTIVE' AND c.status_end_date IS NULL AND m.end_date IS NULL
        AND c.superseded_import IS NULL AND m.superseded_import IS NULL LIMIT 1`;
    const cwin = db.prepare<[], string>(active).pluck().get()!;
    db.exec('SAVEPOINT lost');
    db.prepare("DELETE FROM person_record WHERE system = 'calworks' AND source_key = ?").run(cwin);
    const { index } = await opened.value('quality.month', { month: '2026-10' });
    const lost = await opened.value('quality.behind', { month: '2026-10', check: 'not_indexed' });
    db.exec('ROLLBACK TO lost; RELEASE lost');
    expect(index.active - index.indexed).toBe(1);
    expect(lost.rows.map(({ title }) => title)).toEqual([`CWIN ${cwin}`]);
  });

  it('SLO-4, SCC-13: the rows behind invalid and suspicious values are shown as read, masked, nobody restricted', async () => {
    const { extracts } = await opened.value('quality.month', { month: '2026-10' });
    const restrictedKeys = opened.project.db
      .prepare<[], string>(
        `SELECT source_key FROM person_record JOIN person USING (person_id)
         WHERE partition <> 'open' AND to_run IS NULL AND system = 'cws'`,
      )
      .pluck()
      .all();
    const seen = { rows: 0, withheld: 0, notKept: 0, earlier: 0 };
    for (const { kind, importId, fileName, fields } of extracts) {
      const [header = [], ...file] = readFileSync(join(opened.extracts, fileName), 'latin1')
        .split(/\r?\n/)
        .map((line) => line.replaceAll('"', '').split(','));
      for (const { column, ...counts } of fields) {
        for (const which of ['invalid', 'suspicious'] as const) {
          if (counts[which] === 0) continue;
          const lines = new Set<number>();
          let after: number | null = 0;
          while (after !== null) {
            const asked = { importId, column, which, after };
            const found: Output<'quality.findings'> = await opened.value('quality.findings', asked);
            const page: Output<'quality.rows'> = await opened.value('quality.rows', asked);
            const own = new Set(found.rows.map(({ line }) => line));
            expect(page.next).toBe(found.next);
            expect(page.rows.length + page.withheld + page.notKept).toBe(own.size);
            expect(page.columns.map((each) => each.column)).toEqual(header);
            for (const { line, cells } of page.rows) {
              lines.add(line);
              expect(own.has(line)).toBe(true);
              // the first column of every layout is part of its key
              expect(cells[0]).toBe(file[line - 2]![0]!.trim());
            }
            const text = JSON.stringify(page.rows);
            // a CWIN has nine digits too and is shown in full
            const others = page.rows.flatMap(({ cells }) =>
              cells.filter((_, at) => page.columns[at]!.field?.endsWith('cwin') !== true),
            );
            expect(others.filter((cell) => /(?<![\d-])\d{3}-?\d{2}-?\d{4}(?![\d-])/.test(cell))).toEqual([]);
            expect(restrictedKeys.filter((key) => text.includes(key))).toEqual([]);
            seen.rows += page.rows.length;
            for (const of of ['withheld', 'notKept', 'earlier'] as const) seen[of] += page[of];
            after = page.next;
          }
          expect(lines.size, kind).toBeLessThanOrEqual(counts[which]);
        }
      }
    }
    expect(seen.rows).toBeGreaterThan(20);
    expect(seen.withheld).toBeGreaterThan(0);
    expect(seen.earlier).toBeGreaterThan(0);
    expect(
      await opened.app.call('quality.rows', { importId: 9999, column: 'X', which: 'invalid' }),
    ).toMatchObject({ ok: false, error: { code: 'IMPORT_UNKNOWN' } });
  });

  it('SLO-4: the window writes the report as CSV and XLSX: counts and the day of every source, audited', async () => {
    const { extracts } = await opened.value('quality.month', { month: '2026-10' });
    for (const format of ['csv', 'xlsx'] as const) {
      const { fileName, folder, rows } = await opened.value('quality.export', { month: '2026-10', format });
      expect(fileName).toBe(`data-quality-2026-10-v1.${format}`);
      const bytes = readFileSync(join(folder, fileName));
      expect(auditRows(opened.project, Number.MAX_SAFE_INTEGER, 1)).toMatchObject([
        { action: 'exported', subject: 'data quality 2026-10' },
      ]);
      if (format === 'xlsx') continue;
      const lines = bytes.toString('utf8').trim().split('\r\n');
      expect(lines).toHaveLength(rows + 1);
      for (const { title, asOf } of extracts) {
        expect(lines.some((line) => line.startsWith(`"extract","${title}",${asOf},`))).toBe(true);
      }
    }
    expect(await opened.app.call('quality.export', { month: '2031-01', format: 'csv' })).toMatchObject({
      ok: false,
      error: { code: 'MONTH_EMPTY' },
    });
  });
});
