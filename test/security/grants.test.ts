import { mkdirSync, mkdtempSync, realpathSync, rmdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { pickExtractFolder } from '../../electron/shell/dialogs.ts';
import { createFolderGrants } from '../../src/host/folderGrants.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'linkdesk-grant-')));
afterAll(() => rmSync(folder, { recursive: true }));
const code = (wanted: string) => expect.objectContaining({ code: wanted }) as Error;

describe('a folder grant', () => {
  it('tells the window a name and no path, and is good once', () => {
    const grants = createFolderGrants();
    mkdirSync(join(folder, 'October'));
    const { grant, name } = grants.issue(join(folder, 'October'));
    expect(name).toBe('October');
    expect(grant).toMatch(/^[0-9a-f]{32}$/);
    expect(grants.redeem(grant)).toBe(join(folder, 'October'));
    expect(grants.redeem(grant)).toBeUndefined();
  });

  it('cannot be guessed from a path, and belongs to the process that issued it', () => {
    const grants = createFolderGrants();
    for (const guess of [folder, '', '../..', '0'.repeat(32)]) {
      expect(grants.redeem(guess)).toBeUndefined();
    }
    const { grant } = grants.issue(folder);
    expect(createFolderGrants().redeem(grant)).toBeUndefined();
  });

  it.each(['', 'relative', '\\\\?\\C:\\extracts', '\\\\.\\PhysicalDrive0', '//?/C:/extracts'])(
    'is not given for %j',
    (path) => {
      expect(() => createFolderGrants().issue(path)).toThrow(code('FOLDER_NOT_READABLE'));
    },
  );

  it('is given for folders only, by their real path', () => {
    const grants = createFolderGrants();
    writeFileSync(join(folder, 'file.csv'), '');
    expect(() => grants.issue(join(folder, 'file.csv'))).toThrow(code('FOLDER_NOT_READABLE'));
    expect(() => grants.issue(join(folder, 'gone'))).toThrow(code('FOLDER_NOT_READABLE'));
    mkdirSync(join(folder, 'real'));
    symlinkSync(join(folder, 'real'), join(folder, 'link'));
    expect(grants.redeem(grants.issue(join(folder, 'link')).grant)).toBe(join(folder, 'real'));
  });

  it('is void when the folder has become a link to another place, or has gone', () => {
    const grants = createFolderGrants();
    const place = join(folder, 'swapped');
    mkdirSync(place);
    const first = grants.issue(place);
    const second = grants.issue(place);
    rmdirSync(place);
    expect(() => grants.redeem(first.grant)).toThrow(code('FOLDER_NOT_READABLE'));
    symlinkSync(tmpdir(), place);
    expect(() => grants.redeem(second.grant)).toThrow(code('FOLDER_NOT_READABLE'));
  });
});

describe('the folder dialog', () => {
  const dialog = (canceled: boolean, filePaths: string[]) => {
    const errors: string[] = [];
    return {
      errors,
      showOpenDialog: async () => ({ canceled, filePaths }),
      showErrorBox: (_title: string, content: string) => void errors.push(content),
    };
  };

  it('gives the grant of the engine', async () => {
    const asked: string[] = [];
    const engine = {
      async grantFolder(path: string) {
        asked.push(path);
        return { ok: true as const, value: { grant: 'g', name: 'October' } };
      },
    };
    expect(await pickExtractFolder(dialog(false, ['/data/October']), engine)).toEqual({
      grant: 'g',
      name: 'October',
    });
    expect(await pickExtractFolder(dialog(true, ['/data/October']), engine)).toBeNull();
    expect(await pickExtractFolder(dialog(false, []), engine)).toBeNull();
    expect(asked).toEqual(['/data/October']);
  });

  it('says why a folder was not taken', async () => {
    const shown = dialog(false, ['/gone']);
    const error = { code: 'FOLDER_NOT_READABLE', message: 'The chosen folder cannot be read.', ref: '' };
    const engine = { grantFolder: async () => ({ ok: false as const, error }) };
    expect(await pickExtractFolder(shown, engine)).toBeNull();
    expect(shown.errors).toEqual([error.message]);
  });
});
