import { LinkdeskError } from '../domain/error.ts';
import type { LookBack } from '../lists/lookBack.ts';
import type { ProveCopy } from '../store/backup.ts';
import type { WriteStore } from '../store/store.ts';
import type { ApiEvent } from './contract/contract.ts';
import type { MatchEngine } from '../linkage/matching.ts';
import type { OpenReader } from './intake/rowReader.ts';
import type { Wizard } from './intake/wizard.ts';
import type { JobRegistry } from './jobRegistry.ts';

/** What the use-cases behind the door share while one window or command is at work on one project. */
export interface Session {
  readonly folder: string;
  readonly reviewer: string;
  /** The wall clock, as ISO time: for events and audit rows only, never for results. */
  readonly now: () => string;
  readonly engine: MatchEngine;
  readonly openReader: OpenReader;
  readonly prove: ProveCopy;
  readonly jobs: JobRegistry;
  /** Folder behind a grant of the host's dialog; undefined when it was used up or never given. */
  readonly redeemGrant: (grant: string) => string | undefined;
  /** The import that is being prepared, if any. */
  readonly wizard: { current: Wizard | undefined };
  /** The list that was looked back at last, by what was asked. */
  readonly lookBack: { current: { readonly asked: string; readonly found: LookBack } | undefined };
  /** Whether the queue of sensitive and adopted clients is open; shut by the lock. */
  readonly restricted: { open: boolean };
  readonly emit: (event: ApiEvent) => void;
  /** The open store; throws LOCKED. */
  readonly store: () => WriteStore;
  readonly isLocked: () => boolean;
  readonly setStore: (store: WriteStore | undefined) => void;
}

export function locked(): LinkdeskError {
  return new LinkdeskError(
    'LOCKED',
    'The project is locked. Unlock it with its passphrase; nothing was changed.',
  );
}

/** The window named a folder that it may not read, or not any more. */
export function grantUsed(): LinkdeskError {
  return new LinkdeskError(
    'GRANT_USED',
    'The folder has to be chosen again. Choose it and start the import; nothing was changed.',
  );
}
