import type { ReactNode } from 'react';
import type { PersonDetail } from '../../../src/app/contract/persons.ts';
import { displayMonth } from '../../../src/domain/month.ts';
import { Action } from '../../components/Action.tsx';
import { momentText } from '../../format/dates.ts';
import { Lines } from './PersonLines.tsx';
import type { PersonChanges } from './usePersonChanges.ts';

interface PersonHistoryProps {
  readonly person: PersonDetail;
  readonly changes: PersonChanges;
}

/** What became of the id and what people decided about the person; whatever merged or parted it can be taken back. */
export function PersonHistory({ person, changes }: PersonHistoryProps): ReactNode {
  const now = person.knownAt === null;
  return (
    <>
      <Lines title="History" none="Nothing has happened to this id.">
        {person.history.map((event) => (
          <li key={`${event.month} ${event.words}`} className="person-event">
            <span>
              <span className="muted">{displayMonth(event.month)}</span> {event.words}
            </span>
            {event.mergedId === null || !now ? null : (
              <Action
                look="quiet"
                aria-label={`Undo merge with ${event.mergedId}`}
                isDisabled={changes.busy}
                onPress={() => changes.unmerge(person.personId, event.mergedId!)}
              >
                Undo merge
              </Action>
            )}
          </li>
        ))}
      </Lines>
      {person.changes.length === 0 ? null : (
        <Lines title="Changes by people" none="">
          {person.changes.map((change) => (
            <li key={change.changeId} className="person-event">
              <span className={change.undone ? 'is-undone' : undefined}>
                {change.words}.{change.note === '' ? '' : ` “${change.note}”`}{' '}
                <span className="muted">
                  {change.reviewer}, {momentText(change.at)}
                  {change.undone ? ' · taken back' : ''}
                </span>
              </span>
              {change.undone || !now ? null : (
                <Action
                  look="quiet"
                  aria-label={`Undo: ${change.words}`}
                  isDisabled={changes.busy}
                  onPress={() => changes.undo(change.changeId)}
                >
                  Undo
                </Action>
              )}
            </li>
          ))}
        </Lines>
      )}
    </>
  );
}
