import { useState } from 'react';
import type { ReactNode } from 'react';
import type { PersonDetail } from '../../../src/app/contract/persons.ts';
import { useAnswer } from '../../api/useAnswer.ts';
import { Action } from '../../components/Action.tsx';
import { Box } from '../../components/Box.tsx';
import { Problem } from '../../components/Problem.tsx';
import { dayText } from '../../format/dates.ts';
import type { PersonChanges } from './usePersonChanges.ts';

interface MergeBoxProps {
  readonly month: string;
  readonly person: PersonDetail;
  readonly changes: PersonChanges;
  readonly onClose: () => void;
}

const personId = /^\s*P-?\d{1,10}\s*$/i;

/** Says who the other person is before the two become one. */
export function MergeBox({ month, person, changes, onClose }: MergeBoxProps): ReactNode {
  const [typed, setTyped] = useState('');
  const [note, setNote] = useState('');
  const asked = personId.test(typed);
  const other = useAnswer('persons.one', { personId: typed.trim(), month }, { enabled: asked });
  const found = asked ? other.data : undefined;
  return (
    <Box title={`Merge with ${person.name}`} onClose={onClose}>
      <p>
        Both become one person with all records, names and programs. The older id stays and the other leads to
        it; the history can take it back.
      </p>
      <label className="field">
        <span>Id of the other person</span>
        <input
          className="text-input"
          value={typed}
          placeholder="P-000123"
          maxLength={20}
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      <p role="status" className={found === undefined ? 'muted' : undefined}>
        {found === undefined
          ? asked && other.isFetching
            ? 'Looking up'
            : 'The look-up above finds ids by name or identifier.'
          : `${found.personId}: ${found.name}, born ${dayText(found.birthDate)}, ${found.records.length === 1 ? '1 record' : `${found.records.length} records`}`}
      </p>
      {asked && other.isError ? (
        <Problem what="The other person could not be read." failure={other.error} />
      ) : null}
      <label className="field">
        <span>Why (kept with the change)</span>
        <input
          className="text-input"
          value={note}
          maxLength={2000}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      {changes.failure === null ? null : (
        <Problem what="The persons were not merged." failure={changes.failure} />
      )}
      <div className="box-actions">
        <Action onPress={onClose}>Leave as two</Action>
        <Action
          look="primary"
          isDisabled={found === undefined || found.personId === person.personId || changes.busy}
          onPress={() => changes.merge(person.personId, found!.personId, note, onClose)}
        >
          Merge persons
        </Action>
      </div>
    </Box>
  );
}
