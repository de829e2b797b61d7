import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useHotkeys } from 'react-hotkeys-hook';
import { useApi } from '../../api/ApiContext.ts';
import { question, useAnswer } from '../../api/useAnswer.ts';
import { Problem } from '../../components/Problem.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useView } from '../../session/view.ts';
import type { QueueName } from '../../session/view.ts';
import { ComparePane } from './ComparePane.tsx';
import { QueuePane } from './QueuePane.tsx';
import { deskKeys } from './deskKeys.ts';
import { useDecisions } from './useDecisions.ts';
import { useQueue } from './useQueue.ts';

interface PairDeskProps {
  readonly name: QueueName;
  readonly month: string;
}

/** Queue, comparison, context and decision: the desk that near matches and mismatches share. */
export function PairDesk({ name, month }: PairDeskProps): ReactNode {
  const api = useApi();
  const queries = useQueryClient();
  const queue = useQueue(name, month);
  const decisions = useDecisions(name, month, queue);
  const letterKeys = useView((view) => view.letterKeys);
  const { view, setView, rows } = queue;
  const queueGrid = useRef<HTMLDivElement>(null);
  const compareGrid = useRef<HTMLDivElement>(null);
  const find = useRef<HTMLInputElement>(null);
  const note = useRef<HTMLInputElement>(null);

  const pairKey = view.pairKey;
  const pair = useAnswer('review.pair', { month, pairKey: pairKey ?? '---' }, { enabled: pairKey !== null });

  // The next pair is fetched while this one is read, so that a decision is followed at once.
  const following = rows.rowAt(view.index + 1)?.pairKey;
  useEffect(() => {
    if (following !== undefined) {
      void queries.prefetchQuery(question(api, 'review.pair', { month, pairKey: following }));
    }
  }, [api, queries, month, following]);

  const move = (step: 1 | -1): void => {
    const index = Math.max(0, Math.min(rows.total - 1, view.index + step));
    if (rows.total > 0) setView({ index, pairKey: rows.rowAt(index)?.pairKey ?? null });
  };
  const letters = { ...deskKeys, enabled: letterKeys };
  useHotkeys('j', () => move(1), letters);
  useHotkeys('k', () => move(-1), letters);
  useHotkeys('n', () => note.current?.focus(), letters);
  useHotkeys('/', () => find.current?.focus(), { ...letters, ignoreModifiers: true });

  return (
    <div className="desk">
      <QueuePane
        name={name}
        month={month}
        queue={queue}
        gridRef={queueGrid}
        findRef={find}
        onOpen={() => compareGrid.current?.focus()}
      />
      {pair.data !== undefined && pairKey !== null ? (
        <ComparePane
          key={pairKey}
          name={name}
          month={month}
          pair={pair.data}
          place={`${view.index + 1}`}
          decisions={decisions}
          compareRef={compareGrid}
          noteRef={note}
          onQueue={() => queueGrid.current?.focus()}
          onPair={(key) => setView({ pairKey: key })}
        />
      ) : pair.isError ? (
        <div className="desk-rest">
          <Problem
            what="The pair could not be read."
            failure={pair.error}
            onRetry={() => void pair.refetch()}
          />
        </div>
      ) : queue.loading || rows.total > 0 ? (
        <div className="desk-rest">
          <Skeleton label="Reading the pair" lines={10} />
        </div>
      ) : (
        <div className="desk-rest muted">{queue.failure === null ? 'No pair is chosen.' : null}</div>
      )}
    </div>
  );
}
