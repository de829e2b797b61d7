import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { MonthOverview } from '../../../src/app/contract/project.ts';
import { Action } from '../../components/Action.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Problem } from '../../components/Problem.tsx';
import { placeOfAction } from '../../frame/places.ts';
import { useJobs } from '../../session/jobs.ts';
import { useMonthJobs } from './useMonthJobs.ts';

const placeVerbs: Readonly<Record<string, string>> = {
  review: 'Review near matches',
  mismatches: 'Resolve mismatches',
  lists: 'Open lists',
  outcomes: 'Open outcomes',
};

/** What to do now, with the one primary action of the screen; the other steps stay at hand beside it. */
export function NextStep({ overview }: { readonly overview: MonthOverview }): ReactNode {
  const [, go] = useLocation();
  const running = useJobs((jobs) => jobs.current?.state === 'running');
  const { startImport, startMatch, failure } = useMonthJobs(overview.month);
  const { action } = overview.next;
  const place = placeOfAction(action);
  const hasImports = overview.imports.length > 0;

  return (
    <section className="next" aria-label="What to do next">
      <div className="next-words">
        <p className="next-sentence">{overview.next.sentence}</p>
        {overview.stale === null ? null : (
          <p className="stale">
            <Icon name="warning" /> {overview.stale}
          </p>
        )}
      </div>
      <div className="next-actions">
        <Action look={action === 'import' ? 'primary' : 'quiet'} isDisabled={running} onPress={startImport}>
          Import extracts…
        </Action>
        {hasImports ? (
          <Action look={action === 'match' ? 'primary' : 'quiet'} isDisabled={running} onPress={startMatch}>
            {overview.stage === 'imported' ? 'Run match' : 'Run match again'}
          </Action>
        ) : null}
        {place === undefined || action === 'import' ? null : (
          <Action look="primary" onPress={() => go(place.path)}>
            {placeVerbs[action] ?? place.title}
          </Action>
        )}
      </div>
      {failure === null ? null : <Problem what="The step was not started." failure={failure} />}
    </section>
  );
}
