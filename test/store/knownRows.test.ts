import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ExtractKindName, extractKind } from '../../src/domain/extract.ts';
import { type Month, nextMonth } from '../../src/domain/month.ts';
import { contentHash, joinedValues, keyHigh, keyLow } from '../../src/store/rowIdentity.ts';
import { allImports } from '../../src/store/imports.ts';
import type { WriteStore } from '../../src/store/store.ts';
import { undoImport } from '../../src/store/undoImport.ts';
import { type ImportRow, writeImport } from '../../src/store/writeImport.ts';
import { at, batches, metaOf, testStore, type Values } from './testStore.ts';

interface Extracts {
  readonly kind: ExtractKindName;
  readonly sinceFields: readonly string[];
  /** The row of a key that says one of some things, in the file of a month (counted from 0). */
  readonly row: (key: number, says: number, month: number) => Values;
}

const workers: Extracts = {
  kind: 'cw_worker',
  sinceFields: [],
  row: (key, says) => ({ worker_id: `W${key}`, office: `Office ${says}` }),
};
/** Members whose start is the month of the report: they go on for as long as they say the same. */
const members: Extracts = {
  kind: 'cw_member',
  sinceFields: ['start_date'],
  row: (key, says, month) => ({
    case_number: `1B${key}`,
    person_number: '01',
    cwin: String(key),
    in_household: 1,
    aided: says % 2,
    start_date: 20_000 + month * 30,
  }),
};
/** A day in the key: new every month, or one of before, come back. */
const clocks: Extracts = {
  kind: 'cw_clock',
  sinceFields: [],
  row: (key, says, month) => ({
    cwin: String(key),
    as_of_date: 20_000 + (says < 2 ? month * 30 : says * 30),
    months_used: says,
    months_limit: 60,
  }),
};

function rowOf({ kind, sinceFields }: Extracts, values: Values, line: number): ImportRow {
  const { fields, key } = extractKind(kind);
  const places = (names: readonly string[]): readonly number[] =>
    names
      .filter((name) => !sinceFields.includes(name))
      .map((name) => fields.findIndex((f) => f.name === name));
  const row = fields.map(({ name }) => values[name] ?? null);
  const keyText = joinedValues(row, places(key));
  const content = contentHash(row, places(fields.map(({ name }) => name)));
  return {
    line,
    raw: row.join('\u001f'),
    values: row,
    keyHigh: keyHigh(keyText),
    keyLow: keyLow(keyText),
    content,
  };
}

/** Rows of a month by key, and whether its import is undone and made again. */
type MonthPlan = { readonly rows: ReadonlyMap<number, number>; readonly undone: boolean };

async function importMonth(
  store: WriteStore,
  extracts: Extracts,
  month: Month,
  number: number,
  plan: MonthPlan,
) {
  const { kind, sinceFields } = extracts;
  const rows = [...plan.rows].map(([key, says], index) =>
    rowOf(extracts, extracts.row(key, says, number), index + 2),
  );
  const half = rows.length >> 1;
  await writeImport(
    store,
    metaOf(kind, month, { kinds: [{ kind, sinceFields }], sha256: month }),
    batches(
      { kind, rows: rows.slice(0, half), rejected: 0, findings: [] },
      { kind, rows: rows.slice(half), rejected: 0, findings: [] },
    ),
  );
}

const contents = ({ db }: WriteStore, kind: ExtractKindName) => ({
  rows: db.prepare(`SELECT * FROM ${kind} ORDER BY record_id`).all(),
  imports: db.prepare('SELECT * FROM import ORDER BY import_id').all(),
});

const months = fc.array(
  fc.record({
    rows: fc
      .uniqueArray(fc.tuple(fc.nat({ max: 11 }), fc.nat({ max: 3 })), {
        selector: ([key]) => key,
        minLength: 1,
      })
      .map((pairs) => new Map(pairs)),
    undone: fc.boolean(),
  }),
  { minLength: 2, maxLength: 6 },
);

describe('what is kept of the rows of an import', () => {
  it.each([workers, members, clocks])(
    'tells the next one the same as the rows themselves would: $kind',
    async (extracts) => {
      await fc.assert(
        fc.asyncProperty(months, async (plans) => {
          const [kept, reread] = [testStore(), testStore()];
          try {
            let month = '2026-01';
            for (const [number, plan] of plans.entries()) {
              for (const { store } of [kept, reread]) {
                await importMonth(store, extracts, month, number, plan);
                if (plan.undone) {
                  undoImport(store, allImports(store).at(-1)!.importId, at);
                  await importMonth(store, extracts, month, number, plan);
                }
              }
              expect(kept.store.db.prepare('SELECT count(*) FROM known_rows').pluck().get()).toBe(1);
              reread.store.db.exec('DELETE FROM known_rows');
              expect(contents(kept.store, extracts.kind)).toEqual(contents(reread.store, extracts.kind));
              month = nextMonth(month);
            }
          } finally {
            kept.close();
            reread.close();
          }
        }),
        { numRuns: 12 },
      );
    },
    60_000,
  );

  it('is of many parts where there are many rows, and holds those that stand', async () => {
    const { store, close } = testStore();
    try {
      const all = new Map(Array.from({ length: 150_000 }, (_, key) => [key, 0]));
      await importMonth(store, workers, '2026-01', 0, { rows: all, undone: false });
      const parts = store.db.prepare('SELECT length(packed) FROM known_rows ORDER BY part').pluck();
      expect(parts.all()).toEqual([65_536 * 20, 65_536 * 20, 18_928 * 20]);
      for (let key = 0; key < 150_000; key += 3) all.delete(key);
      all.set(1, 1);
      await importMonth(store, workers, '2026-02', 1, { rows: all, undone: false });
      expect(allImports(store).at(-1)).toMatchObject({
        unchanged: 99_999,
        changed: 1,
        fresh: 0,
        absent: 50_000,
      });
      expect(parts.all()).toEqual([65_536 * 20, 34_464 * 20]);
      await importMonth(store, workers, '2026-03', 2, { rows: all, undone: false });
      expect(allImports(store).at(-1)).toMatchObject({ unchanged: 100_000, changed: 0, fresh: 0, absent: 0 });
    } finally {
      close();
    }
  });

  it('finds a row of the latest day that was gone and comes back', async () => {
    const { store, close } = testStore();
    try {
      const month = (name: Month, ...rows: readonly (readonly [number, number])[]) =>
        importMonth(store, clocks, name, 0, { rows: new Map(rows), undone: false });
      await month('2026-01', [1, 3], [2, 2]);
      await month('2026-02', [2, 2]);
      await month('2026-03', [1, 3], [2, 2]);
      expect(allImports(store).at(-1)).toMatchObject({ fresh: 0, changed: 1, unchanged: 1, absent: 0 });
      const superseded = "SELECT superseded_import FROM cw_clock WHERE cwin = '1' ORDER BY record_id";
      expect(store.db.prepare(superseded).pluck().all()).toEqual([3, null]);
    } finally {
      close();
    }
  });

  it('is not used where rows are known otherwise than before', async () => {
    const { store, close } = testStore();
    try {
      const plan = { rows: new Map([[1, 1]]), undone: false };
      await importMonth(store, members, '2026-01', 0, plan);
      await importMonth(store, { ...members, sinceFields: [] }, '2026-02', 0, plan);
      await importMonth(store, members, '2026-03', 2, plan);
      expect(allImports(store).map(({ fresh, changed, unchanged }) => [fresh, changed, unchanged])).toEqual([
        [1, 0, 0],
        [0, 1, 0],
        [0, 1, 0],
      ]);
    } finally {
      close();
    }
  });
});
