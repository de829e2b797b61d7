import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findElectron } from '../../src/host/findElectron.ts';
import { startWindow } from '../../src/host/startWindow.ts';
import { handMadeApp } from './handMadeApp.ts';

const root = mkdtempSync(join(tmpdir(), 'linkdesk-start-'));
afterAll(() => rmSync(root, { recursive: true }));
mkdirSync(join(root, 'build', 'out', 'renderer'), { recursive: true });
writeFileSync(join(root, 'build', 'out', 'renderer', 'index.html'), '<!doctype html>');

describe('starting in a browser', () => {
  it('prints the address, serves the demo, and ends cleanly on Ctrl+C', async () => {
    const lines: string[] = [];
    const steps: string[] = [];
    const app = { ...handMadeApp(), close: async () => void steps.push('closed') };
    const ended = startWindow({
      root,
      project: join(root, 'demo'),
      extracts: () => root,
      passphrase: 'demo county',
      prepareDemo: async () => void steps.push('prepared'),
      openDemo: async () => {
        steps.push('opened');
        return app;
      },
      browserOnly: true,
      openBrowser: false,
      say: (line) => lines.push(line),
    });
    await expect.poll(() => lines.length, { timeout: 20_000 }).toBe(3);
    const url = new URL(/http:\S+/.exec(lines[1]!)![0]);
    expect((await fetch(url)).status).toBe(200);
    const picked = await fetch(`${url.origin}/api/pick-folder`, {
      method: 'POST',
      headers: { 'x-linkdesk-token': url.hash.slice('#token='.length) },
    });
    expect(await picked.json()).toEqual({
      grant: expect.stringMatching(/^\w{32}$/) as string,
      name: expect.any(String) as string,
    });
    process.emit('SIGINT');
    expect(await ended).toBe(0);
    expect(steps).toEqual(['prepared', 'opened', 'closed']);
    await expect(fetch(url)).rejects.toThrow();
  });

  it('stops making the demo on Ctrl+C, and opens nothing', async () => {
    const lines: string[] = [];
    const started = startWindow({
      root,
      project: root,
      extracts: () => root,
      passphrase: 'demo county',
      prepareDemo: (signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error));
        }),
      openDemo: async () => expect.unreachable(),
      browserOnly: true,
      openBrowser: false,
      say: (line) => lines.push(line),
    });
    process.emit('SIGINT');
    await expect(started).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(lines).toEqual([]);
  });

  it('closes the demo when the host cannot be started', async () => {
    let closed = false;
    const start = startWindow({
      root: join(root, 'elsewhere'),
      project: root,
      extracts: () => root,
      passphrase: 'demo county',
      prepareDemo: async () => {},
      openDemo: async () => ({
        ...handMadeApp(),
        close: async () => {
          closed = true;
        },
      }),
      browserOnly: true,
      openBrowser: false,
      say: () => {},
    });
    await expect(start).rejects.toMatchObject({ code: 'RENDERER_NOT_BUILT' });
    expect(closed).toBe(true);
  });
});

describe('Electron’s binary', () => {
  it('is found where it lies, and never fetched', () => {
    expect(findElectron(root, {})).toBeUndefined();
    const electron = join(root, 'node_modules', 'electron');
    mkdirSync(join(electron, 'dist'), { recursive: true });
    writeFileSync(join(electron, 'path.txt'), 'electron-binary');
    expect(findElectron(root, {})).toBeUndefined();
    writeFileSync(join(electron, 'dist', 'electron-binary'), '');
    expect(findElectron(root, {})).toBe(join(electron, 'dist', 'electron-binary'));
    expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: '' })).toBe(
      join(electron, 'dist', 'electron-binary'),
    );
    expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: join(root, 'none') })).toBeUndefined();
    writeFileSync(join(root, 'electron-binary'), '');
    expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: root })).toBe(join(root, 'electron-binary'));
  });
});
