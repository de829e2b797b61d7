import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { againstSplink } from './againstSplink.ts';
import { benchIn } from './bench.ts';
import { gates, type GateResult } from './gates.ts';
import { comparisonLines, gateHead, gateRow, growthLines, machineLine } from './report.ts';

const HELP = `npm run bench -- [options]: measures the gates of the engine and the store on made-up people

  --only NAME       only this gate (may be given several times): ${Object.keys(gates).join(', ')}
  --quick           files of a tenth the size, without ten-million: shows that all works, judges no time
  --runs N          how often the run of a size is made; the fastest counts (default 1)
  --against-splink  Splink on the same files in the same run, and where the pairs differ (Python with pip);
                    with --only none, nothing else
  --keep            keep the files that were made

Writes build/out/bench.md. Exit code 1 when a gate is missed.
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    quick: { type: 'boolean', default: false },
    runs: { type: 'string', default: '1' },
    'against-splink': { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

if (values.help) say(HELP);
else process.exitCode = await measure();

/** Runs what was asked for, writes the report, and gives the exit code. */
async function measure(): Promise<number> {
  const names = values.only ?? Object.keys(gates).filter((name) => !(values.quick && name === 'ten-million'));
  const unknown = names.find((name) => name !== 'none' && gates[name] === undefined);
  const runs = Number(values.runs);
  if (unknown !== undefined || !Number.isInteger(runs) || runs < 1) {
    say(
      unknown === undefined
        ? '--runs takes a whole number from 1 up.'
        : `There is no gate "${unknown}".\n\n${HELP}`,
    );
    return 2;
  }
  const folder = await mkdtemp(join(tmpdir(), 'linkdesk-bench-'));
  try {
    const bench = await benchIn(folder, values.quick ? 0.1 : 1, runs);
    const lines = [
      '# Bench',
      '',
      `Made-up people${values.quick ? ', files of a tenth the size (--quick)' : ''}. Before: ${machineLine()}.`,
      'Seconds are of the whole command, from its start to its end, reading and writing included, where no step is named.',
      'Peak memory is of the whole process with all its threads. "Other programs" is the share of all cores that',
      'programs other than the measured one took during the run.',
      '',
      ...gateHead,
    ];
    for (const line of lines) say(line);
    const results: GateResult[] = [];
    for (const name of names) {
      for (const result of (await gates[name]?.(bench)) ?? []) {
        results.push(result);
        add(gateRow(result));
      }
    }
    add('');
    growthLines(bench.sizes).forEach(add);
    if (values['against-splink']) {
      for await (const comparison of againstSplink(folder, bench.scale)) {
        if ('reason' in comparison) add(`Splink was not run beside it: ${comparison.reason}.\n`);
        else comparisonLines(comparison).forEach(add);
      }
    }
    add(`After: ${machineLine()}.`);
    await mkdir('build/out', { recursive: true });
    await writeFile('build/out/bench.md', `${lines.join('\n')}\n`);
    say('Report: build/out/bench.md');
    return results.some(({ passed }) => passed === false) ? 1 : 0;

    function add(line: string): void {
      lines.push(line);
      say(line);
    }
  } finally {
    if (values.keep) say(`Files: ${folder}`);
    else await rm(folder, { recursive: true });
  }
}
