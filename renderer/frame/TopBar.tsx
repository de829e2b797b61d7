import type { ReactNode } from 'react';
import type { MonthOverview, ProjectState } from '../../src/app/contract/project.ts';
import type { JobView } from '../../src/app/contract/shapes.ts';
import { Action } from '../components/Action.tsx';
import { IconAction } from '../components/IconAction.tsx';
import { SystemMark } from '../components/SystemMark.tsx';
import type { SystemName } from '../components/SystemMark.tsx';
import { dayText, shortDayText } from '../format/dates.ts';
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

interface AsOfProps {
  readonly system: SystemName;
  readonly name: string;
  /** Undefined while it is being read, null when the month has no extract of the system. */
  readonly day: string | null | undefined;
}

/** How fresh one system's data are. */
function AsOf({ system, name, day }: AsOfProps): ReactNode {
  const known = day !== undefined && day !== null;
  return (
    <span title={known ? `${name} as of ${dayText(day)}` : undefined}>
      <SystemMark system={system} /> <span className="as-of-name">{name} </span>
      <span className="muted">
        {known ? <span className="as-of-name">as of </span> : null}
        {known ? shortDayText(day) : day === null ? 'not imported' : ''}
      </span>
    </span>
  );
}

/** What governs every screen: the month, how fresh both systems' data are, the running job, who works here. */
export function TopBar(props: TopBarProps): ReactNode {
  const { project, month, previous, next, onMonth, asOf, job, onView, onLock } = props;
  return (
    <header className="top">
      <MonthSwitcher month={month} previous={previous} next={next} onMonth={onMonth} />
      <div className="as-of">
        <AsOf system="cws" name="CWS" day={asOf?.cws} />
        <AsOf system="calworks" name="CalWORKs" day={asOf?.calworks} />
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
