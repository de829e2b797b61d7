import type { ReactNode } from 'react';
import type { CodedField } from '../../../../src/app/contract/intake.ts';
import { Picker } from '../../../components/Picker.tsx';
import type { CodeRow } from './codeRows.ts';

interface CodeTargetProps {
  readonly row: CodeRow;
  readonly codes: CodedField['codes'];
  readonly lists: CodedField['lists'];
  readonly onChange: (to: string | null) => void;
}

const asItStands = ' stands';
const notRecorded = ' none';

/** What a value becomes: one of the field's codes, nothing, or itself; typed where the field has no list to choose from. */
export function CodeTarget({ row, codes, lists, onChange }: CodeTargetProps): ReactNode {
  if (lists === 'placeholders') return <span className="is-line muted">not recorded</span>;
  const label = `What ${row.from === '' ? 'the value' : row.from} becomes`;
  if (codes.length === 0) {
    return (
      <input
        className="text-input"
        aria-label={label}
        value={row.to ?? ''}
        maxLength={60}
        placeholder={row.blank ? 'read as blank' : 'as it stands'}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
      />
    );
  }
  return (
    <Picker
      label={label}
      items={[
        { id: asItStands, label: row.blank ? 'read as blank' : 'as it stands' },
        { id: notRecorded, label: 'not recorded' },
        ...codes.map(({ code, means }) => ({
          id: code,
          label: code,
          ...(means === '' ? {} : { aside: means }),
        })),
      ]}
      chosen={row.to === null ? asItStands : row.to === '' ? notRecorded : codeIn(codes, row.to)}
      onChoose={(id) => onChange(id === asItStands ? null : id === notRecorded ? '' : id)}
    />
  );
}

const codeIn = (codes: CodedField['codes'], text: string): string =>
  codes.find(({ code }) => code.toUpperCase() === text.toUpperCase())?.code ?? text;
