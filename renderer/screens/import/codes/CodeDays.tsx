import { useState } from 'react';
import type { ReactNode } from 'react';
import { Action } from '../../../components/Action.tsx';
import type { CodeRow } from './codeRows.ts';

interface CodeDaysProps {
  readonly row: CodeRow;
  readonly onChange: (days: Pick<CodeRow, 'since'> | Pick<CodeRow, 'until'>) => void;
}

/** The days on which an entry holds: always, until somebody names them. */
export function CodeDays({ row, onChange }: CodeDaysProps): ReactNode {
  const [named, setNamed] = useState(row.since !== '' || row.until !== '');
  const value = row.from === '' ? 'the value' : row.from;
  if (!named) {
    return (
      <Action look="quiet" aria-label={`Always; name the days of ${value}`} onPress={() => setNamed(true)}>
        always
      </Action>
    );
  }
  return (
    <div className="code-days">
      <span className="muted">from</span>
      <input
        className="text-input"
        type="date"
        aria-label={`First day of ${value}`}
        value={row.since}
        onChange={(event) => onChange({ since: event.target.value })}
      />
      <span className="muted">before</span>
      <input
        className="text-input"
        type="date"
        aria-label={`Day on which ${value} no longer holds`}
        value={row.until}
        onChange={(event) => onChange({ until: event.target.value })}
      />
    </div>
  );
}
