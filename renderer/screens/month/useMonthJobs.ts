import { useState } from 'react';
import type { ApiFailure } from '../../api/ApiFailure.ts';
import { useApi } from '../../api/ApiContext.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useJobs } from '../../session/jobs.ts';

interface MonthJobs {
  startImport(): void;
  startMatch(): void;
  /** Why the last start was refused. */
  readonly failure: ApiFailure | null;
}

/** Starts the long steps of a month; from there on the top bar follows them. */
export function useMonthJobs(month: string): MonthJobs {
  const api = useApi();
  const imports = useCommand('imports.start');
  const match = useCommand('match.start');
  const [last, setLast] = useState<'import' | 'match'>('import');

  const begin = (kind: 'import' | 'match', jobId: string, label: string): void => {
    // Events may have brought the job already, even its end.
    if (useJobs.getState().current?.jobId === jobId) return;
    useJobs.getState().apply({ jobId, kind, month, state: 'running', label, done: 0, total: 0, error: null });
  };

  const pickAndImport = async (): Promise<void> => {
    const folder = await api.pickFolder();
    if (folder === null) return;
    imports.mutate(
      { month, grant: folder.grant },
      { onSuccess: ({ jobId }) => begin('import', jobId, `Opening ${folder.name}`) },
    );
  };

  return {
    startImport: () => {
      setLast('import');
      void pickAndImport();
    },
    startMatch: () => {
      setLast('match');
      match.mutate({ month }, { onSuccess: ({ jobId }) => begin('match', jobId, 'Starting the match') });
    },
    failure: last === 'import' ? imports.error : match.error,
  };
}
