import { describe, expect, it } from 'vitest';
import { startEngine } from '../../electron/shell/engineProcess.ts';
import type { ApiEvent } from '../../src/app/contract/contract.ts';
import { forgedChild } from './forgedElectron.ts';

function engineWith(patience?: number) {
  const children: ReturnType<typeof forgedChild>[] = [];
  const events: ApiEvent[] = [];
  const engine = startEngine({
    fork() {
      const child = forgedChild();
      children.push(child);
      return child;
    },
    onEvent: (event) => events.push(event),
    ...(patience === undefined ? {} : { patience }),
  });
  return { engine, children, events };
}

/** Lets what was promised happen. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('the engine process', () => {
  it('answers each call with its own answer, in any order', async () => {
    const { engine, children } = engineWith();
    const first = engine.call('month.overview', { month: '2026-10' });
    const second = engine.grantFolder('/data/October');
    await settle();
    expect(children[0]!.sent).toEqual([
      { kind: 'call', id: 1, method: 'month.overview', input: { month: '2026-10' } },
      { kind: 'grant', id: 2, folder: '/data/October' },
    ]);
    children[0]!.say({ kind: 'answer', id: 2, result: { ok: true, value: 'grant' } });
    children[0]!.say({ kind: 'answer', id: 1, result: { ok: true, value: 'overview' } });
    children[0]!.say({ kind: 'answer', id: 99, result: { ok: true, value: 'nobody asked' } });
    expect(await first).toEqual({ ok: true, value: 'overview' });
    expect(await second).toEqual({ ok: true, value: 'grant' });
  });

  it('passes events on', () => {
    const { children, events } = engineWith();
    children[0]!.say({ kind: 'event', event: { type: 'changed', topics: ['lists'] } });
    expect(events).toEqual([{ type: 'changed', topics: ['lists'] }]);
  });

  it('when it dies, waiting calls end with SERVICE_STOPPED and a new one starts, locked', async () => {
    const { engine, children, events } = engineWith();
    const call = engine.call('match.start', {});
    await settle();
    children[0]!.exit();
    expect(await call).toMatchObject({ ok: false, error: { code: 'SERVICE_STOPPED' } });
    expect(events).toEqual([{ type: 'locked' }]);
    expect(children).toHaveLength(2);
    void engine.call('project.state', {});
    await settle();
    expect(children[1]!.sent).toHaveLength(1);
  });

  it('is started again three times and no more', async () => {
    const { engine, children } = engineWith();
    for (let death = 0; death < 4; death += 1) children.at(-1)!.exit();
    expect(children).toHaveLength(4);
    expect(await engine.call('project.state', {})).toMatchObject({ error: { code: 'SERVICE_STOPPED' } });
  });

  it('a lock ends the process; calls under way are LOCKED, later ones wait for the new one', async () => {
    const { engine, children, events } = engineWith();
    const running = engine.call('match.start', {});
    await settle();
    const restarted = engine.restart();
    const again = engine.restart();
    const later = engine.call('project.state', {});
    expect(children[0]!.sent.at(-1)).toEqual({ kind: 'close' });
    expect(children).toHaveLength(1);
    children[0]!.exit();
    await Promise.all([restarted, again]);
    expect(await running).toMatchObject({ ok: false, error: { code: 'LOCKED' } });
    expect(children).toHaveLength(2);
    expect(events).toEqual([]);
    await settle();
    children[1]!.say({ kind: 'answer', id: 2, result: { ok: true, value: { locked: true } } });
    expect(await later).toEqual({ ok: true, value: { locked: true } });
  });

  it('locks do not count as deaths', async () => {
    const { engine, children } = engineWith();
    for (let lock = 0; lock < 6; lock += 1) {
      const restarted = engine.restart();
      children.at(-1)!.exit();
      await restarted;
    }
    expect(children).toHaveLength(7);
  });

  it('is killed when it does not close in time', async () => {
    const { engine, children } = engineWith(5);
    await engine.restart();
    expect(children[0]!.killed).toBe(true);
    expect(children).toHaveLength(2);
  });

  it('stops for good', async () => {
    const { engine, children } = engineWith();
    const stopped = engine.stop();
    children[0]!.exit();
    await stopped;
    expect(children).toHaveLength(1);
    expect(await engine.call('project.state', {})).toMatchObject({ error: { code: 'SERVICE_STOPPED' } });
  });

  it('stops for good while a lock is under way', async () => {
    const { engine, children } = engineWith();
    const restarted = engine.restart();
    const stopped = engine.stop();
    children[0]!.exit();
    await Promise.all([restarted, stopped]);
    expect(children).toHaveLength(1);
  });
});
