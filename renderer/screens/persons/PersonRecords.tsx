import { useState } from 'react';
import type { ReactNode } from 'react';
import type { PersonDetail } from '../../../src/app/contract/persons.ts';
import { Action } from '../../components/Action.tsx';
import { Identifier } from '../../components/Identifier.tsx';
import { Problem } from '../../components/Problem.tsx';
import { SystemMark } from '../../components/SystemMark.tsx';
import { MergeBox } from './MergeBox.tsx';
import { Lines } from './PersonLines.tsx';
import type { PersonChanges } from './usePersonChanges.ts';

interface PersonRecordsProps {
  readonly month: string;
  readonly person: PersonDetail;
  readonly changes: PersonChanges;
}

const keyWords = { cws: 'CWS key', calworks: 'CWIN' } as const;

/** The records that make up the person. One that is not theirs is taken out; another person's are merged in. */
export function PersonRecords({ month, person, changes }: PersonRecordsProps): ReactNode {
  const [merging, setMerging] = useState(false);
  const several = person.records.length > 1;
  return (
    <>
      <Lines title="Records" none="None.">
        {person.records.map((record) => (
          <li key={`${record.system} ${record.sourceKey}`} className="person-line">
            <SystemMark system={record.system} />
            <span>
              {keyWords[record.system]} <Identifier text={record.sourceKey} />
            </span>
            {several ? (
              <Action
                look="quiet"
                aria-label={`Take out ${keyWords[record.system]} ${record.sourceKey}`}
                isDisabled={changes.busy}
                onPress={() => changes.split(person.personId, record)}
              >
                Take out
              </Action>
            ) : null}
          </li>
        ))}
      </Lines>
      <div>
        <Action isDisabled={changes.busy} onPress={() => setMerging(true)}>
          Merge with another person…
        </Action>
      </div>
      {changes.failure === null || merging ? null : (
        <Problem what="The person was not changed." failure={changes.failure} />
      )}
      {merging ? (
        <MergeBox month={month} person={person} changes={changes} onClose={() => setMerging(false)} />
      ) : null}
    </>
  );
}
