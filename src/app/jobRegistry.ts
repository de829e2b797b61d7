import { LinkdeskError } from '../domain/error.ts';
import type { Month } from '../domain/month.ts';
import type { JobView } from './contract/shapes.ts';
import { failureOf } from './failure.ts';

export interface JobProgress {
  (label: string, done: number, total: number): void;
}

export interface JobRegistry {
  /** Starts long work and gives its id at once. One job at a time: throws JOB_RUNNING while another is under way. */
  start(
    kind: JobView['kind'],
    month: Month,
    work: (progress: JobProgress, signal: AbortSignal) => Promise<void>,
  ): string;
  /** Asks a job to stop at its next safe point; undefined when no such job is running. */
  cancel(jobId: string): JobView | undefined;
  list(): readonly JobView[];
  /** Waits until nothing runs. */
  whenIdle(): Promise<void>;
  /** Cancels what runs and waits for it to stop. */
  stopAll(): Promise<void>;
}

interface Entry {
  readonly view: JobView;
  readonly controller: AbortController;
  readonly ended: Promise<void>;
}

const keptJobs = 20;
/** The window is told of progress at most this often. */
const reportEveryMs = 100;

/** Keeps the jobs of one session and tells `onChange` how each one goes. */
export function jobRegistry(onChange: (job: JobView) => void): JobRegistry {
  const entries = new Map<string, Entry>();
  let count = 0;

  const update = (jobId: string, change: Partial<JobView>) => {
    const entry = entries.get(jobId)!;
    const view = { ...entry.view, ...change };
    entries.set(jobId, { ...entry, view });
    onChange(view);
  };

  return {
    start(kind, month, work) {
      const running = [...entries.values()].find((entry) => entry.view.state === 'running');
      if (running !== undefined) {
        throw new LinkdeskError(
          'JOB_RUNNING',
          'Other work is still under way. Wait for it, or cancel it in the top bar, and start again.',
        );
      }
      const jobId = `job-${++count}`;
      const controller = new AbortController();
      const view: JobView = {
        jobId,
        kind,
        month,
        state: 'running',
        label: 'Starting',
        done: 0,
        total: 0,
        error: null,
      };
      let reportedAt = 0;
      const progress: JobProgress = (label, done, total) => {
        const now = performance.now();
        if (label === entries.get(jobId)!.view.label && now - reportedAt < reportEveryMs && done < total)
          return;
        reportedAt = now;
        update(jobId, { label, done, total });
      };
      const ended = Promise.resolve()
        .then(() => work(progress, controller.signal))
        .then(() => update(jobId, { state: 'done', label: 'Done' }))
        .catch((error: unknown) => {
          if (controller.signal.aborted)
            update(jobId, { state: 'cancelled', label: 'Cancelled; nothing of it was kept' });
          else update(jobId, { state: 'failed', label: 'Failed', error: failureOf(error) });
        });
      entries.set(jobId, { view, controller, ended });
      onChange(view);
      for (const old of [...entries.keys()].slice(0, Math.max(0, entries.size - keptJobs)))
        entries.delete(old);
      return jobId;
    },
    cancel(jobId) {
      const entry = entries.get(jobId);
      if (entry === undefined || entry.view.state !== 'running') return undefined;
      entry.controller.abort(
        new LinkdeskError('CANCELLED', 'Cancelled. Nothing of the running step was kept.'),
      );
      return entry.view;
    },
    list: () => [...entries.values()].map((entry) => entry.view),
    async whenIdle() {
      await Promise.all([...entries.values()].map((entry) => entry.ended));
    },
    async stopAll() {
      for (const entry of entries.values()) {
        entry.controller.abort(new LinkdeskError('CANCELLED', 'Cancelled because the project was closed.'));
      }
      await Promise.all([...entries.values()].map((entry) => entry.ended));
    },
  };
}
