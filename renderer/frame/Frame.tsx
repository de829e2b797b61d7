import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import type { ProjectState } from '../../src/app/contract/project.ts';
import { useAnswer } from '../api/useAnswer.ts';
import { useCommand } from '../api/useCommand.ts';
import { ScreenGuard } from '../components/ScreenGuard.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { ListsScreen } from '../screens/lists/ListsScreen.tsx';
import { ThisMonthScreen } from '../screens/month/ThisMonthScreen.tsx';
import { PersonsScreen } from '../screens/persons/PersonsScreen.tsx';
import { MismatchesScreen } from '../screens/pairs/MismatchesScreen.tsx';
import { RestrictedScreen } from '../screens/pairs/RestrictedScreen.tsx';
import { ReviewScreen } from '../screens/pairs/ReviewScreen.tsx';
import { useJobs } from '../session/jobs.ts';
import { useView } from '../session/view.ts';
import { JobEnd } from './JobEnd.tsx';
import { KeySheet } from './KeySheet.tsx';
import { monthsAround } from './monthsAround.ts';
import { Rail } from './Rail.tsx';
import { StatusBar } from './StatusBar.tsx';
import { TopBar } from './TopBar.tsx';
import { useFrameKeys } from './useFrameKeys.ts';
import { ViewSettings } from './ViewSettings.tsx';

/** Charts are the heaviest part of the window and come only when they are looked at. */
const OutcomesScreen = lazy(() => import('../screens/outcomes/OutcomesScreen.tsx'));

/** The import is needed a few days a month. */
const ImportScreen = lazy(() =>
  import('../screens/import/ImportScreen.tsx').then(({ ImportScreen: screen }) => ({ default: screen })),
);

interface FrameProps {
  readonly project: ProjectState;
  readonly month: string;
}

/** The one frame: rail, top bar, content, status bar. */
export function Frame({ project, month }: FrameProps): ReactNode {
  const [open, setOpen] = useState<'keys' | 'view' | null>(null);
  const [path] = useLocation();
  const setMonth = useView((view) => view.setMonth);
  const overview = useAnswer('month.overview', { month });
  const lock = useCommand('project.lock');
  const job = useJobs((jobs) => jobs.current);
  const running = useAnswer('jobs.list', {});
  useEffect(() => {
    const found = running.data?.jobs.find((each) => each.state === 'running');
    if (found !== undefined) useJobs.getState().apply(found);
  }, [running.data]);

  const { previous, next } = monthsAround(month, project.months);
  const onLock = (): void => lock.mutate({});
  const onKeySheet = useCallback(() => setOpen('keys'), []);
  useFrameKeys({
    onPreviousMonth: () => (previous === null ? undefined : setMonth(previous)),
    onNextMonth: () => (next === null ? undefined : setMonth(next)),
    onKeySheet,
    onLock,
  });
  const onClose = (): void => setOpen(null);

  return (
    <div className="frame">
      <a
        className="skip"
        href="#content"
        onClick={(event) => {
          // The fragment is the route; the link moves focus only.
          event.preventDefault();
          document.querySelector<HTMLElement>('#content')?.focus();
        }}
      >
        Skip to content
      </a>
      <Rail project={project.name} county={project.county} waiting={overview.data?.waiting} />
      <TopBar
        project={project}
        month={month}
        previous={previous}
        next={next}
        onMonth={setMonth}
        asOf={overview.data?.asOf}
        job={job}
        onView={() => setOpen('view')}
        onLock={onLock}
      />
      <main id="content" className="content" tabIndex={-1}>
        {job === null || job.state === 'running' ? null : <JobEnd job={job} />}
        <ScreenGuard key={path}>
          <Suspense fallback={<Skeleton label="Opening" />}>
            <Switch>
              <Route path="/">
                <ThisMonthScreen key={month} month={month} />
              </Route>
              <Route path="/import">
                <ImportScreen key={month} month={month} />
              </Route>
              <Route path="/review">
                <ReviewScreen key={month} month={month} />
              </Route>
              <Route path="/mismatches">
                <MismatchesScreen key={month} month={month} />
              </Route>
              <Route path="/persons">
                <PersonsScreen month={month} />
              </Route>
              <Route path="/lists">
                <ListsScreen key={month} month={month} />
              </Route>
              <Route path="/outcomes">
                <OutcomesScreen />
              </Route>
              <Route path="/restricted">
                <RestrictedScreen key={month} month={month} />
              </Route>
              <Route>
                <Redirect to="/" replace />
              </Route>
            </Switch>
          </Suspense>
        </ScreenGuard>
      </main>
      <StatusBar overview={overview.data} onKeySheet={onKeySheet} />
      {open === 'keys' ? <KeySheet onClose={onClose} /> : null}
      {open === 'view' ? <ViewSettings version={project.version} onClose={onClose} /> : null}
    </div>
  );
}
