import type { ReactNode } from 'react';
import { decisionReasons, mismatchOutcomes } from '../../../src/app/contract/answers.ts';
import type { PairDetail, PastDecision } from '../../../src/app/contract/review.ts';
import { SystemMark } from '../../components/SystemMark.tsx';
import { VerdictMark } from '../../components/VerdictMark.tsx';
import { dayText, momentText } from '../../format/dates.ts';

const systemOf = { left: 'cws', right: 'calworks' } as const;

function reasonText(decision: PastDecision): string {
  const words =
    decisionReasons.find((reason) => reason.code === decision.reason)?.label ??
    mismatchOutcomes.find((outcome) => outcome.code === decision.outcome)?.label;
  return [words, decision.note].filter((text) => text !== undefined && text !== '').join('. ');
}

interface PairContextProps {
  readonly pair: PairDetail;
  readonly onPair: (pairKey: string) => void;
}

/** What stands around a pair: what deciding changes, the household, other candidates, earlier decisions. */
export function PairContext({ pair, onPair }: PairContextProps): ReactNode {
  return (
    <aside className="context" aria-label="Context">
      <section>
        <h3 className="small-title">Consequence</h3>
        <p>{pair.consequence}</p>
      </section>
      {pair.reopened.length === 0 ? null : (
        <section>
          <h3 className="small-title">Reopened because</h3>
          <ul className="facts">
            {pair.reopened.map((change) => (
              <li key={`${change.side}-${change.label}`}>
                <SystemMark system={systemOf[change.side]} /> {change.label}: {change.words}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3 className="small-title">Household</h3>
        {pair.household.length === 0 ? (
          <p className="muted">Nobody is recorded around either record.</p>
        ) : (
          <ul className="people">
            {pair.household.map((person) => (
              <li key={`${person.side}-${person.name}-${person.birth ?? ''}-${person.relation}`}>
                <SystemMark system={systemOf[person.side]} />
                <span className="person-name">{person.name}</span>
                <span className="muted person-words">
                  {person.relation},{' '}
                  {person.birth === null ? 'birth date not recorded' : dayText(person.birth)}
                  {person.linkedAcross ? <strong className="linked"> · in both</strong> : null}
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section>
        <h3 className="small-title">Other candidates</h3>
        {pair.candidates.length === 0 ? (
          <p className="muted">No other record comes near either one.</p>
        ) : (
          <ul className="people">
            {pair.candidates.map((candidate) => (
              <li key={candidate.pairKey}>
                <SystemMark system={systemOf[candidate.side]} />
                <button type="button" className="link person-name" onClick={() => onPair(candidate.pairKey)}>
                  {candidate.name}
                </button>
                {candidate.state === 'linked' || candidate.state === 'todo' ? null : (
                  <VerdictMark state={candidate.state} />
                )}
                <span className="muted person-words">
                  {[
                    candidate.birth === null ? '' : dayText(candidate.birth),
                    candidate.words,
                    candidate.state === 'linked' ? 'linked' : '',
                  ]
                    .filter((text) => text !== '')
                    .join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section>
        <h3 className="small-title">Decisions</h3>
        {pair.history.length === 0 ? (
          <p className="muted">Not decided before.</p>
        ) : (
          <ol className="history">
            {pair.history.map((decision) => (
              <li key={decision.eventId} className={decision.undone ? 'is-undone' : undefined}>
                <VerdictMark state={decision.verdict} named />
                <span className="muted">
                  {decision.reviewer}, {momentText(decision.at)}
                  {decision.undone ? ' · undone' : ''}
                </span>
                {reasonText(decision) === '' ? null : <span>{reasonText(decision)}</span>}
              </li>
            ))}
          </ol>
        )}
      </section>
    </aside>
  );
}
