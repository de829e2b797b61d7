import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Gate, measureAll, type Measurement } from './linkage.ts';

/**
 * Measures the speed gates of the linkage engine on made-up people and writes build/out/bench.md.
 * `--quick` leaves out the run over ten million records; `--against-splink` runs Splink on the same files too, where
 * Python and pip are there.
 */
const flags = new Set(process.argv.slice(2));
const folder = await mkdtemp(join(tmpdir(), 'linkdesk-bench-'));
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

try {
  const results: Measurement[] = [];
  for await (const result of measureAll(folder, {
    quick: flags.has('--quick'),
    againstSplink: flags.has('--against-splink'),
  })) {
    results.push(result);
    say(rowOf(result));
  }
  await mkdir('build/out', { recursive: true });
  const machine = `${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}`;
  await writeFile(
    'build/out/bench.md',
    [
      '# Linkage bench',
      '',
      `Made-up people, ${machine}, Node ${process.versions.node}. Seconds are wall time of the whole command, reading and writing included.`,
      '',
      '| run | reference | gate | ours | ratio | compared pairs | pairs a second | peak memory | passed |',
      '|---|---|---|---|---|---|---|---|---|',
      ...results.map(rowOf),
      '',
    ].join('\n'),
  );
  say('Report: build/out/bench.md');
} finally {
  await rm(folder, { recursive: true });
}

function rowOf({ gate, seconds, compared, peakMB, passed, note }: Measurement): string {
  const number = (value: number): string => Math.round(value).toLocaleString('en-US');
  const ratio = gate.reference === undefined ? '–' : `${(gate.reference / seconds).toFixed(1)} ×`;
  return `| ${[
    gate.name,
    gate.reference === undefined ? '–' : `${gate.reference} s`,
    limitOf(gate),
    `${seconds.toFixed(1)} s${note === undefined ? '' : ` (${note})`}`,
    ratio,
    number(compared),
    number(compared / seconds),
    `${number(peakMB)} MB`,
    passed ? 'yes' : 'no',
  ].join(' | ')} |`;
}

function limitOf({ seconds, megabytes }: Gate): string {
  return [seconds === undefined ? '' : `≤ ${seconds} s`, megabytes === undefined ? '' : `≤ ${megabytes} MB`]
    .filter((part) => part !== '')
    .join(', ');
}
