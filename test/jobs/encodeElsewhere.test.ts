import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeFile, encodeRightFile, type FileToEncode } from '../../src/app/encodeFile.ts';
import { encodeOnThread } from '../../src/jobs/encodeElsewhere.ts';
import { RecordBuilder } from '../../src/linkage/encode/recordBuilder.ts';
import { parseRoleMap, recordFields } from '../../src/linkage/roles/roleMap.ts';
import { CLEAN, peopleRoles, writeTwoFiles } from '../bench/madeUpPeople.ts';

let folder: string;
const roles = parseRoleMap(JSON.stringify(peopleRoles));
const fields = recordFields(roles);
const fileOf = (side: 'left' | 'right'): FileToEncode => ({
  file: join(folder, `${side}.csv`),
  side,
  roles: roles[side],
  fields,
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linkdesk-encode-'));
  await writeTwoFiles(
    { left: join(folder, 'left.csv'), right: join(folder, 'right.csv') },
    { left: 300, right: 400, shared: 200 },
    CLEAN,
    5,
  );
});
afterAll(() => rm(folder, { recursive: true }));

describe('a file encoded on a thread of its own', () => {
  it('gives the records that reading row by row gives, number for number', async () => {
    const inTurn = new RecordBuilder(fields, 'link');
    await encodeFile(inTurn, fileOf('left'), () => {});
    inTurn.startRight();
    await encodeFile(inTurn, fileOf('right'), () => {});
    const apart = new RecordBuilder(fields, 'link');
    await encodeFile(apart, fileOf('left'), () => {});
    apart.appendRight((await encodeOnThread(fileOf('right'))).part);
    expect(apart.finish()).toEqual(inTurn.finish());
  });

  it('gives what this thread would give', async () => {
    expect(await encodeOnThread(fileOf('right'))).toEqual(await encodeRightFile(fileOf('right'), () => {}));
  });

  it('brings a failure with its code and sentence', async () => {
    const file = join(folder, 'twice.csv');
    const header = Object.keys(peopleRoles.columns).join(',');
    await writeFile(file, `id,${header}\nR1,Ana,Ruiz,2001-02-03,F,,,,\nR1,Eva,Ruiz,2001-02-03,F,,,,\n`);
    const broken = { ...fileOf('right'), file };
    await expect(encodeOnThread(broken)).rejects.toMatchObject({
      code: 'RECORD_ID_REPEATED',
      message: expect.stringContaining('Line 3 of twice.csv') as string,
    });
  });

  it('stops when it is cancelled', async () => {
    const stop = new AbortController();
    const reading = encodeOnThread(fileOf('right'), stop.signal);
    stop.abort(new Error('cancelled'));
    await expect(reading).rejects.toThrow('cancelled');
  });
});
