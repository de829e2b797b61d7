import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import papa from 'papaparse';
import { pythonWith } from '../../build/spark/python.ts';
import { linkdesk, measuredRun, type ProcessRun } from './commandRun.ts';
import { CLEAN, type ErrorRates, errorKinds, type FileSizes, NOISY, writeTwoFiles } from './madeUpPeople.ts';

const PACKAGES = ['splink==4.0.16', 'duckdb==1.3.2', 'pandas==2.2.3'];

/** How right a set of links is. */
export type Rightness = {
  readonly links: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
};

/** Both engines on the same two files. Ours is what `link` decides; Splink's links depend on a limit. */
export type Comparison = {
  readonly title: string;
  readonly records: number;
  readonly matches: number;
  readonly ours: ProcessRun;
  readonly theirs: ProcessRun;
  readonly rightness: readonly { readonly name: string; readonly is: Rightness }[];
  /** Links that are wrong: of both, of one only. */
  readonly wrong: WhoLinks;
  /** Matches by kind of difference between their records; one of several kinds counts under each. */
  readonly kinds: readonly { readonly kind: string; readonly matches: number; readonly found: WhoLinks }[];
};

/** Which engine links a pair; Splink at the limit that is best for it. */
export type WhoLinks = { readonly both: number; readonly onlyOurs: number; readonly onlyTheirs: number };

/** Compares on clean files of 1 M records and on noisy ones of 100 k; a reason where Splink cannot be had. */
export async function* againstSplink(
  folder: string,
  scale: number,
): AsyncGenerator<Comparison | { readonly reason: string }> {
  const environment = pythonWith(PACKAGES);
  if ('reason' in environment) {
    yield environment;
    return;
  }
  const runs = [
    ['clean', 1_000_000 * scale, CLEAN],
    ['noisy', 100_000 * scale, NOISY],
  ] as const;
  for (const [title, records, rates] of runs) {
    yield await compared(folder, environment.python, title, records, rates);
  }
}

async function compared(
  folder: string,
  python: string,
  title: string,
  records: number,
  rates: ErrorRates,
): Promise<Comparison> {
  const size: FileSizes = { left: records * 0.4, right: records * 0.6, shared: records * 0.3 };
  const at = (name: string): string => join(folder, `${title}-${name}.csv`);
  const kindsOf = await writeTwoFiles({ left: at('left'), right: at('right') }, size, rates, 11);
  const roles = join(folder, 'roles.json');
  const files = [at('left'), at('right')];
  const ours = await linkdesk(folder, ['link', ...files, '--roles', roles, '--out', at('ours')]);
  const script = fileURLToPath(new URL('linkWithSplink.py', import.meta.url));
  const theirs = await measuredRun(folder, python, [script, ...files, at('theirs'), at('assigned')]);

  const isMatch = (key: number): boolean => rightOf(key) === leftOf(key) && leftOf(key) < size.shared;
  const ourRows = (await rowsOf(at('ours'))).filter(({ decision }) => decision === 'link');
  const ourLinks = new Set(ourRows.map((row) => keyOf(row['left_id']!, row['right_id']!)));
  const scored = (await rowsOf(at('theirs'))).map((row) => ({
    key: keyOf(row['id_l']!, row['id_r']!),
    probability: Number(row['match_probability']),
  }));
  const above = (limit: number): ReadonlySet<number> =>
    new Set(scored.filter(({ probability }) => probability >= limit).map(({ key }) => key));
  const assigned = new Set((await rowsOf(at('assigned'))).map((row) => keyOf(row['id_l']!, row['id_r']!)));
  const limit = bestLimit(scored, isMatch, size.shared);
  const theirLinks = above(limit);
  const rightness = (links: ReadonlySet<number>): Rightness => rightnessOf(links, isMatch, size.shared);
  const who = (keys: Iterable<number>): WhoLinks => whoLinks(keys, ourLinks, theirLinks);
  const all = new Set([...ourLinks, ...theirLinks]);
  const matchesWith = (isOf: (sum: number) => boolean): readonly number[] =>
    Array.from(kindsOf.keys()).flatMap((person) => (isOf(kindsOf[person]!) ? [person * KEY + person] : []));
  const kinds = [
    { kind: 'no difference', keys: matchesWith((sum) => sum === 0) },
    ...errorKinds.map((kind, bit) => ({ kind, keys: matchesWith((sum) => (sum & (1 << bit)) !== 0) })),
  ];
  return {
    title,
    records,
    matches: size.shared,
    ours,
    theirs,
    rightness: [
      { name: 'Linkdesk', is: rightness(ourLinks) },
      { name: 'Splink at .5', is: rightness(above(0.5)) },
      { name: 'Splink, one-to-one at .5', is: rightness(assigned) },
      { name: `Splink at its best limit, ${limit.toPrecision(4)}`, is: rightness(theirLinks) },
    ],
    wrong: who([...all].filter((key) => !isMatch(key))),
    kinds: kinds.map(({ kind, keys }) => ({ kind, matches: keys.length, found: who(keys) })),
  };
}

/** A pair as one number, from the numbers in the ids `L7` and `R12`. */
const KEY = 10_000_000;
const keyOf = (left: string, right: string): number => Number(left.slice(1)) * KEY + Number(right.slice(1));
const leftOf = (key: number): number => Math.floor(key / KEY);
const rightOf = (key: number): number => key % KEY;

async function rowsOf(file: string): Promise<readonly Readonly<Record<string, string>>[]> {
  const text = await readFile(file, 'utf8');
  return papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
}

function rightnessOf(
  links: ReadonlySet<number>,
  isMatch: (key: number) => boolean,
  matches: number,
): Rightness {
  const correct = [...links].filter(isMatch).length;
  return {
    links: links.size,
    precision: links.size === 0 ? 1 : correct / links.size,
    recall: correct / matches,
    f1: (2 * correct) / (links.size + matches),
  };
}

/** The probability from which pairs are links when F1 is to be highest, known only to those who know the truth. */
function bestLimit(
  scored: readonly { readonly key: number; readonly probability: number }[],
  isMatch: (key: number) => boolean,
  matches: number,
): number {
  const sorted = scored.toSorted((a, b) => b.probability - a.probability);
  let [correct, best, limit] = [0, -1, 1];
  for (const [index, { key, probability }] of sorted.entries()) {
    if (isMatch(key)) correct++;
    if (sorted[index + 1]?.probability === probability) continue;
    const f1 = (2 * correct) / (index + 1 + matches);
    if (f1 > best) [best, limit] = [f1, probability];
  }
  return limit;
}

function whoLinks(keys: Iterable<number>, ours: ReadonlySet<number>, theirs: ReadonlySet<number>): WhoLinks {
  let [both, onlyOurs, onlyTheirs] = [0, 0, 0];
  for (const key of keys) {
    if (ours.has(key) && theirs.has(key)) both++;
    else if (ours.has(key)) onlyOurs++;
    else if (theirs.has(key)) onlyTheirs++;
  }
  return { both, onlyOurs, onlyTheirs };
}
