import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CLEAN, peopleRoles, writeTwoFiles } from './madeUpPeople.ts';
import { splinkSeconds } from './splink.ts';

/** What a run must not exceed, and what the reference took on a machine of this kind (linkage.md 0). */
export type Gate = {
  readonly name: string;
  readonly reference?: number;
  readonly seconds?: number;
  readonly megabytes?: number;
};

export type Measurement = {
  readonly gate: Gate;
  readonly seconds: number;
  readonly compared: number;
  readonly peakMB: number;
  readonly passed: boolean;
  readonly note?: string;
};

type Size = { readonly left: number; readonly right: number; readonly shared: number };

const million: Size = { left: 400_000, right: 600_000, shared: 300_000 };
const tenMillion: Size = { left: 4_000_000, right: 6_000_000, shared: 3_000_000 };
/** How many times as long as a million records ten million may take: near-linear growth. */
const GROWTH = 12;

/** The `--json` of the link command, as far as it is used here. */
type LinkJson = {
  readonly pairs: { readonly compared: number; readonly links: number };
  readonly timingsMs: Readonly<Record<string, number>>;
  readonly peakMemoryMB: number;
};

/** Runs the gates one after the other; each run is the command a user would type, in a process of its own. */
export async function* measureAll(
  folder: string,
  { quick, againstSplink }: { readonly quick: boolean; readonly againstSplink: boolean },
): AsyncGenerator<Measurement> {
  const roles = join(folder, 'roles.json');
  await writeFile(roles, JSON.stringify(peopleRoles));
  const files = async (name: string, size: Size) => {
    const paths = { left: join(folder, `${name}-left.csv`), right: join(folder, `${name}-right.csv`) };
    await writeTwoFiles(paths, size, CLEAN, 7);
    return paths;
  };

  const ofMillion = await files('million', million);
  const first = await link(folder, ofMillion, roles, '1');
  yield measured(
    {
      name: '1 M records (400 k × 600 k): load, train, link, assign',
      reference: 72,
      seconds: 10,
      megabytes: 1024,
    },
    first,
  );
  yield {
    gate: {
      name: 'pairs compared and scored, 6 fuzzy comparisons, both cores',
      reference: first.compared / 214_000,
    },
    seconds: first.scoreSeconds,
    compared: first.compared,
    peakMB: first.peakMB,
    passed: first.compared / first.scoreSeconds >= 5_000_000,
    note: 'the comparing step alone',
  };
  if (againstSplink) {
    const seconds = await splinkSeconds(folder, ofMillion);
    if (seconds !== undefined) {
      yield { gate: { name: 'Splink on the same files' }, seconds, compared: 0, peakMB: 0, passed: true };
    }
  }
  const again = await link(folder, ofMillion, roles, '2');
  yield {
    gate: { name: 'the same again: byte-identical pairs' },
    ...again,
    passed: first.digest === again.digest,
    note: first.digest === again.digest ? 'identical' : 'different',
  };
  if (quick) return;
  const large = await link(folder, await files('ten', tenMillion), roles, '10');
  const limit = GROWTH * first.seconds;
  yield measured({ name: '10 M records (4 M × 6 M)', seconds: Math.round(limit), megabytes: 24_000 }, large);
}

type LinkRun = {
  readonly seconds: number;
  readonly scoreSeconds: number;
  readonly compared: number;
  readonly peakMB: number;
  readonly digest: string;
};

function measured(gate: Gate, run: LinkRun): Measurement {
  return {
    gate,
    seconds: run.seconds,
    compared: run.compared,
    peakMB: run.peakMB,
    passed: run.seconds <= (gate.seconds ?? Infinity) && run.peakMB <= (gate.megabytes ?? Infinity),
  };
}

async function link(
  folder: string,
  files: { readonly left: string; readonly right: string },
  roles: string,
  name: string,
): Promise<LinkRun> {
  const out = join(folder, `pairs-${name}.csv`);
  const started = performance.now();
  const text = await outputOf([
    fileURLToPath(new URL('../../src/cli/run.ts', import.meta.url)),
    'link',
    files.left,
    files.right,
    '--roles',
    roles,
    '--out',
    out,
    '--json',
  ]);
  const seconds = (performance.now() - started) / 1000;
  const json = JSON.parse(text) as LinkJson;
  return {
    seconds,
    scoreSeconds: json.timingsMs['score']! / 1000,
    compared: json.pairs.compared,
    peakMB: json.peakMemoryMB,
    digest: createHash('sha256')
      .update(await readFile(out))
      .digest('hex'),
  };
}

/** Runs a script on this Node and gives what it writes. */
function outputOf(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(text) : reject(new Error(`exit code ${code}`))));
  });
}
