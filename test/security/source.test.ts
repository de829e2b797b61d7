import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, sourceFiles } from '../architecture/imports.ts';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const product = [...sourceFiles('src'), ...sourceFiles('electron'), ...sourceFiles('renderer')];
const holding = (pattern: RegExp): readonly string[] => product.filter((file) => pattern.test(read(file)));

describe('the source', () => {
  it('opens one window, in one place', () => {
    expect(holding(/new (electron\.)?BrowserWindow/)).toEqual(['electron/main.ts']);
    expect(read('electron/main.ts').match(/new (electron\.)?BrowserWindow/g)).toHaveLength(1);
    expect(holding(/\b(BrowserView|WebContentsView|<webview)\b/)).toEqual([]);
  });

  it('hands nothing to another program: no openExternal, openPath, showItemInFolder', () => {
    expect(holding(/\b(openExternal|openPath|showItemInFolder|writeShortcutLink)\b/)).toEqual([]);
  });

  it('neither updates nor reports itself', () => {
    expect(holding(/\b(autoUpdater|electron-updater|crashReporter|contentTracing|netLog)\b/)).toEqual([]);
  });

  it('reaches for the network only where the loopback host and its client are', () => {
    const modules = /from 'node:(http|https|http2|net|tls|dns|dgram|inspector)(\/\w+)?'/;
    expect(holding(modules)).toEqual(
      expect.toSatisfy((files: string[]) =>
        files.every((file) => file.startsWith('src/host/') || file === 'electron/shell/networkGuard.ts'),
      ),
    );
    const calls =
      /\b(fetch\(|new (WebSocket|EventSource|XMLHttpRequest|WebTransport|RTCPeerConnection)\b|sendBeacon)/;
    expect(holding(calls).filter((file) => !file.startsWith('renderer/api/'))).toEqual([]);
  });

  it('makes no code out of text', () => {
    expect(
      holding(/\beval\(|new Function\(|dangerouslySetInnerHTML|\.innerHTML\s*=|insertAdjacentHTML/),
    ).toEqual([]);
  });

  it('keeps the composition small', () => {
    expect(read('electron/main.ts').split('\n').length).toBeLessThan(80);
  });
});

interface Lockfile {
  readonly packages: Readonly<
    Record<string, { version?: string; resolved?: string; integrity?: string; link?: boolean }>
  >;
}

describe('the packages', () => {
  const manifest = JSON.parse(read('package.json')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >;
  const lockfile = JSON.parse(read('package-lock.json')) as Lockfile;

  it('are named by exact versions', () => {
    const wanted = { ...manifest.dependencies, ...manifest.devDependencies };
    const loose = Object.entries(wanted).filter(
      ([, version]) => !/^(\d+\.\d+\.\d+|file:build\/\w+)$/.test(version),
    );
    expect(loose).toEqual([]);
  });

  it('are all locked by content, from the registry alone', () => {
    const foreign = Object.entries(lockfile.packages).filter(
      ([path, entry]) =>
        path.includes('node_modules/') &&
        entry.link !== true &&
        (!(entry.integrity ?? '').startsWith('sha512-') || /^(git|http:|file:)/.test(entry.resolved ?? '')),
    );
    expect(foreign.map(([path]) => path)).toEqual([]);
  });
});
