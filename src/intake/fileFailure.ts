import { basename } from 'node:path';
import { LinkdeskError } from '../domain/error.ts';

const hasCode = (error: unknown): error is { readonly code: string } =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string';

/** The name by which a file is spoken of: never its folder, which may name a person or a share. */
export function fileLabel(file: string): string {
  return basename(file);
}

/** What the operating system's refusal to read a file means for the person in front of it; other errors stay as they are. */
export function fileFailure(error: unknown, file: string): unknown {
  if (error instanceof LinkdeskError || !hasCode(error)) return error;
  const name = fileLabel(file);
  switch (error.code) {
    case 'ENOENT':
      return new LinkdeskError('FILE_NOT_FOUND', `There is no file ${name}. Check the name and the folder.`, {
        file: name,
      });
    case 'EISDIR':
      return new LinkdeskError('FILE_IS_FOLDER', `${name} is a folder. Name one of the files in it.`, {
        file: name,
      });
    case 'EACCES':
    case 'EPERM':
      return new LinkdeskError(
        'FILE_NOT_ALLOWED',
        `${name} may not be read by this user. Ask its owner for read access or copy it to your own folder.`,
        { file: name },
      );
    default:
      return new LinkdeskError(
        'FILE_UNREADABLE',
        `${name} could not be read to its end (${error.code}). If it is on a network share, copy it to this computer and start again; nothing of it was kept.`,
        { file: name },
      );
  }
}
