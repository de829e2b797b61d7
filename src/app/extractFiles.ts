import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { LinkdeskError } from '../domain/error.ts';
import { inspectFile } from '../intake/inspectFile.ts';
import type { FileInspection } from '../intake/inspectFile.ts';
import { checkHeader } from '../intake/checkHeader.ts';
import { readDelimited } from '../intake/delimited.ts';
import { builtInLayouts } from '../intake/layouts/index.ts';
import type { Layout } from '../intake/layouts/layout.ts';
import { recogniseLayout } from '../intake/recogniseLayout.ts';

/** A file that is an extract, with the layout its header fits. */
export interface ExtractFile {
  readonly path: string;
  readonly layout: Layout;
  readonly inspection: FileInspection;
}

const delimited = /\.(csv|txt|tsv)$/i;

/**
 * The extracts among the given files and folders, in the order in which they are imported. Every file is looked at
 * before anything is written, so that one bad header stops the month as a whole. Throws FILE_NOT_FOUND, NO_EXTRACTS,
 * LAYOUT_UNKNOWN, TWO_FILES_OF_ONE_KIND and what the header check throws.
 */
export async function findExtracts(paths: readonly string[]): Promise<readonly ExtractFile[]> {
  const files = (await Promise.all(paths.map(filesAt))).flat();
  if (files.length === 0) {
    throw new LinkdeskError(
      'NO_EXTRACTS',
      `No .csv, .txt or .tsv file was found in ${paths.join(', ')}. Name the extract files or the folder they are in.`,
    );
  }
  const found: ExtractFile[] = [];
  for (const path of files) found.push(await recognised(path));
  refuseTwins(found);
  return builtInLayouts.flatMap((layout) => found.filter((file) => file.layout.id === layout.id));
}

async function filesAt(path: string): Promise<readonly string[]> {
  const kind = await stat(path).catch(() => undefined);
  if (kind === undefined) {
    throw new LinkdeskError(
      'FILE_NOT_FOUND',
      `${path} is not there or cannot be read. Check the path; nothing was imported.`,
    );
  }
  if (!kind.isDirectory()) return [path];
  const names = await readdir(path);
  return names
    .filter((name) => delimited.test(name))
    .sort()
    .map((name) => join(path, name));
}

async function recognised(path: string): Promise<ExtractFile> {
  const inspection = await inspectFile(path);
  for await (const batch of readDelimited(path, { inspection })) {
    const recognition = recogniseLayout(batch.header);
    if (recognition === undefined) throw layoutUnknown(path);
    // says which columns are missing, in words
    checkHeader(basename(path), batch.header, recognition.layout, batch.delimiter);
    return { path, layout: recognition.layout, inspection };
  }
  throw layoutUnknown(path);
}

function layoutUnknown(path: string): LinkdeskError {
  return new LinkdeskError(
    'LAYOUT_UNKNOWN',
    `The columns of ${basename(path)} fit no extract that Linkdesk knows. Check that it is the right file and that its first line holds the column names; nothing was imported.`,
    { file: basename(path) },
  );
}

function refuseTwins(files: readonly ExtractFile[]): void {
  for (const [index, file] of files.entries()) {
    const twin = files.slice(0, index).find((other) => other.layout.id === file.layout.id);
    if (twin === undefined) continue;
    throw new LinkdeskError(
      'TWO_FILES_OF_ONE_KIND',
      `${basename(twin.path)} and ${basename(file.path)} are both ${file.layout.title}. Keep one of them for this month; nothing was imported.`,
    );
  }
}
