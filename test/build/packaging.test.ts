import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { Arch, build, Platform } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fuses, packaging } from '../../build/electron-builder.config.ts';
import { linuxStub, windowsStub } from './electronStub.ts';

const root = join(import.meta.dirname, '..', '..');
const require = createRequire(import.meta.url);
const work = mkdtempSync(join(tmpdir(), 'linkdesk-pack-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** A fuse is known by its place on the wire. */
const fusePlaces = Object.values(FuseV1Options).filter((place) => typeof place === 'number');

describe('the configuration', () => {
  it.each(['win32', 'linux', 'darwin'] as const)(
    'for %s is one that electron-builder accepts',
    async (platform) => {
      const builder = dirname(dirname(require.resolve('electron-builder')));
      const fromBuilder = createRequire(join(builder, 'package.json'));
      const { validateConfiguration } = fromBuilder('app-builder-lib/out/util/config/config.js') as {
        validateConfiguration(config: object, log: { isEnabled: boolean }): Promise<void>;
      };
      await expect(validateConfiguration(packaging(platform), { isEnabled: false })).resolves.toBeUndefined();
      await expect(
        validateConfiguration({ ...packaging(platform), unknown: true }, { isEnabled: false }),
      ).rejects.toThrow(/unknown/);
    },
  );

  it('installs for the whole machine, as MSI and NSIS, and never updates itself', () => {
    const { win, msi, nsis, publish, npmRebuild } = packaging('win32');
    expect(win?.target).toEqual([
      { target: 'msi', arch: ['x64'] },
      { target: 'nsis', arch: ['x64'] },
    ]);
    expect(msi?.perMachine).toBe(true);
    expect(msi?.upgradeCode).toMatch(/^\{[0-9A-F-]{36}\}$/);
    expect(nsis).toMatchObject({ perMachine: true, oneClick: false });
    expect(publish).toBeNull();
    expect(npmRebuild).toBe(false);
  });

  it('says in the name of the file that nobody has signed it', () => {
    expect(packaging('win32').artifactName).toContain('-UNSIGNED');
  });

  it('decides about every fuse that Electron has', () => {
    expect(fusePlaces.length).toBeGreaterThan(8);
    for (const place of fusePlaces) expect([place, typeof fuses[place]]).toEqual([place, 'boolean']);
    expect(fuses.strictlyRequireAllFuses).toBe(true);
  });
});

const driver = 'node_modules/better-sqlite3-multiple-ciphers';

/** Every path that the archive may hold. What is not here is a leak of sources, tests, settings or other systems. */
const allowed = [
  /^(build|build\/out|node_modules)$/,
  /^(package\.json|LICENSE)$/,
  /^build\/out\/main(\/(main|engine|\w+Worker|[\w-]+-[\w-]{8})\.js)?$/,
  /^build\/out\/preload(\/preload\.cjs)?$/,
  /^build\/out\/renderer(\/index\.html|\/icon\.svg|\/assets|\/assets\/[\w.-]+\.(js|css|woff2|svg))?$/,
  new RegExp(`^${driver}(/LICENSE|/package\\.json|/prebuilds|/prebuilds/(linux|win32)-x64\\.node)?$`),
  new RegExp(
    `^${driver}/lib(/(binding|database|index|sqlite-error|util)\\.js|/methods|/methods/\\w+\\.js)?$`,
  ),
];

/** A repository with everything in it that must stay out of the program. */
function stage(): string {
  const project = join(work, 'project');
  const files: Record<string, string> = {
    'build/out/main/main.js': 'export {};',
    'build/out/main/engine.js': 'export {};',
    'build/out/main/main.js.map': '{}',
    'build/out/preload/preload.cjs': '',
    'build/out/renderer/index.html': '<!doctype html>',
    'build/out/renderer/assets/index-1a2b3c4d.js': '',
    'build/out/bench.md': '',
    'build/release/old.exe': '',
    'build/tasks.mjs': '',
    '.env': 'SECRET=1',
    '.npmrc': '',
    'electron/main.ts': '',
    'src/host/loopbackHost.ts': '',
    'test/host/loopbackHost.test.ts': '',
    'demo-county/persons.csv': 'NAME',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, name)), { recursive: true });
    writeFileSync(join(project, name), text);
  }
  for (const name of ['package.json', 'package-lock.json', 'LICENSE'])
    copyFileSync(join(root, name), join(project, name));
  cpSync(join(root, 'build', 'resources'), join(project, 'build', 'resources'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
  return project;
}

describe.each([
  ['linux', Platform.LINUX, linuxStub, 'linux-unpacked', 'linkdesk', 'linux-x64.node'],
  ['win32', Platform.WINDOWS, windowsStub, 'win-unpacked', 'Linkdesk.exe', 'win32-x64.node'],
] as const)('packed for %s around a stub of Electron', (platform, target, stub, folder, program, native) => {
  const unpacked = join(work, platform, folder);
  const archive = join(unpacked, 'resources', 'app.asar');

  beforeAll(async () => {
    const project = existsSync(join(work, 'project')) ? join(work, 'project') : stage();
    const config = packaging(platform);
    await build({
      projectDir: project,
      targets: target.createTarget('dir', Arch.x64),
      publish: 'never',
      config: {
        ...config,
        electronDist: stub(join(work, `${platform}-electron`)),
        directories: { ...config.directories, output: join(work, platform) },
      },
    });
  }, 120_000);

  it('holds what the program needs, and nothing else', () => {
    const names = listPackage(archive, { isPack: false }).map((name) => name.replaceAll('\\', '/').slice(1));
    expect(names.filter((name) => !allowed.some((pattern) => pattern.test(name)))).toEqual([]);
    expect(names).toEqual(
      expect.arrayContaining([
        'package.json',
        'build/out/main/main.js',
        'build/out/main/engine.js',
        'build/out/preload/preload.cjs',
        'build/out/renderer/index.html',
        `${driver}/lib/index.js`,
        `${driver}/prebuilds/${native}`,
      ]),
    );
    const prebuilds = names.filter((name) => name.endsWith('.node'));
    expect(prebuilds).toEqual([`${driver}/prebuilds/${native}`]);
  });

  it('has the driver’s native part outside the archive, byte for byte', () => {
    const packed = readFileSync(join(`${archive}.unpacked`, driver, 'prebuilds', native));
    expect(packed.equals(readFileSync(join(root, driver, 'prebuilds', native)))).toBe(true);
  });

  it('starts at the main script and has no development part', () => {
    const manifest = JSON.parse(extractFile(archive, 'package.json').toString('utf8')) as Record<
      string,
      unknown
    >;
    expect(manifest['main']).toBe('build/out/main/main.js');
    expect(manifest['devDependencies']).toBeUndefined();
    expect(manifest['scripts']).toBeUndefined();
  });

  it('has every fuse as decided', async () => {
    const wire = await getCurrentFuseWire(join(unpacked, program));
    for (const place of fusePlaces) {
      expect([place, wire[place]]).toEqual([place, fuses[place] ? FuseState.ENABLE : FuseState.DISABLE]);
    }
  });

  it('brings one language of Chromium', () => {
    expect(existsSync(join(unpacked, 'locales', 'en-US.pak'))).toBe(true);
    expect(existsSync(join(unpacked, 'locales', 'de.pak'))).toBe(false);
  });
});
