import { describe, expect, it } from 'vitest';
import type { JobView } from '../../src/app/contract/shapes.ts';
import { jobRegistry } from '../../src/app/jobRegistry.ts';
import { LinkdeskError } from '../../src/domain/error.ts';

const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((_, reject) => {
    const stop = () => reject(new Error('stopped'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });

describe('jobs', () => {
  it('tell how they go and end done', async () => {
    const seen: JobView[] = [];
    const jobs = jobRegistry((job) => seen.push(job));
    jobs.start('match', '2026-10', async (progress) => progress('Scoring', 5, 10));
    await jobs.whenIdle();
    expect(seen.map((job) => [job.state, job.label, job.done])).toEqual([
      ['running', 'Starting', 0],
      ['running', 'Scoring', 5],
      ['done', 'Done', 5],
    ]);
  });

  it('run one at a time', async () => {
    const jobs = jobRegistry(() => {});
    jobs.start('match', '2026-10', (_, signal) => untilAborted(signal));
    expect(() => jobs.start('import', '2026-10', () => Promise.resolve())).toThrow(/still under way/);
    await jobs.stopAll();
  });

  it('end cancelled when they are cancelled, and say that nothing was kept', async () => {
    const jobs = jobRegistry(() => {});
    const jobId = jobs.start('match', '2026-10', (_, signal) => untilAborted(signal));
    expect(jobs.cancel(jobId)?.jobId).toBe(jobId);
    await jobs.stopAll();
    expect(jobs.list()[0]).toMatchObject({ state: 'cancelled', error: null });
    expect(jobs.cancel(jobId)).toBeUndefined();
  });

  it('end failed with the sentence of our own errors, and without the words of any other', async () => {
    const jobs = jobRegistry(() => {});
    jobs.start('match', '2026-10', () => Promise.reject(new LinkdeskError('FILE_GONE', 'The file is gone.')));
    await jobs.whenIdle();
    jobs.start('match', '2026-10', () => Promise.reject(new Error('GARCIA 912-34-5678')));
    await jobs.whenIdle();
    const [ours, other] = jobs.list();
    expect(ours?.error).toMatchObject({ code: 'FILE_GONE', message: 'The file is gone.' });
    expect(other?.error?.code).toBe('UNEXPECTED');
    expect(other?.error?.message).not.toContain('GARCIA');
  });
});
