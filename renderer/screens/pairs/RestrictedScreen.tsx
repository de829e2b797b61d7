import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { displayMonth } from '../../../src/domain/month.ts';
import { useAnswer } from '../../api/useAnswer.ts';
import { useCommand } from '../../api/useCommand.ts';
import { Action } from '../../components/Action.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Problem } from '../../components/Problem.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { counted } from '../../format/counts.ts';
import { ScreenTitle } from '../../frame/ScreenTitle.tsx';
import { useView } from '../../session/view.ts';
import { PairDesk } from './PairDesk.tsx';

/** Pairs of sensitive and adopted clients (SCC-13): shut until somebody opens it, and shut again by them or the lock. */
export function RestrictedScreen({ month }: { readonly month: string }): ReactNode {
  const queries = useQueryClient();
  const state = useAnswer('restricted.state', { month });
  const change = useCommand('restricted.open');
  const setQueue = useView((view) => view.setQueue);
  const onChange = (open: boolean): void =>
    change.mutate(
      { month, open },
      {
        onSuccess: (now) => {
          queries.setQueryData(['restricted.state', { month }], now);
          if (now.open) return;
          // nothing of the queue stays in the window
          setQueue('restricted', { pairKey: null, index: 0, text: '', kind: '' });
          for (const method of ['restricted.pages', 'restricted.page', 'review.pair', 'review.score']) {
            queries.removeQueries({ queryKey: [method] });
          }
        },
      },
    );
  const isOpen = state.data?.open === true;
  return (
    <div className="screen is-desk">
      <ScreenTitle
        aside={
          isOpen ? (
            <span className="restricted-open">
              <strong className="restricted-mark">Restricted queue open, noted in the audit log</strong>
              <Action isDisabled={change.isPending} onPress={() => onChange(false)}>
                Close restricted queue
              </Action>
            </span>
          ) : (
            <p className="muted">{displayMonth(month)}</p>
          )
        }
      >
        Restricted
      </ScreenTitle>
      {change.isError ? <Problem what="The queue stays as it is." failure={change.error} /> : null}
      {state.isError ? (
        <Problem
          what="The restricted queue could not be asked."
          failure={state.error}
          onRetry={() => void state.refetch()}
        />
      ) : state.data === undefined ? (
        <Skeleton label="Asking for the restricted queue" lines={4} />
      ) : isOpen ? (
        <PairDesk name="restricted" month={month} />
      ) : (
        <EmptyState
          title={`The restricted queue is closed: ${counted(state.data.todo, 'pair', 'pairs')} of sensitive or adopted clients to review.`}
        >
          <p>
            These pairs are in no other queue and on no person’s page; elsewhere they are only counted.
            Opening the queue and every look at a pair are noted in the audit log under your name. The lock
            closes it.
          </p>
          <Action look="primary" isDisabled={change.isPending} onPress={() => onChange(true)}>
            Open restricted queue
          </Action>
        </EmptyState>
      )}
    </div>
  );
}
