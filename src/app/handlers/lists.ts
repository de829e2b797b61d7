import { mkdirSync } from 'node:fs';
import { exportList, exportLookBack } from '../exportList.ts';
import { listDefinitions } from '../../lists/definitions/index.ts';
import { listPage, listPages } from '../../lists/pages.ts';
import { publishList } from '../../lists/publish.ts';
import { lookBackPage, lookBackPages } from '../../lists/lookBackPages.ts';
import { keptRowReasons, rowReasons } from '../../lists/row.ts';
import { listView as viewOfList } from '../../lists/view.ts';
import { outcomeSeries } from '../../reports/outcomeSeries.ts';
import type { ReadStore } from '../../store/store.ts';
import type { ListView } from '../contract/lists.ts';
import type { Handlers } from '../handler.ts';
import { heldLookBack, lookBackView, shownMoments } from '../listLookBack.ts';
import { prepareMonthList } from '../prepareMonthList.ts';
import { exportFolder } from '../project.ts';
import { version } from '../version.ts';

export const listHandlers: Handlers<'lists' | 'outcomes'> = {
  'lists.all': (session, { month }) => ({
    lists: listDefinitions.map(({ id }) => listView(session.store(), id, month)),
  }),

  'lists.pages'(session, { knownAt, ...input }) {
    const found =
      knownAt === null
        ? listPages(session.store(), input)
        : lookBackPages(heldLookBack(session, { ...input, knownAt }), input);
    return { ...found, starts: [...found.starts] };
  },

  'lists.page'(session, { knownAt, ...input }) {
    const rows =
      knownAt === null
        ? listPage(session.store(), input)
        : lookBackPage(heldLookBack(session, { ...input, knownAt }), input);
    return { rows: rows.map((row) => ({ ...row, cells: [...row.cells] })) };
  },

  'lists.lookBack': (session, input) => lookBackView(heldLookBack(session, input), input.knownAt),

  'lists.moments': (session) => ({ moments: shownMoments(session.store()) }),

  'lists.row'(session, { listId, month, rowId, knownAt, asOf }) {
    const row =
      knownAt === null
        ? keptRowReasons(session.store(), listId, month, rowId)
        : rowReasons(
            heldLookBack(session, { listId, month, knownAt, asOf }).rows.find((each) => each.rowId === rowId),
          );
    return { ...row, reasons: [...row.reasons], details: [...row.details] };
  },

  'lists.prepare'(session, { listId, month }) {
    const store = session.store();
    const jobId = session.jobs.start('lists', month, (progress) => {
      progress('Evaluating the list', 0, 0);
      prepareMonthList(store, listId, month, session.now());
      session.emit({ type: 'changed', topics: ['lists', 'month'] });
      return Promise.resolve();
    });
    return { jobId };
  },

  'lists.publish'(session, { listId, month, acceptOpenQuestions }) {
    const store = session.store();
    publishList(store, { listId, month, acceptOpenQuestions, at: session.now() });
    session.emit({ type: 'changed', topics: ['lists', 'month'] });
    return listView(store, listId, month);
  },

  async 'lists.export'(session, { listId, month, format, knownAt, asOf }) {
    const folder = exportFolder(session.folder);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const request = { listId, month, format, folder, replace: true, at: session.now(), version };
    const { fileName, rows, sha256 } =
      knownAt === null
        ? await exportList(session.store(), request)
        : await exportLookBack(session.store(), heldLookBack(session, { listId, month, knownAt, asOf }), {
            ...request,
            knownAt,
            asOf,
          });
    return { fileName, folder, rows, sha256 };
  },

  'outcomes.series'(session, request) {
    const series = outcomeSeries(session.store(), { ...request, timeframe: 'month' });
    return {
      ...series,
      points: [...series.points],
      excluded: [...series.excluded],
      notes: [...series.notes],
    };
  },
};

function listView(store: ReadStore, listId: string, month: string): ListView {
  const view = viewOfList(store, listId, month);
  return {
    ...view,
    changes: { ...view.changes },
    branches: [...view.branches],
    columns: view.columns.map((column) => ({ ...column })),
    excluded: [...view.excluded],
  };
}
