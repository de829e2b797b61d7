import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeProject, createProject, openProject } from '../../src/app/project.ts';

const at = '2026-11-05T10:00:00.000Z';
const keyCost = { N: 1024, r: 8, p: 1 };
let folder = '';

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'linkdesk-project-'));
  await createProject(folder, 'correct horse battery', {
    name: 'Demo',
    county: 'San Luis Obispo',
    synthetic: true,
    at,
    keyCost,
  });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const actions = (store: Awaited<ReturnType<typeof openProject>>) =>
  store.db
    .prepare<[], { action: string }>('SELECT action FROM audit_event ORDER BY seq')
    .all()
    .map((row) => row.action);

describe('a project', () => {
  it('opens with its passphrase and writes down who opened and closed it', async () => {
    const first = await openProject(folder, 'correct horse battery', 'A. Analyst', at);
    closeProject(first, at);
    const second = await openProject(folder, 'correct horse battery', 'A. Analyst', at);
    expect(actions(second)).toEqual(['unlocked', 'locked', 'unlocked']);
    expect(second.identity).toMatchObject({ county: 'San Luis Obispo', synthetic: true });
    closeProject(second, at);
  });

  it('says that the passphrase is wrong, leaves the store as it is, and logs the attempt later', async () => {
    const before = readFileSync(join(folder, 'linkdesk.store'));
    await expect(openProject(folder, 'wrong horse', 'A. Analyst', at)).rejects.toMatchObject({
      code: 'WRONG_PASSPHRASE',
    });
    expect(readFileSync(join(folder, 'linkdesk.store')).equals(before)).toBe(true);
    const store = await openProject(folder, 'correct horse battery', 'A. Analyst', at);
    expect(actions(store)).toEqual(['unlock_failed', 'unlocked']);
    closeProject(store, at);
  });

  it('opens with the printed recovery key too', async () => {
    const other = mkdtempSync(join(tmpdir(), 'linkdesk-project-'));
    const { recoveryKey } = await createProject(other, 'correct horse battery', {
      name: 'Demo',
      county: 'Orange',
      synthetic: true,
      at,
      keyCost,
    });
    const store = await openProject(other, recoveryKey, 'Security officer', at);
    closeProject(store, at);
    rmSync(other, { recursive: true });
  });

  it('notices a store that was put back to an older state', async () => {
    const old = readFileSync(join(folder, 'linkdesk.store'));
    closeProject(await openProject(folder, 'correct horse battery', 'A. Analyst', at), at);
    writeFileSync(join(folder, 'linkdesk.store'), old);
    await expect(openProject(folder, 'correct horse battery', 'A. Analyst', at)).rejects.toMatchObject({
      code: 'AUDIT_BROKEN',
    });
  });

  it('says that a damaged store is damaged and leaves it untouched', async () => {
    const file = join(folder, 'linkdesk.store');
    const bytes = readFileSync(file);
    bytes[5000] = bytes[5000]! ^ 0xff;
    writeFileSync(file, bytes);
    await expect(openProject(folder, 'correct horse battery', 'A. Analyst', at)).rejects.toMatchObject({
      code: 'STORE_DAMAGED',
    });
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });
});
