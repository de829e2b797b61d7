import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { LinkdeskError } from '../domain/error.ts';
import { mediaType } from './mediaType.ts';

export interface RendererFile {
  readonly body: Buffer;
  readonly type: string;
}

/**
 * The window's files by the exact request path that gets them (`/`, `/assets/index-3f2a.js`), read once. A request is
 * answered by looking its path up here, so no path of a request ever meets the file system. Files of a kind that the
 * window does not use are left out. Throws RENDERER_NOT_BUILT when the folder holds no page.
 */
export function readRendererFiles(folder: string): ReadonlyMap<string, RendererFile> {
  const files = new Map<string, RendererFile>();
  for (const name of bundleFiles(folder)) {
    const type = mediaType(name);
    if (type !== undefined) files.set(`/${name}`, { body: readFileSync(join(folder, name)), type });
  }
  const page = files.get('/index.html');
  if (page === undefined) {
    throw new LinkdeskError(
      'RENDERER_NOT_BUILT',
      'The window has not been built yet. Run "npm start", which builds it first.',
    );
  }
  return files.set('/', page);
}

/** Names of all files below a folder, with forward slashes, in one order on every machine. */
function bundleFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .sort();
  } catch {
    return [];
  }
}
