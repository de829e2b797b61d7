import { useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { useHotkeys } from 'react-hotkeys-hook';
import type { PairDetail } from '../../../src/app/contract/review.ts';
import { useAnswer } from '../../api/useAnswer.ts';
import { Action } from '../../components/Action.tsx';
import { Problem } from '../../components/Problem.tsx';
import { VerdictMark } from '../../components/VerdictMark.tsx';
import { bothDaysText } from '../../format/dates.ts';
import { useView } from '../../session/view.ts';
import type { QueueName } from '../../session/view.ts';
import { CompareGrid } from './CompareGrid.tsx';
import { DecisionBar } from './DecisionBar.tsx';
import { Evidence } from './Evidence.tsx';
import { OutcomeBar } from './OutcomeBar.tsx';
import { PairContext } from './PairContext.tsx';
import { ScorePanel } from './ScorePanel.tsx';
import { deskKeys } from './deskKeys.ts';
import type { Decisions } from './useDecisions.ts';
import { useReveal } from './useReveal.ts';

interface ComparePaneProps {
  readonly name: QueueName;
  readonly month: string;
  readonly pair: PairDetail;
  /** The row of the pair in the queue, from 1. */
  readonly place: string;
  readonly decisions: Decisions;
  readonly compareRef: RefObject<HTMLDivElement | null>;
  readonly noteRef: RefObject<HTMLInputElement | null>;
  readonly onQueue: () => void;
  readonly onPair: (pairKey: string) => void;
}

/** One pair: evidence first, the score only after the decision or on request. */
export function ComparePane(props: ComparePaneProps): ReactNode {
  const { name, month, pair, place, decisions, compareRef, noteRef, onQueue, onPair } = props;
  const reveal = useReveal(month, pair.pairKey);
  const [scoreAsked, setScoreAsked] = useState(false);
  const letterKeys = useView((view) => view.letterKeys);
  const scored = scoreAsked || pair.state !== 'todo';
  const score = useAnswer('review.score', { month, pairKey: pair.pairKey }, { enabled: scored });
  useHotkeys('s', () => setScoreAsked(true), { ...deskKeys, enabled: letterKeys });

  return (
    <>
      <section className="compare" aria-label="Compared pair">
        <header className="compare-head">
          <h2 className="section-title">{pair.raisedBecause}</h2>
          <VerdictMark state={pair.state} named />
          <span className="muted compare-place">
            as of {bothDaysText(pair.leftAsOf, pair.rightAsOf)} · row {place}
          </span>
        </header>
        <CompareGrid pair={pair} reveal={reveal} gridRef={compareRef} onLeave={onQueue} />
        {reveal.failure === null ? null : (
          <p className="error-text" role="alert">
            {reveal.failure.message}
          </p>
        )}
        <Evidence pair={pair} />
        {score.data !== undefined && scored ? (
          <ScorePanel score={score.data} />
        ) : score.isError ? (
          <Problem what="The score could not be read." failure={score.error} />
        ) : (
          <p className="score-hidden">
            <span className="muted">The score is hidden until the pair is decided.</span>
            <Action look="quiet" keyCap="S" onPress={() => setScoreAsked(true)}>
              Show score, logged
            </Action>
          </p>
        )}
      </section>
      <PairContext pair={pair} onPair={onPair} />
      {name !== 'mismatch' ? (
        <DecisionBar
          pair={pair}
          decisions={decisions}
          scoreSeen={scoreAsked}
          noteRef={noteRef}
          onLeave={() => compareRef.current?.focus()}
        />
      ) : (
        <OutcomeBar
          pair={pair}
          decisions={decisions}
          noteRef={noteRef}
          onLeave={() => compareRef.current?.focus()}
        />
      )}
    </>
  );
}
