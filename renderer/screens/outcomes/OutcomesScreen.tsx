import type { ReactNode } from 'react';
import { useHotkeys } from 'react-hotkeys-hook';
import { useAnswer } from '../../api/useAnswer.ts';
import { Choices } from '../../components/Choices.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { OnOff } from '../../components/OnOff.tsx';
import { Problem } from '../../components/Problem.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { ScreenTitle } from '../../frame/ScreenTitle.tsx';
import { countText } from '../../format/counts.ts';
import { useView } from '../../session/view.ts';
import type { OutcomesView } from '../../session/view.ts';
import { PercentChart } from './PercentChart.tsx';
import { SeriesTable } from './SeriesTable.tsx';

const timings: readonly { readonly id: OutcomesView['timing']; readonly label: string }[] = [
  { id: 'any_day', label: 'Any day of the month' },
  { id: 'last_day', label: 'Last day' },
];
const populations: readonly { readonly id: OutcomesView['population']; readonly label: string }[] = [
  { id: 'in_household', label: 'In the household' },
  { id: 'aided', label: 'Aided' },
];
const versions: readonly { readonly id: 'internal' | 'release'; readonly label: string }[] = [
  { id: 'internal', label: 'Internal' },
  { id: 'release', label: 'Release' },
];

/** Percent of children in open child welfare cases who are in a CalWORKs case at the same time (OCM-5 to OCM-12). */
export default function OutcomesScreen(): ReactNode {
  const view = useView((state) => state.outcomes);
  const setView = useView((state) => state.setOutcomes);
  const letterKeys = useView((state) => state.letterKeys);
  const { timing, population, release, table } = view;
  const series = useAnswer('outcomes.series', { measure: 'OC-%', timing, population, release });
  useHotkeys('t', () => setView({ table: !table }), {
    useKey: true,
    enabled: letterKeys,
    enableOnFormTags: ['radio'],
  });

  return (
    <div className="screen is-reading">
      <ScreenTitle aside={<p className="muted">Children with CalWORKs</p>}>Outcomes</ScreenTitle>
      <div className="outcome-tools">
        <Choices
          label="Served at the same time"
          choices={timings}
          chosen={timing}
          onChoose={(id) => setView({ timing: id })}
        />
        <Choices
          label="Children counted"
          choices={populations}
          chosen={population}
          onChoose={(id) => setView({ population: id })}
        />
        <Choices
          label="Version"
          choices={versions}
          chosen={release ? 'release' : 'internal'}
          onChoose={(id) => setView({ release: id === 'release' })}
        />
        <OnOff label="Table (T)" on={table} onChange={(on) => setView({ table: on })} />
      </div>
      {series.isError ? (
        <Problem
          what="The measure could not be computed."
          failure={series.error}
          onRetry={() => void series.refetch()}
        />
      ) : series.data === undefined ? (
        <Skeleton label="Computing the measure" lines={9} />
      ) : series.data.points.length === 0 ? (
        <EmptyState title="No month has extracts of both systems yet.">
          <p>The measure needs open child welfare cases and CalWORKs members of the same month.</p>
        </EmptyState>
      ) : (
        <>
          <figure className="figure" aria-labelledby="figure-title">
            <figcaption>
              <h2 id="figure-title" className="section-title">
                {series.data.title}
              </h2>
              <p className="muted">{series.data.subtitle}</p>
            </figcaption>
            {release ? null : (
              <p className="confidential">Confidential: internal version, small counts are not suppressed</p>
            )}
            {table ? <SeriesTable series={series.data} /> : <PercentChart series={series.data} />}
          </figure>
          <section className="panel figure-notes">
            <h2 className="section-title">How it is counted</h2>
            <p>{series.data.definition}</p>
            {series.data.excluded.length === 0 ? null : (
              <p className="muted">
                Left out:{' '}
                {series.data.excluded
                  .map(
                    (each) =>
                      `${each.reason} (${each.count === null ? 'suppressed' : countText(each.count)})`,
                  )
                  .join(' · ')}
              </p>
            )}
            <ul className="facts">
              {series.data.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
            <p className="muted small">
              {series.data.measure}, method version {series.data.methodVersion}. Unit: {series.data.unit}.
            </p>
          </section>
        </>
      )}
    </div>
  );
}
