import { create } from 'zustand';
import type { JobView } from '../../src/app/contract/shapes.ts';

interface Jobs {
  /** The job that the window speaks of: the running one, else the last that ended and was not yet put away. */
  readonly current: JobView | null;
  apply(job: JobView): void;
  putAway(): void;
  clear(): void;
}

/** Long work under way, as the engine's events report it. */
export const useJobs = create<Jobs>()((set) => ({
  current: null,
  apply: (job) =>
    set((before) =>
      // A report about an older job must not hide the one that runs now.
      job.state !== 'running' && before.current !== null && before.current.jobId !== job.jobId
        ? before
        : { current: job },
    ),
  putAway: () => set((before) => (before.current?.state === 'running' ? before : { current: null })),
  clear: () => set({ current: null }),
}));
