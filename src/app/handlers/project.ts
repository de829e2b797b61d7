import { existsSync } from 'node:fs';
import { findCounty } from '../../domain/counties.ts';
import { LinkdeskError } from '../../domain/error.ts';
import { importedMonths } from '../../store/imports.ts';
import { afterFailure, noFailures, refuseTooSoon, type UnlockThrottle } from '../../vault/unlockThrottle.ts';
import { readVault, vaultFile } from '../../vault/vaultFile.ts';
import type { ProjectState } from '../contract/project.ts';
import { failureOf } from '../failure.ts';
import type { Handlers } from '../handler.ts';
import { closeProject, openProject } from '../project.ts';
import type { Session } from '../session.ts';
import { version } from '../version.ts';

/** Waiting after wrong passphrases is kept a project folder, so that a reload of the window does not end it. */
const throttles = new Map<string, UnlockThrottle>();

export const projectHandlers: Handlers<'project'> = {
  'project.state': (session) => projectState(session),

  async 'project.unlock'(session, { passphrase }) {
    if (!session.isLocked()) return projectState(session);
    const throttle = throttles.get(session.folder) ?? noFailures;
    refuseTooSoon(throttle, performance.now());
    try {
      session.setStore(await openProject(session.folder, passphrase, session.reviewer, session.now()));
      throttles.delete(session.folder);
    } catch (error) {
      if (error instanceof LinkdeskError && error.code === 'WRONG_PASSPHRASE') {
        throttles.set(session.folder, afterFailure(throttle, performance.now()));
      }
      throw error;
    }
    return projectState(session);
  },

  async 'project.lock'(session) {
    if (!session.isLocked()) {
      await session.jobs.stopAll();
      closeProject(session.store(), session.now());
      session.setStore(undefined);
      session.emit({ type: 'locked' });
    }
    return projectState(session);
  },
};

function projectState(session: Session): ProjectState {
  const base = { reviewer: session.reviewer, version };
  if (session.isLocked()) {
    const { vault, problem } = lockedProject(session.folder);
    return {
      ...base,
      locked: true,
      problem,
      name: vault?.name ?? '',
      county: '',
      synthetic: vault?.synthetic ?? false,
      months: [],
      month: null,
    };
  }
  const store = session.store();
  const months = importedMonths(store);
  return {
    ...base,
    locked: false,
    problem: null,
    name: store.identity.name,
    county: findCounty(store.identity.county)?.name ?? store.identity.county,
    synthetic: store.identity.synthetic,
    months: [...months],
    month: months.at(-1) ?? null,
  };
}

function lockedProject(folder: string) {
  if (!existsSync(vaultFile(folder))) {
    return {
      vault: undefined,
      problem: {
        code: 'PROJECT_MISSING',
        message:
          'There is no Linkdesk project in this folder. Choose the project folder, or make a project with "linkdesk import".',
      },
    };
  }
  try {
    return { vault: readVault(folder), problem: null };
  } catch (error) {
    const { code, message } = failureOf(error);
    return { vault: undefined, problem: { code, message } };
  }
}
