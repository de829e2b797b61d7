import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { PersonDetail } from '../../../src/app/contract/persons.ts';
import { displayMonth } from '../../../src/domain/month.ts';
import { useAnswer } from '../../api/useAnswer.ts';
import { IconAction } from '../../components/IconAction.tsx';
import { Identifier } from '../../components/Identifier.tsx';
import { KnownAs } from '../../components/KnownAs.tsx';
import { LookingBack } from '../../components/LookingBack.tsx';
import { Problem } from '../../components/Problem.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { dayText } from '../../format/dates.ts';
import { usePersonSearch } from '../../session/personSearch.ts';
import { PersonHistory } from './PersonHistory.tsx';
import { Line, Lines, span } from './PersonLines.tsx';
import { PersonRecords } from './PersonRecords.tsx';
import { usePersonChanges } from './usePersonChanges.ts';

interface PersonPaneProps {
  readonly personId: string;
  readonly month: string;
  readonly onClose: () => void;
}

/** All that the index knows of one person. Asking for it is noted in the audit log. */
export function PersonPane({ personId, month, onClose }: PersonPaneProps): ReactNode {
  const knownAt = usePersonSearch((search) => search.knownAt);
  const set = usePersonSearch((search) => search.set);
  const person = useAnswer('persons.one', { personId, month, knownAt });
  return (
    <aside className="person-pane" aria-label="Person">
      <header className="panel-head">
        <h2 className="section-title">{person.data?.name ?? personId}</h2>
        <IconAction icon="close" label="Close the person" onPress={onClose} />
      </header>
      <KnownAs chosen={knownAt} onChoose={(time) => set({ knownAt: time })} />
      {knownAt === null ? null : (
        <LookingBack knownAt={knownAt} what="This person" onNow={() => set({ knownAt: null })}>
          The records, names and programs of the files imported by then.
        </LookingBack>
      )}
      {person.isError ? (
        <Problem
          what="The person could not be read."
          failure={person.error}
          onRetry={() => void person.refetch()}
        />
      ) : person.data === undefined ? (
        <Skeleton label="Reading the person" lines={8} />
      ) : (
        <Known person={person.data} month={month} />
      )}
    </aside>
  );
}

function Known({ person, month }: { readonly person: PersonDetail; readonly month: string }): ReactNode {
  const changes = usePersonChanges();
  // the keys of the records stand with the records
  const identifiers = person.identifiers.filter(
    ({ type, from }) => person.knownAt !== null || from !== null || (type !== 'cws_key' && type !== 'cwin'),
  );
  const queueOf = (queue: 'review' | 'mismatch') => (queue === 'review' ? '/review' : '/mismatches');
  return (
    <>
      <p className="muted">
        <span className="mono">{person.personId}</span> · born {dayText(person.birthDate)}
        {person.askedFor === null ? '' : ` · ${person.askedFor} leads here`}
      </p>
      <Lines
        title={person.asOf === null ? 'Programs' : `Programs (bold: on ${dayText(person.asOf)})`}
        none="In no program of either system."
      >
        {person.participation.map((one) => (
          <Line
            key={`${one.system} ${one.program} ${one.role} ${one.status} ${span(one)} ${one.goneSince ?? ''}`}
            system={one.system}
            aside={span(one)}
          >
            {one.now ? <strong>{one.program}</strong> : one.program}, {one.role}
            {one.status === '' ? '' : `, ${one.status}`}
            {one.goneSince === null ? null : (
              <span className="muted"> · not in the extract of {dayText(one.goneSince)}</span>
            )}
          </Line>
        ))}
      </Lines>
      {person.knownAt === null ? <PersonRecords month={month} person={person} changes={changes} /> : null}
      <Lines title="Identifiers" none="None.">
        {identifiers.map((one) => (
          <Line
            key={`${one.system} ${one.type} ${one.text} ${span(one)}`}
            system={one.system}
            aside={one.status === 'active' ? span(one) : `${one.status}, ${span(one)}`}
          >
            {one.label} <Identifier text={one.text} />
          </Line>
        ))}
      </Lines>
      <Lines title="Names" none="None recorded.">
        {person.names.map((one) => (
          <Line
            key={`${one.system} ${one.kind} ${one.name} ${span(one)}`}
            system={one.system}
            aside={one.kind}
          >
            {one.name}
            {one.birthDate === null || one.birthDate === person.birthDate
              ? ''
              : `, born ${dayText(one.birthDate)}`}
          </Line>
        ))}
      </Lines>
      <Lines title="Addresses" none="None recorded.">
        {person.addresses.map((one) => (
          <Line key={`${one.system} ${one.text} ${span(one)}`} system={one.system} aside={span(one)}>
            {one.text}
          </Line>
        ))}
      </Lines>
      {person.knownAt === null ? (
        <Lines title={`Pairs of ${displayMonth(month)}`} none="No pair of this month names this person.">
          {person.pairs.map((pair) => (
            <li key={pair.pairKey}>
              {pair.queue === null ? pair.words : <Link href={queueOf(pair.queue)}>{pair.words}</Link>}
            </li>
          ))}
        </Lines>
      ) : null}
      <PersonHistory person={person} changes={changes} />
    </>
  );
}
