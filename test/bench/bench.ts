import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { linkdesk, type ProcessRun } from './commandRun.ts';
import { CLEAN, type FileSizes, peopleRoles, writeTwoFiles } from './madeUpPeople.ts';

/** A run of `link`, `dedupe` or `train`, with what it says of itself. */
export type LinkRun = ProcessRun & {
  readonly compared: number;
  readonly stepSeconds: Readonly<Record<string, number>>;
};

/** The `--json` of these commands, as far as it is used here. */
type LinkJson = {
  readonly pairs?: { readonly compared: number };
  readonly timingsMs?: Readonly<Record<string, number>>;
};

export type Files = { readonly left: string; readonly right: string };

/** What the gates share: files and runs are made once, by whichever needs them first. */
export type Bench = {
  readonly folder: string;
  /** 1 for the sizes of the gates, 0.1 for a quick look. */
  readonly scale: number;
  /** Runs by number of records, for the growth curve. */
  readonly sizes: Map<number, LinkRun>;
  readonly filesOf: (size: FileSizes) => Promise<Files>;
  readonly linkOf: (size: FileSizes) => Promise<LinkRun>;
};

/** A bench in a folder of its own; `runs`: how often the run of a size is made, of which the fastest counts. */
export async function benchIn(folder: string, scale: number, runs: number): Promise<Bench> {
  await writeFile(join(folder, 'roles.json'), JSON.stringify(peopleRoles));
  const made = new Map<number, Promise<Files>>();
  const sizes = new Map<number, LinkRun>();
  const filesOf = (size: FileSizes): Promise<Files> => {
    const records = recordsOf(size);
    const paths = {
      left: join(folder, `left-${records}.csv`),
      right: join(folder, `right-${records}.csv`),
    };
    const files = made.get(records) ?? writeTwoFiles(paths, size, CLEAN, 7).then(() => paths);
    made.set(records, files);
    return files;
  };
  const linkOf = async (size: FileSizes): Promise<LinkRun> => {
    const known = sizes.get(recordsOf(size));
    if (known !== undefined) return known;
    const files = await filesOf(size);
    let best: LinkRun | undefined;
    for (let i = 0; i < runs; i++) {
      const run = await link(folder, files, 'pairs.csv');
      best = best === undefined || run.seconds < best.seconds ? run : best;
    }
    sizes.set(recordsOf(size), best!);
    return best!;
  };
  return { folder, scale, sizes, filesOf, linkOf };
}

const recordsOf = ({ left, right }: FileSizes): number => left + right;

/** Links two files; the role map is that of all columns unless `more` names another. */
export function link(
  folder: string,
  { left, right }: Files,
  out: string,
  more: readonly string[] = ['--roles', join(folder, 'roles.json')],
): Promise<LinkRun> {
  return matchingRun(folder, ['link', left, right, '--out', join(folder, out), ...more]);
}

/** Runs a command that matches, and reads what it says of itself. */
export async function matchingRun(folder: string, args: readonly string[]): Promise<LinkRun> {
  const ended = await linkdesk(folder, args);
  const { pairs: counts, timingsMs = {} } = JSON.parse(ended.text) as LinkJson;
  const steps = Object.entries(timingsMs).map(([step, ms]) => [step, ms / 1000] as const);
  return { ...ended, compared: counts?.compared ?? 0, stepSeconds: Object.fromEntries(steps) };
}
