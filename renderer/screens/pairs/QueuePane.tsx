import type { ReactNode, RefObject } from 'react';
import type { QueueRow } from '../../../src/app/contract/review.ts';
import type { PairState } from '../../../src/app/contract/shapes.ts';
import { displayMonth } from '../../../src/domain/month.ts';
import { Action } from '../../components/Action.tsx';
import { Choices } from '../../components/Choices.tsx';
import type { Choice } from '../../components/Choices.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Finder } from '../../components/Finder.tsx';
import { Picker } from '../../components/Picker.tsx';
import { Problem } from '../../components/Problem.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { stateWords } from '../../components/VerdictMark.tsx';
import { countText } from '../../format/counts.ts';
import type { GridColumn } from '../../grid/column.ts';
import { PagedGrid } from '../../grid/PagedGrid.tsx';
import type { QueueName, QueueSort } from '../../session/view.ts';
import { KindList } from './KindList.tsx';
import { QueueEmpty } from './QueueEmpty.tsx';
import { QueueLine } from './QueueLine.tsx';
import { queueNouns } from './queueMethods.ts';
import type { Queue } from './useQueue.ts';

/** Two lines of text and their air, px. */
const QUEUE_ROW = 44;
const ANY_KIND = 'any';

const sorts: readonly { readonly id: QueueSort; readonly label: string }[] = [
  { id: 'useful', label: 'Most useful first' },
  { id: 'name', label: 'By name' },
  { id: 'oldest', label: 'Oldest first' },
];

const rowText = (row: QueueRow): string =>
  [row.leftName, row.rightName, row.raisedBecause, stateWords[row.state]].join('\t');

const columns: readonly GridColumn<QueueRow>[] = [
  { id: 'pair', label: 'Pair', width: 200, draw: (row) => <QueueLine row={row} />, text: rowText },
];

interface QueuePaneProps {
  readonly name: QueueName;
  readonly month: string;
  readonly queue: Queue;
  readonly gridRef: RefObject<HTMLDivElement | null>;
  readonly findRef: RefObject<HTMLInputElement | null>;
  readonly onOpen: () => void;
}

/** The queue: what it holds by state and kind, its active filters, and its rows. */
export function QueuePane({ name, month, queue, gridRef, findRef, onOpen }: QueuePaneProps): ReactNode {
  const { view, setView, rows, counts } = queue;
  const states: readonly Choice<PairState | 'all'>[] = [
    { id: 'todo', label: 'To do', ...(counts && { count: counts.todo }) },
    { id: 'same', label: 'Same', ...(counts && { count: counts.same }) },
    { id: 'different', label: 'Different', ...(counts && { count: counts.different }) },
    { id: 'hold', label: 'Hold', ...(counts && { count: counts.hold }) },
    {
      id: 'all',
      label: 'All',
      ...(counts && { count: counts.todo + counts.same + counts.different + counts.hold }),
    },
  ];
  const kinds = counts?.kinds ?? [];
  const kind = kinds.find((each) => each.kind === view.kind);
  const restart = { pairKey: null, index: 0 };
  // Rows decided since the queue was asked for keep their place until the reader lets them go.
  const inPlace = view.state === 'todo' && counts !== undefined ? rows.total - counts.todo : 0;

  return (
    <section className="queue" aria-label={`Queue of ${queueNouns[name].many}`}>
      <div className="queue-tools">
        <Choices
          label="State"
          choices={states}
          chosen={view.state}
          onChoose={(state) => setView({ state, ...restart })}
        />
        <div className="queue-finders">
          <Finder
            label="Name begins with"
            text={view.text}
            onFind={(text) => setView({ text, ...restart })}
            inputRef={findRef}
          />
          <Picker
            label="Order"
            items={sorts}
            chosen={view.sort}
            onChoose={(sort) => setView({ sort, ...restart })}
          />
        </div>
        {name === 'mismatch' ? null : (
          <Picker
            label="Raised because"
            items={[
              { id: ANY_KIND, label: 'Raised for any reason' },
              ...kinds.map((each) => ({ id: each.kind, label: each.title, aside: countText(each.pairs) })),
            ]}
            chosen={view.kind === '' ? ANY_KIND : view.kind}
            onChoose={(id) => setView({ kind: id === ANY_KIND ? '' : id, ...restart })}
          />
        )}
        {view.text === '' && view.kind === '' ? null : (
          <div className="chips" role="group" aria-label="Active filters">
            {view.text === '' ? null : (
              <Action look="quiet" onPress={() => setView({ text: '', ...restart })}>
                {`Name: ${view.text}`} ✕
              </Action>
            )}
            {view.kind === '' ? null : (
              <Action look="quiet" onPress={() => setView({ kind: '', ...restart })}>
                {kind?.title ?? view.kind} ✕
              </Action>
            )}
          </div>
        )}
      </div>
      {name === 'mismatch' && kinds.some((each) => each.pairs > 0) ? (
        <KindList kinds={kinds} chosen={view.kind} onChoose={(id) => setView({ kind: id, ...restart })} />
      ) : null}
      {queue.failure !== null ? (
        <Problem what="The queue could not be read." failure={queue.failure} onRetry={queue.refresh} />
      ) : queue.loading ? (
        <Skeleton label="Reading the queue" lines={9} />
      ) : rows.total > 0 ? (
        <PagedGrid
          key={queue.snapshot}
          name={`queue-${name}`}
          label={`${queueNouns[name].many}, ${displayMonth(month)}`}
          columns={columns}
          rows={rows}
          rowHeight={QUEUE_ROW}
          at={{ row: view.index, column: 0 }}
          onMove={({ row }) => setView({ index: row, pairKey: rows.rowAt(row)?.pairKey ?? null })}
          onOpen={onOpen}
          byCell={false}
          gridRef={gridRef}
        />
      ) : counts === undefined ? (
        <EmptyState title="The queue is empty." />
      ) : (
        <QueueEmpty name={name} month={month} view={view} counts={counts} setView={setView} />
      )}
      {inPlace > 0 && view.text === '' && view.kind === '' ? (
        <div className="queue-foot">
          <span className="muted">{countText(inPlace)} decided, kept in place</span>
          <Action look="quiet" onPress={queue.refresh}>
            Put away
          </Action>
        </div>
      ) : null}
    </section>
  );
}
