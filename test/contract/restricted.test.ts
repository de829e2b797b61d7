import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRows } from '../../src/store/audit.ts';
import { madeDemo, openedDemo } from './demoProject.ts';

const month = '2026-10';
const filter = { month, state: 'all' } as const;
let demo: Awaited<ReturnType<typeof madeDemo>>;
let opened: Awaited<ReturnType<typeof openedDemo>>;

beforeAll(async () => {
  demo = await madeDemo();
  opened = await openedDemo(demo.folder);
}, 180_000);
afterAll(async () => {
  await opened.app.close();
  demo.remove();
});

const refused = (code: string) => ({ ok: false, error: { code } });
const newest = (rows: number) =>
  auditRows(opened.project, Number.MAX_SAFE_INTEGER, rows).map(({ action }) => action);
const keyOfRestricted = (): string =>
  opened.project.db
    .prepare<[string], string>(
      `SELECT client_key || '~' || cwin FROM match_pair JOIN match_run USING (run_id)
       WHERE queue = 'restricted' AND match_run.month = ? AND match_run.state = 'done' ORDER BY pair_id LIMIT 1`,
    )
    .pluck()
    .get(month)!;

describe('the restricted queue at the door', () => {
  it('SCC-13: while it is closed only its counts are told, and its pairs are as if they were not there', async () => {
    const { open, ...counts } = await opened.value('restricted.state', { month });
    expect(open).toBe(false);
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
    expect(await opened.app.call('restricted.pages', filter)).toMatchObject(refused('RESTRICTED_CLOSED'));
    expect(await opened.app.call('restricted.page', { ...filter, start: '' })).toMatchObject(
      refused('RESTRICTED_CLOSED'),
    );
    const pairKey = keyOfRestricted();
    const asked = { month, pairKey };
    for (const [method, input] of [
      ['review.pair', asked],
      ['review.score', asked],
      ['identifiers.reveal', { ...asked, field: 'ssn' }],
      ['review.decide', { ...asked, verdict: 'same' }],
      ['mismatches.resolve', { ...asked, outcome: 'cannot_tell' }],
    ] as const) {
      expect(await opened.app.call(method, input), method).toMatchObject(refused('PAIR_UNKNOWN'));
    }
    for (const method of ['review.undo', 'review.redo']) {
      expect(await opened.app.call(method, { month, queue: 'restricted' })).toMatchObject(
        refused('RESTRICTED_CLOSED'),
      );
    }
  });

  it('SCC-13: no name in it stands in a general queue, a list, a person’s page or among other candidates', async () => {
    const [clientKey] = keyOfRestricted().split('~');
    for (const queue of ['review', 'mismatches'] as const) {
      const { starts } = await opened.value(`${queue}.pages`, filter);
      for (const start of starts) {
        const { rows } = await opened.value(`${queue}.page`, { ...filter, start });
        expect(rows.some(({ pairKey }) => pairKey.startsWith(`${clientKey}~`))).toBe(false);
        for (const { pairKey } of rows.slice(0, 40)) {
          const { candidates } = await opened.value('review.pair', { month, pairKey });
          expect(candidates.some((each) => each.pairKey.startsWith(`${clientKey}~`))).toBe(false);
        }
      }
    }
  });

  it('SCC-13: opening it, each look at a pair, deciding and closing are in the audit log; the lock closes it', async () => {
    expect((await opened.value('restricted.open', { month, open: true })).open).toBe(true);
    expect(newest(1)).toEqual(['restricted_opened']);
    const { starts } = await opened.value('restricted.pages', filter);
    const { rows } = await opened.value('restricted.page', { ...filter, start: starts[0]! });
    const { pairKey } = rows[0]!;
    expect((await opened.value('review.pair', { month, pairKey })).queue).toBe('restricted');
    expect(newest(1)).toEqual(['restricted_seen']);
    const before = await opened.value('restricted.state', { month });
    const saved = await opened.value('review.decide', {
      month,
      pairKey,
      verdict: 'hold',
      reason: 'ask_worker',
    });
    expect(saved).toMatchObject({ pairKey, state: 'hold' });
    expect(newest(2)).toEqual(['decided', 'restricted_seen']);
    expect((await opened.value('review.undo', { month, queue: 'review' }))?.pairKey).not.toBe(pairKey);
    expect((await opened.value('review.undo', { month, queue: 'restricted' }))?.pairKey).toBe(pairKey);
    expect(await opened.value('restricted.state', { month })).toEqual(before);
    await opened.value('restricted.open', { month, open: false });
    expect(newest(1)).toEqual(['restricted_closed']);
    expect(await opened.app.call('review.pair', { month, pairKey })).toMatchObject(refused('PAIR_UNKNOWN'));
    await opened.value('restricted.open', { month, open: true });
    await opened.value('project.lock', {});
    expect(await opened.app.call('restricted.pages', filter)).toMatchObject(refused('LOCKED'));
  });
});
