import { findingsPage } from '../../store/imports.ts';
import type { Handlers } from '../handler.ts';
import { dropWizard } from '../intake/heldWizard.ts';
import { importExtracts } from '../importExtracts.ts';
import { matchMonth } from '../matchMonth.ts';
import { monthOverview } from '../monthOverview.ts';
import { grantUsed } from '../session.ts';
import { undoImport } from '../../store/undoImport.ts';

export const monthHandlers: Handlers<'month' | 'imports' | 'match' | 'jobs'> = {
  'month.overview': (session, { month }) => monthOverview(session.store(), month),

  'imports.findings'(session, { importId, after }) {
    const { rows, next } = findingsPage(session.store(), importId, after);
    return { rows: [...rows], next };
  },

  'imports.start'(session, { month, grant, files }) {
    const store = session.store();
    const wizard = session.wizard.current?.grant === grant ? session.wizard.current : undefined;
    const folder = wizard?.folder ?? session.redeemGrant(grant);
    if (folder === undefined) throw grantUsed();
    const jobId = session.jobs.start('import', month, async (progress, signal) => {
      const request = {
        paths: [folder],
        month,
        ...(wizard === undefined ? {} : { profiles: wizard.drafts }),
        ...(files.length === 0 ? {} : { only: new Set(files) }),
      };
      const work = { progress, signal, now: session.now };
      await importExtracts(store, request, work, session.openReader, session.prove);
      if (session.wizard.current?.grant === grant) session.wizard.current = undefined;
      dropWizard(store);
      session.emit({ type: 'changed', topics: ['project', 'month', 'review', 'lists'] });
    });
    return { jobId };
  },

  'imports.undo'(session, { importId }) {
    undoImport(session.store(), importId, session.now());
    session.emit({ type: 'changed', topics: ['project', 'month', 'review', 'lists'] });
    return { importId };
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
