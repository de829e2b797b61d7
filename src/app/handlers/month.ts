import { findingsPage } from '../../store/imports.ts';
import type { Handlers } from '../handler.ts';
import { LinkdeskError } from '../../domain/error.ts';
import { importExtracts } from '../importExtracts.ts';
import { matchMonth } from '../matchMonth.ts';
import { monthOverview } from '../monthOverview.ts';

export const monthHandlers: Handlers<'month' | 'imports' | 'match' | 'jobs'> = {
  'month.overview': (session, { month }) => monthOverview(session.store(), month),

  'imports.findings'(session, { importId, after }) {
    const { rows, next } = findingsPage(session.store(), importId, after);
    return { rows: [...rows], next };
  },

  'imports.start'(session, { month, grant }) {
    const store = session.store();
    const folder = session.redeemGrant(grant);
    if (folder === undefined) {
      throw new LinkdeskError(
        'GRANT_USED',
        'The folder has to be chosen again. Choose it and start the import; nothing was changed.',
      );
    }
    const jobId = session.jobs.start('import', month, async (progress, signal) => {
      await importExtracts(store, { paths: [folder], month }, { progress, signal, now: session.now });
      session.emit({ type: 'changed', topics: ['project', 'month', 'review', 'lists'] });
    });
    return { jobId };
  },

  'match.start'(session, { month }) {
    const store = session.store();
    const jobId = session.jobs.start('match', month, async (progress, signal) => {
      await matchMonth(store, month, session.engine, { progress, signal, now: session.now });
      session.emit({ type: 'changed', topics: ['month', 'review', 'lists'] });
    });
    return { jobId };
  },

  'jobs.list': (session) => ({ jobs: [...session.jobs.list()] }),

  'jobs.cancel'(session, { jobId }) {
    const job = session.jobs.cancel(jobId);
    return { cancelled: job !== undefined, kind: job?.kind ?? null };
  },
};
