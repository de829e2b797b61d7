import type { ReactNode } from 'react';
import type { JobView } from '../../src/app/contract/shapes.ts';
import { displayMonth } from '../../src/domain/month.ts';
import { Icon } from '../components/Icon.tsx';
import { IconAction } from '../components/IconAction.tsx';
import { useJobs } from '../session/jobs.ts';

const nouns: Readonly<Record<string, string>> = {
  check: 'The check of the files',
  import: 'Import',
  match: 'Match',
  lists: 'Preparing the list',
};

/** How the last job ended, until it is put away. A failure keeps the engine's sentence in sight. */
export function JobEnd({ job }: { readonly job: JobView }): ReactNode {
  const putAway = useJobs((jobs) => jobs.putAway);
  const what = `${nouns[job.kind] ?? 'The work'} of ${displayMonth(job.month)}`;
  const sentence =
    job.state === 'done'
      ? `${what} is finished.`
      : job.state === 'cancelled'
        ? `${what} was cancelled. The store is as it was before.`
        : `${what} failed. ${job.error?.message ?? ''} The store is as it was before.`;
  return (
    <div className={`job-end is-${job.state}`} role={job.state === 'failed' ? 'alert' : 'status'}>
      {job.state === 'failed' ? <Icon name="warning" /> : null}
      <span>{sentence}</span>
      {job.error === null ? null : <span className="muted small">{job.error.code}</span>}
      <IconAction icon="close" label="Put away" onPress={putAway} />
    </div>
  );
}
