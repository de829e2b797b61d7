import { mkdirSync } from 'node:fs';
import type { Month } from '../domain/month.ts';
import { listDefinitions } from '../lists/definitions/index.ts';
import { publishList } from '../lists/publish.ts';
import { listView } from '../lists/view.ts';
import type { LookBack } from '../lists/lookBack.ts';
import { type ExportedList, exportList, exportLookBack, type LookBackExport } from './exportList.ts';
import { prepareMonthList } from './prepareMonthList.ts';
import type { OpenProject } from './project.ts';
import { version } from './version.ts';
import type { Work } from './work.ts';

export interface ListsRequest {
  readonly month: Month;
  /** Ids of lists; all of them when empty. */
  readonly listIds: readonly string[];
  readonly formats: readonly ('csv' | 'xlsx')[];
  readonly folder: string;
  readonly publish: boolean;
  /** Publish although near matches or mismatches are open. */
  readonly acceptOpenQuestions: boolean;
}

export interface WrittenList {
  readonly view: ReturnType<typeof listView>;
  readonly files: readonly ExportedList[];
}

/** The ids of all lists. */
export const listIdsKnown = (): readonly string[] => listDefinitions.map(({ id }) => id);

/** Prepares a month's lists, publishes them if asked, and writes each as files. Throws what those steps throw. */
export async function writeLists(
  project: OpenProject,
  request: ListsRequest,
  work: Work,
): Promise<readonly WrittenList[]> {
  const { month, formats, folder, publish, acceptOpenQuestions } = request;
  const listIds = request.listIds.length > 0 ? request.listIds : listIdsKnown();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const written: WrittenList[] = [];
  for (const [index, listId] of listIds.entries()) {
    work.signal.throwIfAborted();
    work.progress(`Writing ${listId}`, index, listIds.length);
    prepareMonthList(project, listId, month, work.now());
    if (publish) publishList(project, { listId, month, acceptOpenQuestions, at: work.now() });
    const files: ExportedList[] = [];
    for (const format of formats) {
      files.push(
        await exportList(project, { listId, month, format, folder, replace: true, at: work.now(), version }),
      );
    }
    written.push({ view: listView(project, listId, month), files });
  }
  return written;
}

/** Writes a list as known at an earlier time in each of the formats. Throws what `exportLookBack` throws. */
export async function writeLookBack(
  project: OpenProject,
  back: LookBack,
  {
    formats,
    ...request
  }: Omit<LookBackExport, 'format' | 'replace' | 'version'> & Pick<ListsRequest, 'formats'>,
): Promise<readonly ExportedList[]> {
  mkdirSync(request.folder, { recursive: true, mode: 0o700 });
  const files: ExportedList[] = [];
  for (const format of formats) {
    files.push(await exportLookBack(project, back, { ...request, format, replace: true, version }));
  }
  return files;
}
