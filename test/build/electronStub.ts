import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
/** As electron-builder sees its own packages, whatever was hoisted. */
const requireOfBuilder = createRequire(require.resolve('electron-builder'));

/** Where Electron keeps its fuses: a sentinel, the version of the wire, its length, one character a fuse. */
const fuseWire = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('100000000'),
]);

/** As much of an unpacked Electron for Linux as electron-builder asks for, with real fuses to flip. */
export function linuxStub(folder: string): string {
  commonFiles(folder);
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.from('\x7fELF'), fuseWire]));
  chmodSync(join(folder, 'electron'), 0o755);
  return folder;
}

/** The part of the resource editor that electron-builder brings and this file uses. */
interface ResourceEditor {
  readonly NtExecutable: { createEmpty(is32Bit: boolean, isDLL: boolean): { generate(): ArrayBuffer } };
  readonly NtExecutableResource: {
    from(executable: object): { entries: object[]; outputResource(executable: object): void };
  };
  readonly Resource: {
    readonly VersionInfo: {
      createEmpty(): {
        lang: number;
        setStringValues(language: { lang: number; codepage: number }, values: Record<string, string>): void;
        outputToResourceEntries(entries: object[]): void;
      };
    };
  };
}

/** The same for Windows: a program of nothing but resources, with a version to edit and the fuses among them. */
export function windowsStub(folder: string): string {
  commonFiles(folder);
  const { NtExecutable, NtExecutableResource, Resource } = requireOfBuilder(
    requireOfBuilder.resolve('resedit', { paths: [requireOfBuilder.resolve('app-builder-lib')] }),
  ) as ResourceEditor;
  const executable = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(executable);
  const version = Resource.VersionInfo.createEmpty();
  version.lang = 1033;
  version.setStringValues({ lang: 1033, codepage: 1200 }, { FileDescription: 'Electron' });
  version.outputToResourceEntries(resources.entries);
  resources.entries.push({ type: 'FUSES', id: 1, bin: fuseWire, lang: 1033, codepage: 1200 });
  resources.outputResource(executable);
  writeFileSync(join(folder, 'electron.exe'), Buffer.from(executable.generate()));
  return folder;
}

function commonFiles(folder: string): void {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  mkdirSync(join(folder, 'resources'), { recursive: true });
  const { version } = require('electron/package.json') as { version: string };
  writeFileSync(join(folder, 'version'), version);
  for (const name of ['locales/en-US.pak', 'locales/de.pak', 'LICENSE', 'LICENSES.chromium.html']) {
    writeFileSync(join(folder, name), '');
  }
}
