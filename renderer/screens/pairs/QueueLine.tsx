import type { ReactNode } from 'react';
import type { QueueRow } from '../../../src/app/contract/review.ts';
import { displayMonth } from '../../../src/domain/month.ts';
import { VerdictMark } from '../../components/VerdictMark.tsx';
import { dayText } from '../../format/dates.ts';
import { bothNames } from './bothNames.ts';

const carriedWords: Readonly<Record<QueueRow['carried'], string>> = {
  no: '',
  carried: 'carried',
  carried_changed: 'carried, changed',
  reopened: 'reopened',
};

/** A pair in two lines: who, and why it is asked about. */
export function QueueLine({ row }: { readonly row: QueueRow }): ReactNode {
  return (
    <div className="queue-line" title={`Raised in ${displayMonth(row.since)}`}>
      <VerdictMark state={row.state} />
      <span className="queue-who">
        <span className="queue-name">{bothNames(row.leftName, row.rightName)}</span>
        <span className="queue-birth">{row.leftBirth === null ? '' : dayText(row.leftBirth)}</span>
      </span>
      <span className="queue-why">
        <span className="queue-reason">{row.raisedBecause}</span>
        {row.carried === 'no' ? null : <span className="badge is-plain">{carriedWords[row.carried]}</span>}
      </span>
    </div>
  );
}
