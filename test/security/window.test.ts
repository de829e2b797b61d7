import { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import { afterAll, describe, expect, it } from 'vitest';
import { bringToFront, openWindow, webPreferences } from '../../electron/shell/window.ts';

const folder = mkdtempSync(join(tmpdir(), 'linkdesk-place-'));
const placeFile = join(folder, 'window.json');
afterAll(() => rmSync(folder, { recursive: true }));

function opened(contentProtection: boolean) {
  const done: unknown[] = [];
  let options: BrowserWindowConstructorOptions = {};
  const window = Object.assign(new EventEmitter(), {
    webContents: new EventEmitter(),
    setContentProtection: (on: boolean) => done.push(['protect', on]),
    maximize: () => done.push(['maximize']),
    show: () => done.push(['show']),
    getNormalBounds: () => ({ x: 10, y: 20, width: 1300, height: 900 }),
    isMaximized: () => true,
    isMinimized: () => true,
    restore: () => done.push(['restore']),
    focus: () => done.push(['focus']),
    async loadURL(url: string) {
      done.push(['load', url]);
    },
  });
  const result = openWindow({
    create(given) {
      options = given;
      return window as unknown as BrowserWindow;
    },
    preload: '/program/preload.cjs',
    placeFile,
    screens: [{ x: 0, y: 0, width: 1920, height: 1080 }],
    contentProtection,
    onGone: () => done.push(['gone']),
  });
  return { options, done, window, result };
}

describe('the window', () => {
  it('has exactly these preferences', () => {
    expect(opened(true).options.webPreferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: false,
      partition: 'linkdesk',
      preload: '/program/preload.cjs',
    });
    expect(Object.isFrozen(webPreferences)).toBe(true);
    expect(webPreferences.partition.startsWith('persist:')).toBe(false);
  });

  it('loads the start page, and is shown when it has something to show', () => {
    const { done, window, options } = opened(false);
    expect(options.show).toBe(false);
    expect(done).toEqual([['load', 'app://linkdesk/']]);
    window.emit('ready-to-show');
    expect(done.at(-1)).toEqual(['show']);
  });

  it('is hidden from screenshots when the policy asks', () => {
    expect(opened(true).done).toContainEqual(['protect', true]);
    expect(opened(false).done).not.toContainEqual(['protect', true]);
  });

  it('remembers its place, and nothing else', () => {
    opened(false).window.emit('close');
    expect(JSON.parse(readFileSync(placeFile, 'utf8'))).toEqual({
      bounds: { x: 10, y: 20, width: 1300, height: 900 },
      maximized: true,
    });
    const again = opened(false);
    expect(again.options).toMatchObject({ x: 10, y: 20, width: 1300, height: 900 });
    expect(again.done).toContainEqual(['maximize']);
  });

  it('tells when its page has died', () => {
    const { window, done } = opened(false);
    window.webContents.emit('render-process-gone');
    expect(done).toContainEqual(['gone']);
  });

  it('comes to the front', () => {
    const { result, done } = opened(false);
    bringToFront(result);
    bringToFront(undefined);
    expect(done.slice(-2)).toEqual([['restore'], ['focus']]);
  });
});
