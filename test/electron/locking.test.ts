import { EventEmitter } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { autoLock } from '../../electron/shell/autoLock.ts';
import { createProjectLock } from '../../electron/shell/projectLock.ts';

function lockable() {
  const done: string[] = [];
  const lock = createProjectLock({
    engine: {
      async call(method) {
        done.push(method);
        return method === 'test.fails'
          ? { ok: false, error: { code: 'WRONG_PASSPHRASE', message: '', ref: '' } }
          : { ok: true, value: method };
      },
      async restart() {
        done.push('restart');
      },
    },
    reload: () => done.push('reload'),
    clearClipboard: () => done.push('clipboard'),
  });
  return { lock, done };
}

describe('locking', () => {
  it('empties the clipboard, loads the page again and ends the engine', async () => {
    const { lock, done } = lockable();
    await lock.call('project.unlock', {});
    await lock.lock();
    expect(done).toEqual(['project.unlock', 'clipboard', 'reload', 'restart']);
  });

  it('by the person ends the engine too, and answers with the new state', async () => {
    const { lock, done } = lockable();
    await lock.call('project.unlock', {});
    expect(await lock.call('project.lock', {})).toEqual({ ok: true, value: 'project.state' });
    expect(done.slice(-2)).toEqual(['restart', 'project.state']);
    expect(done).not.toContain('project.lock');
  });

  it('does nothing to a project that is shut, so that an idle desk is not disturbed again and again', async () => {
    const { lock, done } = lockable();
    await lock.lock();
    await lock.call('project.unlock', {});
    await lock.lock();
    await lock.lock();
    expect(done.filter((step) => step === 'restart')).toHaveLength(1);
  });
});

describe('auto-lock', () => {
  afterEach(() => void vi.useRealTimers());

  function watched(idleMinutes: number) {
    vi.useFakeTimers();
    const power = Object.assign(new EventEmitter(), { idle: 0, getSystemIdleTime: () => power.idle });
    let locks = 0;
    const stop = autoLock(power, idleMinutes, () => {
      locks += 1;
    });
    return { power, stop, locks: () => locks };
  }

  it.each(['lock-screen', 'suspend'])('locks on %s', (event) => {
    const { power, locks, stop } = watched(10);
    power.emit(event);
    expect(locks()).toBe(1);
    stop();
  });

  it('locks after the minutes of the policy, and not before', () => {
    const { power, locks, stop } = watched(10);
    power.idle = 599;
    vi.advanceTimersByTime(60_000);
    expect(locks()).toBe(0);
    power.idle = 600;
    vi.advanceTimersByTime(15_000);
    expect(locks()).toBe(1);
    stop();
    vi.advanceTimersByTime(60_000);
    expect(locks()).toBe(1);
  });
});
