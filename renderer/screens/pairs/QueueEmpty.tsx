import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { QueueCounts } from '../../../src/app/contract/review.ts';
import { displayMonth } from '../../../src/domain/month.ts';
import { Action } from '../../components/Action.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { stateWords } from '../../components/VerdictMark.tsx';
import { countText, counted } from '../../format/counts.ts';
import type { QueueName, QueueView } from '../../session/view.ts';
import { queueNouns } from './queueMethods.ts';

interface QueueEmptyProps {
  readonly name: QueueName;
  readonly month: string;
  readonly view: QueueView;
  readonly counts: QueueCounts;
  readonly setView: (change: Partial<QueueView>) => void;
}

/** Why no row is shown: filters hide them, all are decided, or there were none (review-ux.md 4.5). */
export function QueueEmpty({ name, month, view, counts, setView }: QueueEmptyProps): ReactNode {
  const noun = queueNouns[name];
  const decided = counts.same + counts.different + counts.hold;
  const all = decided + counts.todo;
  if (all === 0) {
    return (
      <EmptyState title={`No ${noun.many} in ${displayMonth(month)}.`}>
        <p>
          {name === 'restricted'
            ? 'Either the month is not matched yet, or nothing comes near a sensitive or adopted client.'
            : name === 'review'
              ? 'Either the month is not matched yet, or every link was certain. The tiers on This month say what linked whom.'
              : 'Either the month is not matched yet, or no link contradicts the person data.'}
        </p>
        <Link href="/">Open This month</Link>
      </EmptyState>
    );
  }
  if (view.text !== '' || view.kind !== '') {
    return (
      <EmptyState title={`0 of ${countText(all)} shown.`}>
        <p>The filters hide them all.</p>
        <Action onPress={() => setView({ text: '', kind: '', state: 'todo', pairKey: null, index: 0 })}>
          Clear filters
        </Action>
      </EmptyState>
    );
  }
  if (view.state === 'todo') {
    return (
      <EmptyState title={`All ${counted(all, noun.one, noun.many)} are decided.`}>
        <p>{counts.hold === 0 ? 'None is on hold.' : `${countText(counts.hold)} on hold.`}</p>
        <Link href={name === 'review' ? '/mismatches' : '/lists'}>
          {name === 'review' ? 'Go on to Mismatches' : 'Go on to Lists'}
        </Link>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={`No ${noun.one} is decided as ${stateWords[view.state === 'all' ? 'todo' : view.state].toLowerCase()}.`}
    />
  );
}
