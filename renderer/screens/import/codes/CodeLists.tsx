import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CodedField, SourceFileView } from '../../../../src/app/contract/intake.ts';
import { useAnswer } from '../../../api/useAnswer.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { Problem } from '../../../components/Problem.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { counted } from '../../../format/counts.ts';
import { CodeEditor } from './CodeEditor.tsx';

interface CodeListsProps {
  readonly file: SourceFileView;
  readonly grant: string;
  readonly month: string;
}

const nameOf = ({ kind, field, column }: CodedField): string => `${kind} ${field} ${column}`;

/** The code lists of a file: what is in no list is counted, and mapped here for every month to come. */
export function CodeLists({ file, grant, month }: CodeListsProps): ReactNode {
  const codes = useAnswer('intake.codes', { grant, file: file.file, month });
  const [open, setOpen] = useState<string | null>(null);
  if (codes.isError) {
    return (
      <Problem
        what={`The codes of ${file.file} could not be counted.`}
        failure={codes.error}
        onRetry={() => void codes.refetch()}
      />
    );
  }
  if (codes.data === undefined) return <Skeleton label={`Counting the codes of ${file.file}`} lines={6} />;
  const fields = [...codes.data.fields].sort((a, b) => b.unmapped - a.unmapped);
  const first = fields[0];
  if (first === undefined) {
    return (
      <EmptyState title="No column of this file holds codes.">
        <p>Code lists are for fields such as sex, aid code or status. Map a column to one of them first.</p>
      </EmptyState>
    );
  }
  const chosen = fields.find((field) => nameOf(field) === open) ?? first;
  return (
    <div className="code-lists">
      <nav className="code-fields" aria-label="Fields with codes">
        <ul>
          {fields.map((field) => (
            <li key={nameOf(field)}>
              <button
                type="button"
                className="catalog-item"
                aria-current={field === chosen ? 'true' : undefined}
                onClick={() => setOpen(nameOf(field))}
              >
                <span className="catalog-title">{field.label}</span>
                <span className="muted small mono">{field.column}</span>
                <span className={field.unmapped > 0 || field.tooMany ? 'is-missing small' : 'muted small'}>
                  {wordsOf(field)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <CodeEditor key={`${nameOf(chosen)} ${file.version}`} file={file.file} grant={grant} coded={chosen} />
    </div>
  );
}

function wordsOf({ tooMany, unmapped, values, hasList, lists, entries }: CodedField): string {
  if (lists === 'placeholders') {
    return entries.length === 0
      ? 'usual placeholders'
      : `usual ones and ${counted(entries.length, 'number', 'numbers')}`;
  }
  if (tooMany) return 'no codes';
  if (unmapped > 0) return `${counted(unmapped, 'row', 'rows')} in no list`;
  if (values.length === 0) return 'empty';
  return hasList ? 'all known' : counted(values.length, 'code', 'codes');
}
