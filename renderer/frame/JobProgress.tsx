import type { ReactNode } from 'react';
import { ProgressBar } from 'react-aria-components/ProgressBar';
import type { JobView } from '../../src/app/contract/shapes.ts';
import { useCommand } from '../api/useCommand.ts';
import { Action } from '../components/Action.tsx';
import { wholePercent } from '../format/counts.ts';

/** The running job in the top bar: its step, how far, and the way out. */
export function JobProgress({ job }: { readonly job: JobView }): ReactNode {
  const cancel = useCommand('jobs.cancel');
  const percent = wholePercent(job.done, job.total);
  return (
    <div className="job">
      <ProgressBar
        aria-label={job.label}
        className="job-bar"
        value={percent}
        valueLabel={`${percent} %`}
        isIndeterminate={job.total === 0}
      >
        <span className="job-label">{job.label}</span>
        <span className="job-track">
          <span className="job-fill" style={{ width: `${percent}%` }} />
        </span>
        <span className="job-percent">{job.total === 0 ? '' : `${percent} %`}</span>
      </ProgressBar>
      <Action
        look="quiet"
        isDisabled={cancel.isPending || cancel.data?.cancelled === true}
        onPress={() => cancel.mutate({ jobId: job.jobId })}
      >
        Cancel
      </Action>
    </div>
  );
}
