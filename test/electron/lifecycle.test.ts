import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { quitCleanly } from '../../electron/shell/lifecycle.ts';
import { menuTemplate } from '../../electron/shell/menu.ts';
import { forgedEvent } from './forgedElectron.ts';

describe('quitting', () => {
  function quitting() {
    const done: string[] = [];
    let finish = () => {};
    const app = Object.assign(new EventEmitter(), { quit: () => done.push('quit') });
    quitCleanly(app, () => {
      done.push('stop');
      return new Promise((resolve) => {
        finish = resolve;
      });
    });
    return { app, done, finish: () => finish() };
  }

  it('waits until the store is closed, however often it is asked', async () => {
    const { app, done, finish } = quitting();
    const first = forgedEvent({});
    const second = forgedEvent({});
    app.emit('before-quit', first);
    app.emit('before-quit', second);
    expect([first.prevented, second.prevented]).toEqual([true, true]);
    expect(done).toEqual(['stop']);
    finish();
    await expect.poll(() => done, { timeout: 20_000 }).toEqual(['stop', 'quit']);
    const last = forgedEvent({});
    app.emit('before-quit', last);
    expect(last.prevented).toBe(false);
  });

  it('comes with the last window', () => {
    const { app, done } = quitting();
    app.emit('window-all-closed');
    expect(done).toEqual(['quit']);
  });
});

describe('the menu', () => {
  const items = menuTemplate(() => {}).flatMap((menu) => (Array.isArray(menu.submenu) ? menu.submenu : []));

  it('offers lock, zoom and editing', () => {
    const roles = items.map((item) => item.role).filter((role) => role !== undefined);
    expect(roles).toEqual(
      expect.arrayContaining(['quit', 'copy', 'paste', 'zoomIn', 'zoomOut', 'resetZoom', 'togglefullscreen']),
    );
    expect(items.some((item) => item.accelerator === 'CmdOrCtrl+L')).toBe(true);
  });

  it('offers no reload, no developer tools and no way out', () => {
    const roles = items.map((item) => String(item.role).toLowerCase());
    for (const role of ['reload', 'forcereload', 'toggledevtools', 'help', 'about']) {
      expect(roles).not.toContain(role);
    }
  });
});
