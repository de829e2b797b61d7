import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CodedField } from '../../../../src/app/contract/intake.ts';
import { useCommand } from '../../../api/useCommand.ts';
import { Action } from '../../../components/Action.tsx';
import { IconAction } from '../../../components/IconAction.tsx';
import { Problem } from '../../../components/Problem.tsx';
import { countText } from '../../../format/counts.ts';
import { useNotices } from '../../../session/notices.ts';
import { CodeDays } from './CodeDays.tsx';
import { CodeTarget } from './CodeTarget.tsx';
import { type CodeRow, codeRows, entriesOf } from './codeRows.ts';
import { useFileChanged } from '../useFileChanged.ts';

interface CodeEditorProps {
  readonly file: string;
  readonly grant: string;
  readonly coded: CodedField;
}

/** One code list: what each value of the file becomes, and on which days (the day of the extract decides). */
export function CodeEditor({ file, grant, coded }: CodeEditorProps): ReactNode {
  const fileChanged = useFileChanged();
  const save = useCommand('intake.mapCodes');
  const placeholders = coded.lists === 'placeholders';
  const [rows, setRows] = useState(() => codeRows(coded));
  const change = (at: number, to: Partial<CodeRow>): void =>
    setRows(rows.map((row, index) => (index === at ? { ...row, reason: '', ...to } : row)));
  const onSave = (): void =>
    save.mutate(
      { grant, file, kind: coded.kind, field: coded.field, entries: [...entriesOf(rows)] },
      {
        onSuccess: () => {
          useNotices
            .getState()
            .say(
              placeholders
                ? `The placeholders of ${coded.label} are taken over.`
                : `The codes of ${coded.label} are taken over.`,
            );
          fileChanged();
        },
      },
    );
  return (
    <section className="code-editor" aria-label={`Codes of ${coded.label}`}>
      {coded.tooMany ? (
        <p className="is-missing">
          {coded.column} holds more different values than a code list has. Look whether it is mapped to the
          right field; its values are not shown.
        </p>
      ) : null}
      {placeholders ? (
        <p>
          Numbers that this county types where no SSN is known. 123-45-6789, nine equal digits and other usual
          ones are known without being listed.
        </p>
      ) : null}
      <div className="table-scroll" tabIndex={0} role="region" aria-label={`Code list of ${coded.label}`}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{placeholders ? 'Number' : 'In the file'}</th>
              {placeholders ? null : (
                <th scope="col" className="is-end">
                  Rows
                </th>
              )}
              <th scope="col">Becomes</th>
              <th scope="col">Holds</th>
              <th scope="col">
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              // a line is known by its place: all of it may be typed over
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={at}>
                <td className="code-from">
                  {row.count > 0 ? (
                    <span className="mono is-line">{row.from}</span>
                  ) : (
                    <input
                      className="text-input"
                      aria-label={`Value of line ${at + 1}`}
                      value={row.from}
                      maxLength={100}
                      spellCheck={false}
                      onChange={(event) => change(at, { from: event.target.value })}
                    />
                  )}
                </td>
                {placeholders ? null : (
                  <td className="is-end is-line muted">{row.count === 0 ? '–' : countText(row.count)}</td>
                )}
                <td className="code-to">
                  <CodeTarget
                    row={row}
                    codes={coded.codes}
                    lists={coded.lists}
                    onChange={(to) => change(at, { to })}
                  />
                  {row.reason === '' ? null : (
                    <span className={row.to === null ? 'is-missing small' : 'muted small'}>
                      {row.to === null ? row.reason : `suggested: ${row.reason}`}
                    </span>
                  )}
                </td>
                <td>
                  <CodeDays row={row} onChange={(days) => change(at, days)} />
                </td>
                <td className="no-wrap">
                  {row.count === 0 ? (
                    <IconAction
                      icon="close"
                      label={`Remove ${row.from === '' ? `line ${at + 1}` : row.from}`}
                      onPress={() => setRows(rows.filter((_, index) => index !== at))}
                    />
                  ) : row.since === '' && row.until === '' ? null : (
                    <Action
                      look="quiet"
                      aria-label={`Other days for ${row.from}`}
                      onPress={() =>
                        setRows([
                          ...rows.slice(0, at + 1),
                          { ...row, count: 0, since: row.until, until: '', reason: '' },
                          ...rows.slice(at + 1),
                        ])
                      }
                    >
                      Other days
                    </Action>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="wizard-foot">
        <Action look="primary" isPending={save.isPending} onPress={onSave}>
          Use this code list
        </Action>
        <Action
          onPress={() =>
            setRows([...rows, { from: '', count: 0, to: '', since: '', until: '', reason: '', blank: false }])
          }
        >
          {placeholders ? 'Add a number' : 'Add a code'}
        </Action>
        <span className="muted">
          Without days an entry always holds. The list is kept with the profile and passed on with it.
        </span>
      </div>
      {save.isError ? <Problem what="The code list was not taken over." failure={save.error} /> : null}
    </section>
  );
}
