import { readFile } from 'node:fs/promises';
import { fileFailure } from '../intake/fileFailure.ts';

/** A small text file as a whole: UTF-8, with or without byte order mark. Throws what `fileFailure` makes of a refusal. */
export async function readText(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    throw fileFailure(error, file);
  }
}
