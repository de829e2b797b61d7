import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkTarget, writeFileAtomically } from '../../src/files/atomicFile.ts';
import { temporaryFolder } from './folder.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('writeFileAtomically', () => {
  it('writes all chunks, names size and hash, and leaves no temporary file', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'list.csv');
    const written = await writeFileAtomically(path, [bytes('one,'), bytes('two')], { replace: false });
    expect(await readFile(path, 'utf8')).toBe('one,two');
    expect(written).toEqual({
      bytes: 7,
      sha256: createHash('sha256').update('one,two').digest('hex'),
    });
    expect(await readdir(folder)).toEqual(['list.csv']);
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('refuses to overwrite unless told, and leaves the old file as it was', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'list.csv');
    await writeFile(path, 'old');
    await expect(writeFileAtomically(path, [bytes('new')], { replace: false })).rejects.toMatchObject({
      code: 'FILE_EXISTS',
    });
    expect(await readFile(path, 'utf8')).toBe('old');
    await writeFileAtomically(path, [bytes('new')], { replace: true });
    expect(await readFile(path, 'utf8')).toBe('new');
    expect(await readdir(folder)).toEqual(['list.csv']);
  });

  it('keeps the old file when the content fails half way', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'list.csv');
    await writeFile(path, 'old');
    const broken = function* (): Generator<Uint8Array> {
      yield bytes('half');
      throw new Error('the source broke');
    };
    await expect(writeFileAtomically(path, broken(), { replace: true })).rejects.toThrow('the source broke');
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['list.csv']);
  });

  it('names a missing folder and a folder that cannot be written', async () => {
    const folder = await temporaryFolder();
    await expect(
      writeFileAtomically(join(folder, 'gone', 'list.csv'), [bytes('x')], { replace: false }),
    ).rejects.toMatchObject({ code: 'FOLDER_MISSING' });
    if (process.platform === 'win32' || process.getuid?.() === 0) return;
    await chmod(folder, 0o500);
    await expect(
      writeFileAtomically(join(folder, 'list.csv'), [bytes('x')], { replace: false }),
    ).rejects.toMatchObject({ code: 'NOT_WRITABLE' });
    await chmod(folder, 0o700);
  });

  it('puts no file in the place of a folder, nor of what a device file stands for', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'lists'));
    const lists = writeFileAtomically(join(folder, 'lists'), [bytes('x')], { replace: true });
    await expect(lists).rejects.toMatchObject({ code: 'NOT_A_FILE' });
    if (process.platform === 'win32') return;
    const special = join(folder, 'special');
    const server = createServer();
    await new Promise<void>((ready) => server.listen(special, ready));
    const over = writeFileAtomically(special, [bytes('x')], { replace: true });
    await expect(over).rejects.toThrow(/special is a device, not a file/);
    expect((await stat(special)).isSocket()).toBe(true);
    await expect(checkTarget(special)).rejects.toMatchObject({ code: 'NOT_A_FILE' });
    await new Promise((closed) => server.close(closed));
    expect(await readdir(folder)).toEqual(['lists']);
  });

  it('says before any work whether a file could be written', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'list.csv'), 'old');
    await checkTarget(join(folder, 'list.csv'));
    await checkTarget(join(folder, 'new.csv'));
    for (const path of ['gone/new.csv', 'list.csv/new.csv'])
      await expect(checkTarget(join(folder, path))).rejects.toMatchObject({ code: 'FOLDER_MISSING' });
    await expect(checkTarget(join(folder, 'con.csv'))).rejects.toMatchObject({ code: 'BAD_FILE_NAME' });
    expect(await readdir(folder)).toEqual(['list.csv']);
    expect(await readFile(join(folder, 'list.csv'), 'utf8')).toBe('old');
  });

  it.each(['con.csv', 'LPT1', 'com¹.xlsx', 'a:b.csv', 'list.', ''])(
    'refuses %j, which Windows cannot keep',
    async (name) => {
      const folder = await temporaryFolder();
      await expect(
        writeFileAtomically(`${folder}/${name === '' ? '..' : name}`, [bytes('x')], { replace: true }),
      ).rejects.toMatchObject({ code: 'BAD_FILE_NAME' });
      expect(await readdir(folder)).toEqual([]);
    },
  );
});
