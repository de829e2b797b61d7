import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ColumnMap, SourceFileView } from '../../../src/app/contract/intake.ts';
import { useAnswer } from '../../api/useAnswer.ts';
import { useCommand } from '../../api/useCommand.ts';
import { Action } from '../../components/Action.tsx';
import { Choices } from '../../components/Choices.tsx';
import { Picker } from '../../components/Picker.tsx';
import { Problem } from '../../components/Problem.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useImportWizard } from '../../session/importWizard.ts';
import { CodeLists } from './codes/CodeLists.tsx';
import { FileList, lookedAt } from './FileList.tsx';
import { useFileChanged } from './useFileChanged.ts';

interface ColumnsStepProps {
  readonly files: readonly SourceFileView[];
  readonly grant: string;
  readonly month: string;
}

const parts = [
  { id: 'columns', label: 'Columns' },
  { id: 'codes', label: 'Code lists' },
] as const;

/** Which column holds which field: suggested with reasons, decided by a person. */
export function ColumnsStep({ files, grant, month }: ColumnsStepProps): ReactNode {
  const { file, part, set } = useImportWizard();
  const chosen = lookedAt(files, file);
  if (chosen === undefined) return null;
  return (
    <div className="wizard-desk">
      <FileList files={files} chosen={chosen.file} />
      <div className="wizard-detail">
        <Choices label="What to map" choices={parts} chosen={part} onChoose={(id) => set({ part: id })} />
        {part === 'columns' ? (
          <Suggested key={chosen.file} file={chosen} grant={grant} />
        ) : (
          <CodeLists key={chosen.file} file={chosen} grant={grant} month={month} />
        )}
      </div>
    </div>
  );
}

function Suggested({ file, grant }: { readonly file: SourceFileView; readonly grant: string }): ReactNode {
  const [kind, setKind] = useState<string | null>(null);
  const map = useAnswer('intake.suggest', { grant, file: file.file, kind });
  if (map.isError) {
    return (
      <Problem
        what={`${file.file} could not be read.`}
        failure={map.error}
        onRetry={() => void map.refetch()}
      />
    );
  }
  if (map.data === undefined) return <Skeleton label={`Reading ${file.file}`} lines={8} />;
  return <Mapping key={map.data.kind} file={file} map={map.data} grant={grant} onKind={setKind} />;
}

interface MappingProps {
  readonly file: SourceFileView;
  readonly map: ColumnMap;
  readonly grant: string;
  readonly onKind: (kind: string) => void;
}

const ignored = '-';

/** The words between commas. */
const wordsIn = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

function Mapping({ file, map, grant, onKind }: MappingProps): ReactNode {
  const fileChanged = useFileChanged();
  const save = useCommand('intake.map');
  const [title, setTitle] = useState(file.title === '' ? file.file.replace(/\.[^.]+$/, '') : file.title);
  const [dateFormat, setDateFormat] = useState(map.dateFormat);
  const [fields, setFields] = useState<readonly (string | null)[]>(map.columns.map(({ field }) => field));
  const [blankWords, setBlankWords] = useState(map.blankWords.join(', '));
  const [base, setBase] = useState<'own' | 'last'>('own');
  const last = map.lastMonth;
  const onLast = (): void => {
    if (last === null) return;
    setFields(last.columns.map(({ field }) => field));
    setDateFormat(last.dateFormat);
    setBlankWords(last.blankWords.join(', '));
    setBase('last');
  };
  const absent = map.fields.filter(({ field, required }) => required && !fields.includes(field));
  const items = [
    { id: ignored, label: 'Ignore this column' },
    ...map.fields.map(({ field, label, required }) => ({
      id: field,
      label,
      ...(required ? { aside: 'required' } : {}),
    })),
  ];
  const choose = (at: number, field: string): void =>
    setFields(
      fields.map((before, index) =>
        index === at ? (field === ignored ? null : field) : before === field ? null : before,
      ),
    );
  const onSave = (): void =>
    save.mutate(
      {
        grant,
        file: file.file,
        title,
        kind: map.kind,
        dateFormat,
        blankWords: wordsIn(blankWords),
        columns: map.columns.map(({ column }, at) => ({ column, field: fields[at] ?? null })),
        base,
      },
      { onSuccess: fileChanged },
    );
  return (
    <>
      <div className="mapping-head">
        <label className="field">
          <span>Name of the profile</span>
          <input
            className="text-input"
            value={title}
            maxLength={80}
            onChange={(event) => setTitle(event.target.value)}
          />
        </label>
        <div className="field">
          <span>Kind of extract</span>
          <Picker
            label="Kind of extract"
            items={map.kinds.map((each) => ({ id: each.kind, label: each.title }))}
            chosen={map.kind}
            onChoose={onKind}
          />
        </div>
        <div className="field">
          <span>Dates are written</span>
          <Picker
            label="Dates are written"
            items={map.dateFormats.map((each) => ({ id: each, label: each }))}
            chosen={dateFormat}
            onChoose={setDateFormat}
          />
        </div>
        <label className="field is-wide">
          <span>Words read as blank, names excepted; commas between</span>
          <input
            className="text-input"
            value={blankWords}
            placeholder="none"
            maxLength={300}
            spellCheck={false}
            onChange={(event) => setBlankWords(event.target.value)}
          />
        </label>
      </div>
      {last === null ? null : (
        <p className="last-mapping">
          <Action isDisabled={base === 'last'} onPress={onLast}>
            Use last month’s mapping
          </Action>
          <span className="muted">
            {base === 'last' ? 'Taken over from ' : 'As '}
            {last.title}, version {last.version}, with its code lists.
          </span>
        </p>
      )}
      <div className="table-scroll" tabIndex={0} role="region" aria-label={`Columns of ${file.file}`}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">Values</th>
              <th scope="col">Field</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {map.columns.map(({ column, samples, field, reason }, at) => (
              <tr key={column}>
                <th scope="row" className="mono">
                  {column}
                </th>
                <td className="muted">{samples.length === 0 ? 'empty' : samples.join(' · ')}</td>
                <td>
                  <Picker
                    label={`Field of ${column}`}
                    items={items}
                    chosen={fields[at] ?? ignored}
                    onChoose={(chosen) => choose(at, chosen)}
                  />
                </td>
                <td className="is-wrapping muted">
                  {(fields[at] ?? null) === field
                    ? reason
                    : base === 'last'
                      ? 'as last month'
                      : 'chosen by you'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="wizard-foot">
        <Action
          look="primary"
          isPending={save.isPending}
          isDisabled={absent.length > 0 || title.trim() === ''}
          onPress={onSave}
        >
          Use this mapping
        </Action>
        {absent.length === 0 ? (
          <span className="muted">
            {file.state === 'fits'
              ? 'The file fits as it is mapped now.'
              : 'It is kept as a profile when the import is done.'}
          </span>
        ) : (
          <span className="is-missing">
            Required and not mapped: {absent.map(({ label }) => label).join(', ')}
          </span>
        )}
      </div>
      {save.isError ? <Problem what="The mapping was not taken over." failure={save.error} /> : null}
    </>
  );
}
