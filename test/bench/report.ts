import { cpus, loadavg, totalmem } from 'node:os';
import type { Comparison } from './againstSplink.ts';
import type { LinkRun } from './bench.ts';
import type { ProcessRun } from './commandRun.ts';
import type { GateResult } from './gates.ts';
import { growthExponent } from './growth.ts';

/** Above this share of other programs' work, wall time says little. */
const BUSY = 0.1;

const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const head = (names: readonly string[]): readonly string[] => [row(names), row(names.map(() => '---'))];

/** The machine, and how busy it is. */
export function machineLine(): string {
  const load = loadavg().map((value) => value.toFixed(2));
  return (
    `${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown processor'}, ${whole(totalmem() / 2 ** 20)} MB, ` +
    `${process.platform}, Node ${process.versions.node}; load ${load.join(', ')} (1, 5, 15 minutes)`
  );
}

/** One line a gate, as soon as it is measured. */
export function gateRow({ gate, reference, limit, ours, ratio, run, passed }: GateResult): string {
  return row([
    gate,
    reference,
    limit,
    ours,
    ratio === undefined ? '–' : `${ratio.toFixed(1)} ×`,
    ...runCells(run),
    passed === undefined ? 'not judged at this size' : passed ? 'yes' : 'NO',
  ]);
}

export const gateHead = head([
  'gate',
  'reference',
  'limit',
  'ours',
  'ratio',
  'wall s',
  'CPU s',
  'pairs compared',
  'peak MB',
  'other programs',
  'passed',
]);

function runCells(run: LinkRun | undefined): readonly string[] {
  if (run === undefined) return ['–', '–', '–', '–', '–'];
  const others = `${whole(run.othersShare * 100)} % of the cores`;
  return [
    run.seconds.toFixed(1),
    run.cpuSeconds.toFixed(1),
    whole(run.compared),
    whole(run.peakMB),
    run.othersShare > BUSY ? `${others}: busy` : others,
  ];
}

/** Time and memory by number of records, and the exponents of the curves that fit them. */
export function growthLines(sizes: ReadonlyMap<number, LinkRun>): readonly string[] {
  const runs = [...sizes].toSorted(([a], [b]) => a - b);
  if (runs.length < 2) return [];
  const exponent = (valueOf: (run: LinkRun) => number): string =>
    growthExponent(runs.map(([records, run]) => ({ records, value: valueOf(run) }))).toFixed(2);
  return [
    '## Growth',
    '',
    ...head(['records', 'wall s', 'CPU s', 'pairs compared', 'peak MB', 'other programs', 'pairs a second']),
    ...runs.map(([records, run]) =>
      row([whole(records), ...runCells(run), whole(run.compared / run.stepSeconds['score']!)]),
    ),
    '',
    `Fit of a · records^b: b = ${exponent((run) => run.seconds)} for wall time, ` +
      `${exponent((run) => run.cpuSeconds)} for CPU time, ${exponent((run) => run.peakMB)} for peak memory ` +
      '(1 is linear growth).',
    '',
  ];
}

/** Both engines side by side: time, memory, and where their pairs differ. */
export function comparisonLines(comparison: Comparison): readonly string[] {
  const { title, records, matches, ours, theirs, rightness, wrong, kinds } = comparison;
  const share = (value: number): string => value.toFixed(5);
  const runRow = (name: string, run: ProcessRun): string =>
    row([
      name,
      run.seconds.toFixed(1),
      run.cpuSeconds.toFixed(1),
      whole(run.peakMB),
      `${whole(run.othersShare * 100)} %`,
    ]);
  return [
    `## Against Splink: ${title} files, ${whole(records)} records, ${whole(matches)} people in both`,
    '',
    ...head(['', 'wall s', 'CPU s', 'peak MB', 'other programs']),
    runRow('Splink', theirs),
    runRow('Linkdesk', ours),
    row([
      'ratio',
      ...[
        theirs.seconds / ours.seconds,
        theirs.cpuSeconds / ours.cpuSeconds,
        theirs.peakMB / ours.peakMB,
      ].map((ratio) => `${ratio.toFixed(1)} ×`),
      '',
    ]),
    '',
    ...head(['', 'links', 'precision', 'recall', 'F1']),
    ...rightness.map(({ name, is }) =>
      row([name, whole(is.links), share(is.precision), share(is.recall), share(is.f1)]),
    ),
    '',
    'Where the pairs differ, Splink at its best limit; a match of several kinds counts under each:',
    '',
    ...head(['matches with', 'matches', 'linked by both', 'only Linkdesk', 'only Splink', 'by neither']),
    ...kinds
      .filter((each) => each.matches > 0)
      .map(({ kind, matches: all, found: { both, onlyOurs, onlyTheirs } }) =>
        row([kind, ...[all, both, onlyOurs, onlyTheirs, all - both - onlyOurs - onlyTheirs].map(whole)]),
      ),
    row(['wrong links', '–', ...[wrong.both, wrong.onlyOurs, wrong.onlyTheirs].map(whole), '–']),
    '',
  ];
}
