import { readFileSync } from 'node:fs';
import readWorkbook from 'read-excel-file/node';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportList } from '../../src/app/exportList.ts';
import type { OpenProject } from '../../src/app/project.ts';
import { prepareList } from '../../src/lists/prepare.ts';
import { publishList } from '../../src/lists/publish.ts';
import { listView } from '../../src/lists/view.ts';
import {
  earlierListRun,
  listRows,
  newestListRun,
  publishListRun,
  writeListRun,
} from '../../src/store/lists.ts';
import { at, madeUpRow, madeUpRun, matchAgain, month, storeWithRun } from './emptyStore.ts';

const rows = [
  madeUpRow('A~1~2', 'ADAMS, ANN', 'continuing'),
  madeUpRow('A~3~4', 'BAKER, BEA'),
  madeUpRow('A~5~6', 'COLE, CY', 'ended'),
];
const publish = (project: OpenProject, acceptOpenQuestions = false) =>
  publishList(project, { listId: 'LA-Mutual', month, acceptOpenQuestions, at });

function raise(project: OpenProject): void {
  project.db.exec(`INSERT INTO match_pair (run_id, client_key, cwin, decision, tier, rule, weight, probability, levels,
    reasons, queue, kind, state) VALUES (1, 'Ch00000001', '0100000001', 'review', 'score', 'r', 1, 0.5, x'00', 'close',
    'review', 'close', 'todo')`);
}

describe('publishing a list', () => {
  it('LA-2: freezes it: the store refuses every change, and preparing again makes version 2', async () => {
    const { project } = await storeWithRun();
    writeListRun(project, madeUpRun(rows), rows);
    const published = publish(project);
    expect(published).toMatchObject({
      state: 'published',
      version: 1,
      publishedBy: 'A. Analyst',
      publishedAt: at,
    });
    expect(published.notes.at(-1)).toMatch(/^Checksum of the rows: [0-9a-f]{64}\.$/);
    for (const sql of [
      "UPDATE list_row SET cells = '[]'",
      'DELETE FROM list_row',
      "UPDATE list_run SET notes = '[]'",
      'DELETE FROM list_run',
    ]) {
      expect(() => project.db.exec(sql)).toThrow('a published list is frozen');
    }
    expect(writeListRun(project, madeUpRun([]), [])).toMatchObject({ version: 2, state: 'draft' });
    expect([...listRows(project, published.listRunId)]).toHaveLength(3);
  });

  it('LA-7: a draft is replaced by the next one, until it has left the store as a file', async () => {
    const { project, folder } = await storeWithRun();
    writeListRun(project, madeUpRun([]), []);
    expect(writeListRun(project, madeUpRun(rows), rows).version).toBe(1);
    await exportList(project, {
      listId: 'LA-Mutual',
      month,
      format: 'csv',
      folder,
      replace: false,
      at,
      version: '0',
    });
    expect(writeListRun(project, madeUpRun(rows), rows).version).toBe(1);
    const fewer = rows.slice(1);
    expect(writeListRun(project, madeUpRun(fewer), fewer).version).toBe(2);
  });

  it('refuses with open questions unless they are accepted, and then names their number', async () => {
    const { project } = await storeWithRun();
    raise(project);
    writeListRun(project, madeUpRun(rows), rows);
    expect(() => publish(project)).toThrow(expect.objectContaining({ code: 'OPEN_QUESTIONS' }));
    expect(listView(project, 'LA-Mutual', month)).toMatchObject({ state: 'draft', openQuestions: 1 });
    expect(publish(project, true).notes).toContain('Published with 1 near matches or mismatches undecided.');
  });

  it('refuses a draft that is older than the match or a decision', async () => {
    const { project } = await storeWithRun();
    writeListRun(project, madeUpRun(rows), rows);
    matchAgain(project);
    expect(() => publish(project)).toThrow(expect.objectContaining({ code: 'LIST_OUT_OF_DATE' }));
    writeListRun(project, madeUpRun(rows, { matchRun: 2 }), rows);
    project.db.exec(`INSERT INTO decision_event VALUES (1, 'decide', NULL, 'Ch00000001', '0100000001', 'review',
      '${month}', 1, 'same', NULL, NULL, NULL, '', 'A', 'analyst', '${at}', 0, '', 'x', 'x', 1, 1, NULL, 'manual')`);
    expect(() => publish(project)).toThrow(/decisions have been made/);
    const sources = { ...madeUpRun(rows).sources, lastDecision: 1 };
    writeListRun(project, madeUpRun(rows, { matchRun: 2, sources }), rows);
    expect(publish(project).state).toBe('published');
  });

  it('says that a list was never prepared, is published already, or has no extracts', async () => {
    const { project } = await storeWithRun();
    expect(() => publish(project)).toThrow(expect.objectContaining({ code: 'LIST_MISSING' }));
    writeListRun(project, madeUpRun(rows), rows);
    publish(project);
    expect(() => publish(project)).toThrow(expect.objectContaining({ code: 'LIST_NOT_DRAFT' }));
    expect(() => prepareList(project, { listId: 'LA-Mutual', month, at })).toThrow(
      /no LA-Mutual list for October 2026 because .*CWS cases/,
    );
    expect(() => prepareList(project, { listId: 'LA-Other', month, at })).toThrow(/There is no such list/);
  });

  it('LA-2: compares with the published list of the month before rather than with a later draft of it', async () => {
    const { project } = await storeWithRun();
    writeListRun(project, madeUpRun(rows, { month: '2026-09' }), rows);
    publishListRun(project, newestListRun(project, 'LA-Mutual', '2026-09')!, at, []);
    writeListRun(project, madeUpRun([], { month: '2026-09' }), []);
    expect(earlierListRun(project, 'LA-Mutual', month, at)).toMatchObject({ version: 1, state: 'published' });
    expect(newestListRun(project, 'LA-Mutual', '2026-09')).toMatchObject({ version: 2, state: 'draft' });
  });
});

describe('exporting a list', () => {
  const request = { listId: 'LA-Mutual', month, replace: false, at, version: '0.1.0' } as const;

  it('LA-8: writes the rows with their reasons, ended ones only among the changes', async () => {
    const { project, folder } = await storeWithRun();
    writeListRun(project, madeUpRun(rows), rows);
    publish(project);
    const { fileName, rows: count } = await exportList(project, { ...request, format: 'xlsx', folder });
    expect([fileName, count]).toEqual(['mutual-clients-la-2026-10-v1.xlsx', 2]);
    const sheets = new Map(
      (await readWorkbook(join(folder, fileName))).map(({ sheet, data }) => [sheet, data]),
    );
    const data = sheets.get('Data')!;
    expect(data.map((row) => [row[0], row[2]])).toEqual([
      ['Change', 'Person'],
      ['Continuing', 'ADAMS, ANN'],
      ['New', 'BAKER, BEA'],
    ]);
    expect(data[1]).toContain('0315-2076-8676-8002051');
    expect(data[1]!.at(-1)).toMatch(/^Named as parent/);
    expect(sheets.get('Changes since last')!.map((row) => row[0])).toEqual(['Change', 'New', 'Ended']);
    const words = JSON.stringify([...sheets.get('Cover')!, ...sheets.get('Methodology')!]);
    for (const expected of [
      'Los Angeles, October 2026',
      'Made up',
      'respectful',
      'probation: 2',
      'made-up.csv',
    ]) {
      expect(words).toContain(expected);
    }
  });

  it('LA-10: every copy is in the register and in the audit log with its checksum, and in a manifest', async () => {
    const { project, folder } = await storeWithRun();
    writeListRun(project, madeUpRun(rows), rows);
    const { fileName, manifestName, sha256 } = await exportList(project, {
      ...request,
      format: 'csv',
      folder,
    });
    expect(fileName).toBe('mutual-clients-la-2026-10-v1-draft.csv');
    const registered = project.db.prepare('SELECT file_name, sha256, rows, reviewer FROM list_export').all();
    expect(registered).toEqual([{ file_name: fileName, sha256, rows: 2, reviewer: 'A. Analyst' }]);
    const audited = project.db.prepare("SELECT details FROM audit_event WHERE action = 'exported'").get();
    expect(audited).toEqual({ details: JSON.stringify({ format: 'csv', rows: 2, sha256 }) });
    const manifest = JSON.parse(readFileSync(join(folder, manifestName), 'utf8')) as Record<string, unknown>;
    expect(manifest['outputs']).toMatchObject([{ fileName, sha256, rows: 2 }]);
    expect(manifest['inputs']).toMatchObject([{ kind: 'cws_client', fileName: 'made-up.csv', sha256: 'ab' }]);
  });

  it('gives the same bytes twice, and does not overwrite unless told', async () => {
    const { project, folder } = await storeWithRun();
    writeListRun(project, madeUpRun(rows), rows);
    const first = await exportList(project, { ...request, format: 'xlsx', folder });
    await expect(exportList(project, { ...request, format: 'xlsx', folder })).rejects.toMatchObject({
      code: 'FILE_EXISTS',
    });
    const second = await exportList(project, { ...request, format: 'xlsx', folder, replace: true });
    expect(second.sha256).toBe(first.sha256);
  });
});
