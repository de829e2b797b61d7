import { isoDate } from '../domain/civilDate.ts';
import type { Month } from '../domain/month.ts';
import { openQuestions } from '../store/facts/openQuestions.ts';
import { newestListRun } from '../store/lists.ts';
import type { ListChange } from '../store/lists.ts';
import { runOfMonth } from '../store/matchRuns.ts';
import type { ReadStore } from '../store/store.ts';
import { listColumn } from './columns.ts';
import type { ListColumnKind } from './column.ts';
import type { ListDefinition } from './definition.ts';
import { listDefinition } from './definitions/index.ts';

/** A list of a month as screens show it, prepared or not. */
export interface ListView {
  readonly listId: string;
  readonly title: string;
  readonly definition: string;
  readonly version: number;
  readonly unit: string;
  readonly requirement: string;
  readonly state: 'none' | 'draft' | 'published';
  readonly asOf: string | null;
  readonly preparedAt: string | null;
  readonly publishedAt: string | null;
  readonly rows: number;
  readonly changes: Readonly<Record<ListChange, number>>;
  readonly branches: readonly { readonly branch: string; readonly title: string; readonly rows: number }[];
  readonly columns: readonly {
    readonly id: string;
    readonly label: string;
    readonly kind: ListColumnKind;
    readonly width: number;
  }[];
  readonly openQuestions: number;
  readonly excluded: readonly { readonly reason: string; readonly count: number }[];
}

/** Throws NO_SUCH_LIST. */
export function listView(store: ReadStore, listId: string, month: Month): ListView {
  const run = newestListRun(store, listId, month);
  // a frozen list is shown by the definition that made it
  const definition =
    run === undefined ? listDefinition(listId) : (JSON.parse(run.definition) as ListDefinition);
  const matchRun = run?.matchRun ?? runOfMonth(store, month)?.runId;
  return {
    listId,
    title: definition.title,
    definition: definition.words,
    version: run?.version ?? 1,
    unit: definition.unit,
    requirement: definition.requirements.join(', '),
    state: run?.state ?? 'none',
    asOf: run === undefined ? null : isoDate(run.asOf),
    preparedAt: run?.preparedAt ?? null,
    publishedAt: run?.publishedAt ?? null,
    rows: run?.counts.rows ?? 0,
    changes: run?.counts.changes ?? { new: 0, continuing: 0, ended: 0 },
    branches:
      run?.counts.branches ?? definition.branches.map(({ id, title }) => ({ branch: id, title, rows: 0 })),
    columns: definition.columns.map((id) => {
      const { label, kind, width } = listColumn(id);
      return { id, label, kind, width };
    }),
    openQuestions: matchRun === undefined ? 0 : openQuestions(store, matchRun),
    excluded: run?.excluded ?? [],
  };
}
