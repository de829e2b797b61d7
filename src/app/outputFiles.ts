import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { LinkdeskError } from '../domain/error.ts';
import { checkTarget } from '../files/atomicFile.ts';

/**
 * Checks before the work of a run that every file it will write can be written, and that none of them is one that it
 * reads or writes besides: otherwise an extract would be replaced by its own pairs. Absent ones are skipped. Throws
 * `OUTPUT_IS_INPUT`, `OUTPUT_TWICE`, and what `checkTarget` throws.
 */
export async function checkOutputs(
  inputs: readonly (string | undefined)[],
  outputs: readonly (string | undefined)[],
): Promise<void> {
  const read = new Set<string>();
  for (const file of inputs) if (file !== undefined) for (const name of await namesOf(file)) read.add(name);
  const written = new Set<string>();
  for (const file of outputs) {
    if (file === undefined) continue;
    const names = await namesOf(file);
    if (names.some((name) => read.has(name))) throw refused('OUTPUT_IS_INPUT', file, 'is read by this run');
    if (names.some((name) => written.has(name)))
      throw refused('OUTPUT_TWICE', file, 'is named for two outputs of this run');
    await checkTarget(resolve(file));
    for (const name of names) written.add(name);
  }
}

/** What a file is known by: its path, and its place on the disk, which a second name for it shares. */
async function namesOf(file: string): Promise<readonly string[]> {
  const path = resolve(file);
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found === undefined ? [path] : [path, `${found.dev}:${found.ino}`];
}

function refused(code: string, file: string, why: string): LinkdeskError {
  const name = basename(file);
  return new LinkdeskError(
    code,
    `${name} ${why}, so nothing is written there. Give the output a name of its own; nothing was changed.`,
    { file: name },
  );
}
