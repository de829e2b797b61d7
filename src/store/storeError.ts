import { LinkdeskError } from '../domain/error.ts';

const sentences: readonly (readonly [pattern: RegExp, code: string, sentence: string])[] = [
  [
    /^SQLITE_(NOTADB|CORRUPT)/,
    'STORE_DAMAGED',
    'The store is damaged and cannot be read safely. It was left untouched; restore the newest backup from the backups folder beside it.',
  ],
  [
    /^SQLITE_(BUSY|LOCKED)/,
    'STORE_IN_USE',
    'The store is in use by another Linkdesk. Close the other one and try again; nothing was changed.',
  ],
  [
    /^(SQLITE_FULL|ENOSPC|EDQUOT)/,
    'DISK_FULL',
    'The disk is full. Nothing of this step was kept; free some space and run it again.',
  ],
  [
    /^SQLITE_(READONLY|CANTOPEN|PERM)/,
    'STORE_NOT_WRITABLE',
    'The store cannot be opened for writing. Check that the project folder exists and that this account may write to it.',
  ],
  [
    /^SQLITE_(IOERR|PROTOCOL)/,
    'STORE_UNREADABLE',
    'The disk did not answer while the store was in use. Nothing of this step was kept; check the disk and run it again.',
  ],
];

/** Turns a failure of the driver into a sentence a person can act on; anything else is given back as it is. */
export function asStoreError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = sentences.find(([pattern]) => pattern.test(code));
  return known === undefined ? error : new LinkdeskError(known[1], known[2]);
}
