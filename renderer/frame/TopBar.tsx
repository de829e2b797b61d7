import type { ReactNode } from 'react';
import type { MonthOverview, ProjectState } from '../../src/app/contract/project.ts';
import type { JobView } from '../../src/app/contract/shapes.ts';
import { Action } from '../components/Action.tsx';
import { IconAction } from '../components/IconAction.tsx';
import { SystemMark } from '../components/SystemMark.tsx';
import { dayText } from '../format/dates.ts';
import { JobProgress } from './JobProgress.tsx';
import { MonthSwitcher } from './MonthSwitcher.tsx';

interface TopBarProps {
  readonly project: ProjectState;
  readonly month: string;
  readonly previous: string | null;
  readonly next: string | null;
  readonly onMonth: (month: string) => void;
  readonly asOf: MonthOverview['asOf'] | undefined;
  readonly job: JobView | null;
  readonly onView: () => void;
  readonly onLock: () => void;
}

/** What governs every screen: the month, how fresh both systems' data are, the running job, who works here. */
export function TopBar(props: TopBarProps): ReactNode {
  const { project, month, previous, next, onMonth, asOf, job, onView, onLock } = props;
  const freshness = (day: string | null | undefined): string =>
    day === undefined ? '' : day === null ? 'not imported' : `as of ${dayText(day)}`;
  return (
    <header className="top">
      <MonthSwitcher month={month} previous={previous} next={next} onMonth={onMonth} />
      <div className="as-of">
        <span>
          <SystemMark system="cws" /> CWS <span className="muted">{freshness(asOf?.cws)}</span>
        </span>
        <span>
          <SystemMark system="calworks" /> CalWORKs <span className="muted">{freshness(asOf?.calworks)}</span>
        </span>
      </div>
      <div className="top-space">{job?.state === 'running' ? <JobProgress job={job} /> : null}</div>
      {project.synthetic ? <span className="badge is-plain made-up">Made-up people</span> : null}
      <span className="reviewer" title={`Reviewer: ${project.reviewer}`}>
        {project.reviewer}
      </span>
      <Action look="quiet" onPress={onView}>
        View
      </Action>
      <IconAction icon="lock" label="Lock" onPress={onLock} />
    </header>
  );
}
