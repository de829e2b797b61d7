import type { ReactNode } from 'react';
import { displayMonth } from '../../../src/domain/month.ts';
import { useAnswer } from '../../api/useAnswer.ts';
import { Problem } from '../../components/Problem.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { ScreenTitle } from '../../frame/ScreenTitle.tsx';
import { FirstSteps } from './FirstSteps.tsx';
import { ListsOfMonth } from './ListsOfMonth.tsx';
import { NextStep } from './NextStep.tsx';
import { SinceLastMonth } from './SinceLastMonth.tsx';
import { Sources } from './Sources.tsx';
import { Stages } from './Stages.tsx';
import { TierWaterfall } from './TierWaterfall.tsx';
import { WaitingCards } from './WaitingCards.tsx';

/** The state of the month and what to do next. */
export function ThisMonthScreen({ month }: { readonly month: string }): ReactNode {
  const overview = useAnswer('month.overview', { month });
  return (
    <div className="screen is-reading">
      <ScreenTitle aside={overview.data === undefined ? null : <Stages stage={overview.data.stage} />}>
        {displayMonth(month)}
      </ScreenTitle>
      {overview.isError ? (
        <Problem
          what={`${displayMonth(month)} could not be read.`}
          failure={overview.error}
          onRetry={() => void overview.refetch()}
        />
      ) : overview.data === undefined ? (
        <Skeleton label={`Reading ${displayMonth(month)}`} lines={8} />
      ) : (
        <>
          <NextStep overview={overview.data} />
          {overview.data.stage === 'empty' ? (
            <FirstSteps />
          ) : (
            <>
              <WaitingCards overview={overview.data} />
              <div className="month-columns">
                <TierWaterfall overview={overview.data} />
                <div className="month-side">
                  <ListsOfMonth overview={overview.data} />
                  <SinceLastMonth overview={overview.data} />
                </div>
              </div>
              <Sources overview={overview.data} />
            </>
          )}
        </>
      )}
    </div>
  );
}
