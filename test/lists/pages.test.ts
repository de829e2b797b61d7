import { describe, expect, it } from 'vitest';
import type { OpenProject } from '../../src/app/project.ts';
import { laMutual } from '../../src/lists/definitions/laMutual.ts';
import { LIST_PAGE_SIZE, listPage, listPages } from '../../src/lists/pages.ts';
import type { PageRequest } from '../../src/lists/pages.ts';
import { keptRowReasons } from '../../src/lists/row.ts';
import { writeListRun } from '../../src/store/lists.ts';
import type { ListRow } from '../../src/store/lists.ts';
import { madeUpRow, madeUpRun, month, storeWithRun } from './emptyStore.ts';

const all: PageRequest = { listId: 'LA-Mutual', month, change: 'all', text: '', sort: '', descending: false };
/** Names that sort otherwise than they are stored, several the same. */
const rows: readonly ListRow[] = Array.from({ length: 450 }, (_, index) =>
  madeUpRow(
    `A~${index}~1`,
    `NAME ${String((index * 7) % 100).padStart(3, '0')}`,
    index < 430 ? 'new' : 'ended',
  ),
);

/** Every row id of the request, page by page. */
function walked(project: OpenProject, request: PageRequest): readonly string[] {
  return listPages(project, request).starts.flatMap((start) =>
    listPage(project, { ...request, start }).map(({ rowId }) => rowId),
  );
}

async function withRows(): Promise<OpenProject> {
  const { project } = await storeWithRun();
  writeListRun(project, madeUpRun(rows), rows);
  return project;
}
const personOf = new Map(rows.map(({ rowId, cells }) => [rowId, cells[laMutual.columns.indexOf('person')]!]));

describe('pages of a list', () => {
  it('hold every row once, in the list’s own order', async () => {
    const project = await withRows();
    const { total, starts, pageSize } = listPages(project, all);
    expect([total, pageSize, starts.length]).toEqual([450, LIST_PAGE_SIZE, 3]);
    expect(walked(project, all)).toEqual(rows.map(({ rowId }) => rowId));
  });

  it('hold every row once when sorted by a column with equal values, up and down', async () => {
    const project = await withRows();
    const up = walked(project, { ...all, sort: 'person' });
    expect(up.map((rowId) => personOf.get(rowId))).toEqual([...personOf.values()].sort());
    expect(new Set(up).size).toBe(450);
    expect(walked(project, { ...all, sort: 'person', descending: true })).toEqual([...up].reverse());
  });

  it('show new, continuing and ended rows apart', async () => {
    const project = await withRows();
    expect(listPages(project, { ...all, change: 'new' }).total).toBe(430);
    expect(listPages(project, { ...all, change: 'ended' }).total).toBe(20);
    expect(listPages(project, { ...all, change: 'continuing' })).toMatchObject({ total: 0, starts: [] });
  });

  it('find the beginning of a word, however it is spelt', async () => {
    const project = await withRows();
    expect(listPages(project, { ...all, text: ' name 004' }).total).toBe(4);
    expect(listPages(project, { ...all, text: 'ame 004' }).total).toBe(0);
    expect(walked(project, { ...all, text: '01000', change: 'ended' })).toHaveLength(20);
  });

  it('mask what identifies a person in every system, and show what finds the case', async () => {
    const project = await withRows();
    const [row] = listPage(project, { ...all, start: 'A~0~1' });
    expect(row!.cells[laMutual.columns.indexOf('cin')]).toBe('******01A');
    expect(row!.cells[laMutual.columns.indexOf('cws_case')]).toBe('0315-2076-8676-8002051');
  });

  it('are none for a list that was never prepared, and none from a row that is gone', async () => {
    const project = await withRows();
    expect(listPages(project, { ...all, listId: 'LA-Homeless' })).toMatchObject({ total: 0, starts: [] });
    expect(listPage(project, { ...all, start: 'A~999~1' })).toEqual([]);
  });

  it('LA-5: a row says why it is on the list and what links it', async () => {
    const project = await withRows();
    expect(keptRowReasons(project, 'LA-Mutual', month, 'A~3~1')).toEqual({
      rowId: 'A~3~1',
      reasons: rows[3]!.reasons,
      link: rows[3]!.details.link,
      details: rows[3]!.details.facts,
    });
    expect(() => keptRowReasons(project, 'LA-Mutual', month, 'A~999~1')).toThrow(
      expect.objectContaining({ code: 'LIST_ROW_MISSING' }),
    );
  });
});
