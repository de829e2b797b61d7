import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What Splink's own documentation would have a user write for these columns. */
const script = `
import sys, time, pandas as pd
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
start = time.time()
frames = [pd.read_csv(path, dtype=str, keep_default_na=False).replace('', None) for path in sys.argv[1:3]]
settings = SettingsCreator(
    link_type='link_only', unique_id_column_name='id',
    comparisons=[cl.NameComparison('first'), cl.NameComparison('last'),
                 cl.DateOfBirthComparison('birth', input_is_string=True),
                 cl.JaroWinklerAtThresholds('street'), cl.JaroWinklerAtThresholds('city'),
                 cl.LevenshteinAtThresholds('ssn')],
    blocking_rules_to_generate_predictions=[block_on('ssn'), block_on('first', 'last'), block_on('birth', 'last'),
                                            block_on('birth', 'first'), block_on('zip', 'last')])
linker = Linker(frames, settings, db_api=DuckDBAPI())
linker.training.estimate_probability_two_random_records_match([block_on('ssn')], recall=0.8)
linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
linker.training.estimate_parameters_using_expectation_maximisation(block_on('ssn'))
linker.training.estimate_parameters_using_expectation_maximisation(block_on('birth', 'last'))
linker.inference.predict(threshold_match_probability=0.5).as_pandas_dataframe()
print(time.time() - start)
`;

/** Seconds that Splink takes to link the same two files, or undefined where Python or Splink cannot be had. */
export async function splinkSeconds(
  folder: string,
  files: { readonly left: string; readonly right: string },
): Promise<number | undefined> {
  const venv = join(folder, 'venv');
  const python = join(venv, 'bin', 'python');
  const program = join(folder, 'splink-bench.py');
  await writeFile(program, script);
  for (const [command, args] of [
    ['python3', ['-m', 'venv', venv]],
    [python, ['-m', 'pip', 'install', '--quiet', 'splink']],
  ] as const) {
    if ((await output(command, args)) === undefined) {
      process.stdout.write(
        'Splink was not run: Python with pip and the splink package is not to be had here.\n',
      );
      return undefined;
    }
  }
  const text = await output(python, [program, files.left, files.right]);
  return text === undefined ? undefined : Number(text.trim().split('\n').at(-1));
}

function output(command: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    child.on('error', () => resolve(undefined));
    child.on('close', (code) => resolve(code === 0 ? text : undefined));
  });
}
