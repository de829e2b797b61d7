import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queueCounts, queuePage, queuePages, type QueueFilter } from '../../src/store/queues.ts';
import { client, clientKey, cwin, matchedMonth, pair, person } from '../review/matchedMonth.ts';
import { type TestStore, testStore } from './testStore.ts';

const everything: QueueFilter = { queue: 'review', state: 'all', text: '', kind: '', sort: 'useful' };
const count = 57;
let test: TestStore;
let runId = 0;

beforeAll(async () => {
  test = testStore();
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const names = ['NGUYEN', 'GARCIA LOPEZ', "O'NEIL", 'SMITH'];
  runId = await matchedMonth(test.store, '2026-09', {
    clients: numbers.map((n) =>
      client(n, { last_name: names[n % 4]!, first_name: n % 5 === 0 ? 'ANA' : 'LUZ' }),
    ),
    persons: numbers.map((n) => person(n, { last_name: names[(n + (n % 7 === 0 ? 1 : 0)) % 4]! })),
    pairs: numbers.map((n) =>
      pair(clientKey(n), cwin(n), 'review', {
        probability: n / 60,
        reasons: [n % 3 === 0 ? 'twins' : 'close', 'tie'],
      }),
    ),
  });
});
afterAll(() => test.close());

const walk = (filter: QueueFilter, size: number) => {
  const { total, starts } = queuePages(test.store, runId, filter, size);
  const rows = starts.flatMap((start) => [...queuePage(test.store, runId, filter, start, size)]);
  expect(rows).toHaveLength(total);
  return rows;
};

describe('a queue', () => {
  it('comes in pages that each start at their key and together hold every pair once', () => {
    for (const sort of ['useful', 'name', 'oldest'] as const) {
      const rows = walk({ ...everything, sort }, 10);
      expect(new Set(rows.map((row) => row.clientKey)).size).toBe(count);
    }
    expect(queuePages(test.store, runId, everything, 10).starts).toHaveLength(6);
  });

  it('puts the most uncertain first, or goes by name', () => {
    const useful = walk(everything, 100).map((row) => row.clientKey);
    expect(useful[0]).toBe(clientKey(30));
    const names = walk({ ...everything, sort: 'name' }, 100).map((row) => row.leftName);
    expect(names).toEqual([...names].sort());
  });

  it('finds a name by the beginning of any of its words, on either side', () => {
    const found = walk({ ...everything, text: 'lop' }, 10);
    expect(found.length).toBeGreaterThan(10);
    expect(found.every((row) => `${row.leftName} ${row.rightName}`.includes('LOPEZ'))).toBe(true);
    expect(walk({ ...everything, text: 'opez' }, 10)).toEqual([]);
    expect(walk({ ...everything, text: "o'nei" }, 10).length).toBeGreaterThan(0);
  });

  it('counts states, and kinds among what the state lets through', () => {
    expect(queueCounts(test.store, runId, 'review')).toEqual({
      todo: count,
      same: 0,
      different: 0,
      hold: 0,
      kinds: [
        { kind: 'close', pairs: 38 },
        { kind: 'twins', pairs: 19 },
      ],
    });
    expect(queueCounts(test.store, runId, 'review', 'hold').kinds).toEqual([]);
    expect(walk({ ...everything, kind: 'twins' }, 5)).toHaveLength(19);
    expect(queueCounts(test.store, runId, 'mismatch')).toMatchObject({ todo: 0, kinds: [] });
  });

  it('gives the first page for a cursor it cannot read', () => {
    expect(queuePage(test.store, runId, everything, 'nonsense', 5)).toEqual(
      queuePage(test.store, runId, everything, '', 5),
    );
  });
});
