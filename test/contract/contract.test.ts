import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app/createApp.ts';
import { contract } from '../../src/app/contract/contract.ts';
import { demoFolders } from '../../src/app/demoCounty.ts';
import { matchRecords } from '../../src/jobs/link.ts';
import { auditRows } from '../../src/store/audit.ts';
import { madeDemo, openedDemo } from './demoProject.ts';

const month = '2026-10';
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

const queue = (state: string) => ({ month, state, sort: 'name' });
const firstPair = async () => {
  const { starts } = await opened.value('review.pages', queue('all'));
  const { rows } = await opened.value('review.page', { ...queue('all'), start: starts[0]! });
  return rows[0]!.pairKey;
};

describe('the single door', () => {
  it('answers a method it does not know, and input of the wrong form, with a failure', async () => {
    expect(await opened.app.call('review.burn', {})).toMatchObject({
      ok: false,
      error: { code: 'UNKNOWN_METHOD' },
    });
    expect(await opened.app.call('toString', {})).toMatchObject({
      ok: false,
      error: { code: 'UNKNOWN_METHOD' },
    });
    expect(await opened.app.call('month.overview', { month: '2026-13' })).toMatchObject({
      ok: false,
      error: { code: 'INVALID_INPUT' },
    });
    expect(await opened.app.call('review.decide', { month, pairKey: 'x~y', verdict: 'maybe' })).toMatchObject(
      {
        ok: false,
        error: { code: 'INVALID_INPUT' },
      },
    );
  });

  it('answers LOCKED to everything that needs an unlocked project', async () => {
    const project = demoFolders(demo.folder).project;
    const locked = createApp({
      folder: project,
      reviewer: 'Nobody',
      engine: matchRecords,
      redeemGrant: () => undefined,
    });
    const inputs: Readonly<Record<string, unknown>> = {
      month: { month },
      pair: { month, pairKey: 'a~b' },
      list: { listId: 'LA-Mutual', month },
    };
    for (const [method, { unlocked }] of Object.entries(contract)) {
      if (!unlocked) continue;
      const results = await Promise.all(Object.values(inputs).map((input) => locked.call(method, input)));
      expect(
        results.map((result) => result.ok),
        method,
      ).not.toContain(true);
    }
    expect(await locked.call('month.overview', { month })).toMatchObject({ error: { code: 'LOCKED' } });
    const state = await locked.call('project.state', {});
    expect(state).toMatchObject({ ok: true, value: { locked: true, county: '', months: [] } });
  });

  it('OCM-1: the month says what was imported, matched and decided, and what to do next', async () => {
    const overview = await opened.value('month.overview', { month });
    expect(overview.imports).toHaveLength(17);
    for (const file of overview.imports) expect(file.read).toBe(file.imported + file.rejected);
    expect(overview.stage).toBe('in_review');
    expect(overview.next.action).toBe('review');
    expect(overview.linksByTier.reduce((sum, { links }) => sum + links, 0)).toBeGreaterThan(150);
    expect(overview.waiting.nearMatches).toBe(demo.report.months[1]!.waiting.review);
  });

  it('OCM-8: links are counted by the step of the cascade that made them', async () => {
    const { linksByTier } = await opened.value('month.overview', { month: '2026-09' });
    const links = Object.fromEntries(linksByTier.map(({ tier, links: count }) => [tier, count]));
    expect(linksByTier.map(({ tier }) => tier)).toEqual([
      'decision',
      'crosswalk',
      'cin',
      'ssn',
      'name_dob',
      'score',
    ]);
    for (const tier of ['cin', 'ssn', 'name_dob', 'score']) expect(links[tier], tier).toBeGreaterThan(0);
  });

  it('decides, takes back and gives back, with the queue counts right at every step', async () => {
    const { counts: before, starts } = await opened.value('review.pages', queue('todo'));
    const { rows } = await opened.value('review.page', { ...queue('todo'), start: starts[0]! });
    const { pairKey } = rows[0]!;
    const saved = await opened.value('review.decide', {
      month,
      pairKey,
      verdict: 'different',
      reason: 'different_people',
    });
    expect([saved.state, saved.counts.todo, saved.counts.different]).toEqual([
      'different',
      before.todo - 1,
      before.different + 1,
    ]);
    const undone = await opened.value('review.undo', { month, queue: 'review' });
    expect(undone).toMatchObject({ pairKey, state: 'todo', counts: { todo: before.todo } });
    const redone = await opened.value('review.redo', { month, queue: 'review' });
    expect(redone).toMatchObject({ pairKey, state: 'different' });
    const { history } = await opened.value('review.pair', { month, pairKey });
    expect(history[0]).toMatchObject({ verdict: 'different', reason: 'different_people', undone: false });
    await opened.value('review.undo', { month, queue: 'review' });
  });

  it('the bars of a score sum to the match weight', async () => {
    const { starts } = await opened.value('review.pages', queue('todo'));
    const { rows } = await opened.value('review.page', { ...queue('todo'), start: starts[0]! });
    for (const { pairKey } of rows) {
      const score = await opened.value('review.score', { month, pairKey });
      expect(score.bars.length).toBeGreaterThan(3);
      expect(score.bars.reduce((sum, bar) => sum + bar.weight, 0)).toBeCloseTo(score.weight, 9);
    }
  });

  it('a list page, a row and its reasons can be asked for; the answer says why each row is there', async () => {
    const { lists } = await opened.value('lists.all', { month });
    for (const { listId, rows: total } of lists) {
      const { starts } = await opened.value('lists.pages', { listId, month });
      if (total === 0) continue;
      const { rows } = await opened.value('lists.page', { listId, month, start: starts[0]! });
      const why = await opened.value('lists.row', { listId, month, rowId: rows[0]!.rowId });
      expect(why.reasons.length, listId).toBeGreaterThan(0);
    }
  });

  it('LA-2: a list as known earlier and as of another day is shown, and written as what it is', async () => {
    const { moments } = await opened.value('lists.moments', {});
    const matched = moments.find((one) => one.kind === 'matched' && one.month === month)!;
    const then = { listId: 'OC-Mutual', month, knownAt: matched.at, asOf: '2026-10-15' };
    const back = await opened.value('lists.lookBack', then);
    expect(back).toMatchObject({ asOf: '2026-10-15', published: null });
    const { starts, total } = await opened.value('lists.pages', then);
    expect(total).toBeGreaterThan(0);
    const { rows } = await opened.value('lists.page', { ...then, start: starts[0]! });
    const why = await opened.value('lists.row', { ...then, rowId: rows[0]!.rowId });
    expect(why.reasons.length).toBeGreaterThan(0);
    const exports = (): unknown => opened.project.db.prepare('SELECT count(*) AS n FROM list_export').get();
    const before = exports();
    const written = await opened.value('lists.export', { ...then, format: 'csv' });
    expect(written.fileName).toMatch(/-as-known-\d{4}-\d{2}-\d{2}t\d{6}z-as-of-2026-10-15\.csv$/);
    expect(written.rows).toBe(back.rows);
    const manifest = readFileSync(join(written.folder, `${written.fileName}.manifest.json`), 'utf8');
    expect(JSON.parse(manifest)).toMatchObject({
      settings: { knownAt: matched.at, asOf: '2026-10-15', state: expect.stringMatching(/^as known on /) },
    });
    expect(auditRows(opened.project, Number.MAX_SAFE_INTEGER, 1)).toMatchObject([
      { action: 'exported', subject: `OC-Mutual ${month} as known on ${matched.at}` },
    ]);
    // it is no copy of a list that is kept
    expect(exports()).toEqual(before);
    expect(await opened.app.call('lists.lookBack', { ...then, asOf: '2026-02-31' })).toMatchObject({
      ok: false,
      error: { code: 'NO_SUCH_DAY' },
    });
  });

  it('OCM-5: the Orange percentage is a series of months with n and N, and a release version', async () => {
    const series = await opened.value('outcomes.series', { measure: 'OC-%' });
    const october = series.points.find((point) => point.month === month)!;
    expect(october.denominator).toBeGreaterThan(50);
    expect(october.percent).toBeCloseTo((100 * october.numerator!) / october.denominator!, 1);
    await opened.value('outcomes.series', { measure: 'OC-%', release: true });
  });
});

describe('identifiers at the door', () => {
  it('no SSN leaves but by a reveal, which is written down', async () => {
    const ssns = opened.project.db
      .prepare<[], { ssn: string }>(
        'SELECT ssn FROM cws_client WHERE ssn IS NOT NULL UNION SELECT ssn FROM cw_person WHERE ssn IS NOT NULL',
      )
      .all()
      .map(({ ssn }) => ssn);
    const known = new Set(ssns);
    expect(known.size).toBeGreaterThan(1000);
    const leaked = (answer: unknown) =>
      [
        ...JSON.stringify(answer)
          .replaceAll('-', '')
          .matchAll(/(?<!\d)\d{9}(?!\d)/g),
      ]
        .map(([digits]) => digits)
        .filter((digits) => known.has(digits));

    const answers: unknown[] = [await opened.value('month.overview', { month })];
    const pairs: string[] = [];
    for (const [pages, page] of [
      ['review.pages', 'review.page'],
      ['mismatches.pages', 'mismatches.page'],
    ] as const) {
      const { starts } = await opened.value(pages, queue('all'));
      for (const start of starts) {
        const { rows } = await opened.value(page, { ...queue('all'), start });
        answers.push(rows);
        pairs.push(...rows.map(({ pairKey }) => pairKey));
      }
    }
    for (const pairKey of pairs) answers.push(await opened.value('review.pair', { month, pairKey }));
    for (const { listId } of (await opened.value('lists.all', { month })).lists) {
      const { starts } = await opened.value('lists.pages', { listId, month });
      for (const start of starts) answers.push(await opened.value('lists.page', { listId, month, start }));
    }
    expect(pairs.length).toBeGreaterThan(5);
    // a CWIN may happen to look like somebody's SSN; only values beside an SSN column would show as more than that
    const cwins = new Set(
      opened.project.db
        .prepare<[], { cwin: string }>('SELECT cwin FROM cw_person')
        .all()
        .map(({ cwin }) => cwin),
    );
    expect(leaked(answers).filter((digits) => !cwins.has(digits))).toEqual([]);

    const withSsn = pairs.find((pairKey) => known.has(ssnOf(pairKey)))!;
    const revealed = await opened.value('identifiers.reveal', { month, pairKey: withSsn, field: 'ssn' });
    expect(revealed.left.text?.replaceAll('-', '')).toBe(ssnOf(withSsn));
    const newest = opened.project.db
      .prepare<[], { action: string; details: string }>(
        'SELECT action, details FROM audit_event ORDER BY seq DESC LIMIT 1',
      )
      .get();
    expect(newest).toEqual({ action: 'revealed', details: '{"field":"ssn"}' });
  });

  const ssnOf = (pairKey: string): string =>
    opened.project.db
      .prepare<[string], { ssn: string | null }>(
        'SELECT ssn FROM cws_client WHERE client_key = ? AND superseded_import IS NULL',
      )
      .get(pairKey.split('~')[0]!)?.ssn ?? '';

  it('a field that is not masked cannot be revealed', async () => {
    const result = await opened.app.call('identifiers.reveal', {
      month,
      pairKey: await firstPair(),
      field: 'last_name',
    });
    expect(result).toMatchObject({ ok: false, error: { code: 'FIELD_NOT_MASKED' } });
  });
});
