import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useImportWizard } from '../session/importWizard.ts';
import { useJobs } from '../session/jobs.ts';
import { usePersonSearch } from '../session/personSearch.ts';
import { useView } from '../session/view.ts';
import { useApi } from './ApiContext.ts';
import { methodsToAskAgain } from './topics.ts';

/** Keeps answers and jobs current with what the engine reports, for as long as the window is open. */
export function useLiveEvents(): void {
  const api = useApi();
  const queries = useQueryClient();
  useEffect(
    () =>
      api.subscribe((event) => {
        if (event.type === 'changed') {
          for (const method of methodsToAskAgain(event.topics)) {
            void queries.invalidateQueries({ queryKey: [method] });
          }
        } else if (event.type === 'job') {
          useJobs.getState().apply(event.job);
          if (event.job.state === 'done') void queries.invalidateQueries();
        } else {
          // Nothing of the store may stay in memory behind the lock.
          queries.removeQueries({ predicate: (query) => query.queryKey[0] !== 'project.state' });
          useJobs.getState().clear();
          usePersonSearch.getState().clear();
          useView.getState().setQueue('restricted', { pairKey: null, index: 0, text: '', kind: '' });
          useImportWizard.getState().reset();
          void queries.invalidateQueries({ queryKey: ['project.state'] });
        }
      }),
    [api, queries],
  );
}
