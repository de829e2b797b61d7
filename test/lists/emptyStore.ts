import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { closeProject, createProject, openProject } from '../../src/app/project.ts';
import type { OpenProject } from '../../src/app/project.ts';
import { laMutual } from '../../src/lists/definitions/laMutual.ts';
import { insertMatchRun } from '../../src/store/matchRuns.ts';
import { transaction } from '../../src/store/transaction.ts';
import type { ListChange, ListRow, NewListRun } from '../../src/store/lists.ts';

export const at = '2026-11-05T10:00:00.000Z';
export const month = '2026-10';

/** A store with one import and one match run of October, gone when the running test ends. */
export async function storeWithRun(): Promise<{ readonly project: OpenProject; readonly folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'linkdesk-list-'));
  const store = join(folder, 'project');
  const keyCost = { N: 1024, r: 8, p: 1 };
  await createProject(store, 'correct horse battery', {
    name: 'Lists',
    county: 'Los Angeles',
    synthetic: true,
    at,
    keyCost,
  });
  const project = await openProject(store, 'correct horse battery', 'A. Analyst', at);
  onTestFinished(() => {
    closeProject(project, at);
    rmSync(folder, { recursive: true, force: true });
  });
  project.db.exec(`INSERT INTO import (import_id, kind, system, month, as_of, file_name, file_bytes, sha256, layout,
    layout_version, imported_at, reviewer, read, imported, rejected, fresh, changed, unchanged, absent, findings)
    VALUES (1, 'cws_client', 'cws', '${month}', 20757, 'made-up.csv', 1, 'ab', 'made-up', 1, '${at}', 'A', 1, 1, 0, 1, 0, 0, 0, 0)`);
  matchAgain(project);
  return { project, folder };
}

/** A further run of October. */
export function matchAgain(project: OpenProject): void {
  const none = {
    settings: {},
    model: {},
    plan: {},
    estimates: {},
    counts: {},
    leftRecords: 0,
    rightRecords: 0,
  };
  transaction(project, () =>
    insertMatchRun(project, {
      ...none,
      month,
      startedAt: at,
      finishedAt: at,
      engine: 'none',
      cwsImport: 1,
      cwImport: 1,
    }),
  );
}

/** A row of LA-Mutual by its person's name. */
export function madeUpRow(rowId: string, name: string, change: ListChange = 'new'): ListRow {
  const cells = laMutual.columns.map((id) => {
    if (id === 'person') return name;
    if (id === 'cin') return '90000001A';
    return id === 'cws_case' ? '0315-2076-8676-8002051' : `${id} of ${rowId}`;
  });
  return {
    rowId,
    change,
    branch: 'A',
    personId: null,
    childPersonId: null,
    clientKey: null,
    cwin: '0100000001',
    search: `${name} 0100000001`,
    cells,
    reasons: ['Named as parent on the Court FM plan of MUSTER, ANA since 5 Mar 2026.'],
    details: {
      link: { tier: 'CIN', words: 'Same Client Index Number.' },
      facts: [{ label: 'A', text: 'b' }],
    },
  };
}

/** A run of LA-Mutual with these rows' counts. */
export function madeUpRun(rows: readonly ListRow[], more: Partial<NewListRun> = {}): NewListRun {
  const of = (change: ListChange): number => rows.filter((row) => row.change === change).length;
  const changes = { new: of('new'), continuing: of('continuing'), ended: of('ended') };
  return {
    listId: 'LA-Mutual',
    definitionVersion: 1,
    definition: JSON.stringify(laMutual),
    month,
    asOf: 20757,
    matchRun: 1,
    sources: {
      imports: [
        {
          kind: 'cws_client',
          importId: 1,
          month,
          asOf: 20757,
          fileName: 'made-up.csv',
          sha256: 'ab',
          rows: 1,
        },
      ],
      lastDecision: 0,
      indexUpdate: 0,
    },
    counts: {
      rows: changes.new + changes.continuing,
      changes,
      branches: [{ branch: 'A', title: 'Parent', rows: changes.new + changes.continuing }],
      comparedWith: { month: '2026-09', version: 1 },
    },
    excluded: [{ reason: 'Primary responsibility: probation', count: 2 }],
    notes: [],
    preparedAt: at,
    ...more,
  };
}
