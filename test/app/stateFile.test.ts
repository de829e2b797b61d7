import { mkdirSync, rmSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkFiles, matchFiles } from '../../src/app/linkFiles.ts';
import { saveModel } from '../../src/app/saveModel.ts';
import { readState, writeState } from '../../src/app/stateFile.ts';
import { matchRecords } from '../../src/jobs/link.ts';
import type { TextTable } from '../../src/linkage/encode/textTable.ts';
import type { MatchMemory } from '../../src/linkage/incremental/matchMemory.ts';
import { CLEAN, peopleRoles, writeNextMonth, writeTwoFiles } from '../bench/madeUpPeople.ts';

let folder: string;
const at = (name: string) => join(folder, name);
const month = (number: number) => ({
  left: at(`left${number}.csv`),
  right: at(`right${number}.csv`),
  roles: at('roles.json'),
});
const on = (threads: number) => ({ engine: matchRecords, threads });
/** Enough records that two threads have slices of work in a full run, and blocks are searched rather than every pair. */
const SIZES = { left: 6000, right: 8000, shared: 4000 };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linkdesk-state-'));
  await writeTwoFiles(month(1), SIZES, CLEAN, 5);
  for (const side of ['left', 'right'] as const) {
    await writeNextMonth(month(1)[side], month(2)[side], 2, side === 'left' ? 31 : 32);
    await writeNextMonth(month(2)[side], month(3)[side], 2, side === 'left' ? 41 : 42);
  }
  await writeFile(at('roles.json'), JSON.stringify(peopleRoles));
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

describe('the state from one month to the next', () => {
  it.each([1, 2])(
    'SLO-10: on %i threads, linking from the state writes the bytes of a full run by the same plan and model',
    async (threads) => {
      const state = at(`state${threads}`);
      const first = await linkFiles({ ...month(1), out: at('first.csv'), state }, on(threads));
      expect(first.since).toEqual({ kind: 'first' });
      await linkFiles({ ...month(1), out: at('plain.csv') }, on(threads));
      expect(await readFile(at('first.csv'))).toEqual(await readFile(at('plain.csv')));
      expect((await stat(state)).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600);
      for (const number of [2, 3]) {
        const kept = await readState(state);
        if (kept?.kind !== 'memory') throw new Error('no memory');
        const { plan, model } = kept.memory;
        const full = await linkFiles(
          { ...month(number), out: at('full.csv'), settings: { plan, model } },
          on(threads),
        );
        const next = await linkFiles({ ...month(number), out: at('next.csv'), state }, on(threads));
        expect(await readFile(at('next.csv'))).toEqual(await readFile(at('full.csv')));
        if (next.since?.kind !== 'carried') throw new Error('not carried');
        const { changed, unchanged, pairsCarried } = next.since;
        expect(changed).toBeGreaterThan(100);
        expect(changed + unchanged).toBe(next.records.left + next.records.right);
        expect(pairsCarried).toBeGreaterThan(3000);
        expect(next.since.read).toHaveProperty('taken');
        expect(next.pairs.compared).toBeLessThan(full.pairs.compared / 5);
      }
    },
    120_000,
  );

  it('SLO-10: the duplicates and clusters of one file too', async () => {
    const file = (number: number) => ({ left: month(number).left, roles: at('roles.json') });
    const state = at('duplicates.state');
    await linkFiles({ ...file(1), state }, on(1));
    const kept = await readState(state);
    if (kept?.kind !== 'memory') throw new Error('no memory');
    const { plan, model } = kept.memory;
    const outs = (name: string) => ({ out: at(`${name}.csv`), clusters: at(`${name}-clusters.csv`) });
    await linkFiles({ ...file(2), ...outs('full'), settings: { plan, model } }, on(1));
    const next = await linkFiles({ ...file(2), ...outs('next'), state }, on(1));
    expect(next.since?.kind).toBe('carried');
    for (const end of ['.csv', '-clusters.csv'])
      expect(await readFile(at(`next${end}`))).toEqual(await readFile(at(`full${end}`)));
  }, 60_000);

  it('compares everything by another model, and says so', async () => {
    const state = at('settings.state');
    await linkFiles({ ...month(1), state }, on(1));
    const { result } = await matchFiles({ ...month(1), state }, on(1));
    expect(result.sinceBefore?.kind).toBe('carried');
    const other = { ...result.model, lambda: result.model.lambda * 2 };
    await saveModel(at('other.json'), result.plan.comparisons, other);
    const next = await linkFiles({ ...month(2), state, model: at('other.json') }, on(1));
    expect(next.since).toMatchObject({ kind: 'full', reason: 'settings' });
  }, 60_000);
});

describe('the state file', () => {
  const small = () => ({ left: at('small.csv'), roles: at('roles.json'), out: at('small-pairs.csv') });
  beforeAll(async () => {
    const lines = (await readFile(month(1).left, 'utf8')).split('\n').slice(0, 300);
    await writeFile(at('small.csv'), `${lines.join('\n')}\n`);
  });

  it('gives back all that was written', async () => {
    const { result, kept: rows } = await matchFiles({ ...month(1), state: at('not there') }, on(1));
    await writeState(at('whole'), result.memory!);
    expect(await readState(at('whole'))).toEqual({ kind: 'memory', memory: trimmed(result.memory!) });
    await writeState(at('whole'), result.memory!, rows);
    const kept = await readState(at('whole'));
    expect(kept).toEqual({ kind: 'memory', memory: trimmed(result.memory!), rows });
    expect((await readdir(folder)).filter((name) => name.endsWith('.partial'))).toEqual([]);
  }, 60_000);

  it.each([
    ['foreign', () => Buffer.from('id,first\n1,Ana\n'.repeat(9)), 'STATE_INVALID', /not a state file/],
    ['empty', () => Buffer.alloc(0), 'STATE_INVALID', /not a state file/],
    ['cut short', (good: Buffer) => good.subarray(0, -100), 'STATE_INVALID', /damaged.*Delete it.*full/],
    ['damaged', (good: Buffer) => flipped(good), 'STATE_INVALID', /bytes have changed.*Delete it/],
    ['too new', (good: Buffer) => newer(good), 'STATE_TOO_NEW', /newer version.*name another file/],
  ])('refuses a %s file in a sentence, leaves it and writes nothing', async (_, spoil, code, words) => {
    const state = at('spoilt');
    await rm(state, { force: true });
    await linkFiles({ ...small(), state }, on(1));
    await rm(small().out);
    const bad = spoil(await readFile(state));
    await writeFile(state, bad);
    const run = linkFiles({ ...small(), state }, on(1));
    await expect(run).rejects.toMatchObject({ code });
    await expect(run).rejects.toThrow(words);
    expect(await readFile(state)).toEqual(bad);
    await expect(stat(small().out)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('of another version of Linkdesk is replaced after a full run', async () => {
    const state = at('older');
    await linkFiles({ ...small(), state }, on(1));
    const older = await readFile(state);
    older[older.indexOf('"engine":') + '"engine":'.length] = 48;
    older.writeUInt32LE(crc32(older.subarray(0, -4)), older.length - 4);
    await writeFile(state, older);
    const run = await linkFiles({ ...small(), state }, on(1));
    expect(run.since).toEqual({ kind: 'full', reason: 'version' });
    const again = await linkFiles({ ...small(), state }, on(1));
    expect(again.since).toMatchObject({ kind: 'carried', changed: 0 });
    const format = await readFile(state);
    format.writeUInt32LE(1, 8);
    await writeFile(state, format);
    expect((await linkFiles({ ...small(), state }, on(1))).since).toEqual({
      kind: 'full',
      reason: 'version',
    });
  });

  it('is left as it was when the run is cancelled while the state is being written', async () => {
    const state = at('cancelled.state');
    await linkFiles({ ...small(), state }, on(1));
    const before = await readFile(state);
    const stop = new AbortController();
    const progress = (label: string): void => {
      if (label === 'Planning') stop.abort(new Error('stopped'));
    };
    const run = linkFiles({ ...month(1), state }, { ...on(1), progress, signal: stop.signal });
    await expect(run).rejects.toThrow('stopped');
    expect(await readFile(state)).toEqual(before);
    expect((await readdir(folder)).filter((name) => name.endsWith('.partial'))).toEqual([]);
    const going = vanishing('gone before the state', 'Reading');
    const stopped = (label: string): void => {
      going.progress(label);
      progress(label);
    };
    const unwritten = linkFiles(
      { ...month(1), state: going.file },
      { ...on(1), progress: stopped, signal: stop.signal },
    );
    await expect(unwritten).rejects.toThrow('stopped');
    const gone = vanishing('gone too', 'Reading');
    const lost = linkFiles({ ...small(), state: gone.file }, { ...on(1), progress: gone.progress });
    await expect(lost).rejects.toMatchObject({ code: 'FOLDER_MISSING' });
  }, 60_000);

  it('is left as it was when the results cannot be written', async () => {
    const state = at('kept.state');
    await linkFiles({ ...small(), state }, on(1));
    const before = await readFile(state);
    const { file: out, progress } = vanishing('gone before the pairs', 'Deciding');
    const run = linkFiles({ ...small(), out, state }, { ...on(1), progress });
    await expect(run).rejects.toMatchObject({ code: 'FOLDER_MISSING' });
    expect(await readFile(state)).toEqual(before);
    expect((await readdir(folder)).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });
});

/** A file in a folder that goes away when a run comes to a step. */
function vanishing(name: string, step: string) {
  mkdirSync(at(name));
  const progress = (label: string): void => {
    if (label.startsWith(step)) rmSync(at(name), { recursive: true, force: true });
  };
  return { file: at(join(name, 'file')), progress };
}

/** A memory with its texts cut to what is used, as files hold them. */
const trimmed = (memory: MatchMemory): MatchMemory => {
  const cut = ({ size, bytes, starts }: TextTable): TextTable => ({
    size,
    bytes: bytes.subarray(0, starts[size]),
    starts: starts.subarray(0, size + 1),
  });
  return { ...memory, ids: [cut(memory.ids[0]), cut(memory.ids[1])] };
};

function flipped(good: Buffer): Buffer {
  const bad = Buffer.from(good);
  const middle = Math.floor(bad.length / 2);
  bad[middle] = bad[middle]! ^ 1;
  return bad;
}

function newer(good: Buffer): Buffer {
  const bad = Buffer.from(good);
  bad.writeUInt32LE(99, 8);
  return bad;
}
