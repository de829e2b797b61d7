import type { ReactNode } from 'react';
import type { SourceFileView } from '../../../src/app/contract/intake.ts';
import { Action } from '../../components/Action.tsx';
import { SystemMark } from '../../components/SystemMark.tsx';
import { countText } from '../../format/counts.ts';
import { useImportWizard } from '../../session/importWizard.ts';
import { stateWords } from './stateWords.ts';

/** Every file of the folder: what it is, how it is read, and whether it is to be imported. */
export function FilesStep({ files }: { readonly files: readonly SourceFileView[] }): ReactNode {
  const { leftOut, set } = useImportWizard();
  const toggle = (file: string, take: boolean): void =>
    set({ leftOut: take ? leftOut.filter((each) => each !== file) : [...leftOut, file] });
  return (
    <section className="panel">
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Files of the folder">
        <table className="table files">
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col">Extract</th>
              <th scope="col">Read by</th>
              <th scope="col">Written as</th>
              <th scope="col" className="is-end">
                Rows
              </th>
              <th scope="col" className="is-end">
                Size
              </th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {files.map((each) => (
              <tr key={each.file}>
                <th scope="row" aria-label={each.file}>
                  <label className="check">
                    <input
                      type="checkbox"
                      checked={!leftOut.includes(each.file)}
                      onChange={(event) => toggle(each.file, event.target.checked)}
                    />
                    <span className="file-name" title={each.file}>
                      {each.file}
                    </span>
                  </label>
                </th>
                <td>
                  {each.system === null ? (
                    <span className="muted">–</span>
                  ) : (
                    <>
                      <SystemMark system={each.system} /> {each.kinds.map(({ title }) => title).join(', ')}
                    </>
                  )}
                </td>
                <td>
                  {each.title === '' ? (
                    <span className="muted">–</span>
                  ) : (
                    `${each.title}, version ${each.version}`
                  )}
                </td>
                <td className="muted">{writtenAs(each)}</td>
                <td className="is-end">
                  {each.state === 'unreadable' ? '–' : `${each.exact ? '' : 'about '}${countText(each.rows)}`}
                </td>
                <td className="is-end muted">{sizeText(each.bytes)}</td>
                <td className={each.state === 'fits' ? 'is-wrapping' : 'is-wrapping is-alarming'}>
                  {stateWords[each.state]}
                  {each.already === null ? '' : `. ${each.already}`}
                  {each.state === 'drift' || each.state === 'unknown' ? (
                    <Action
                      look="quiet"
                      aria-label={`${mendWords(each)} ${each.state === 'drift' ? '' : 'of '}${each.file}`}
                      onPress={() =>
                        set({
                          file: each.file,
                          part: 'columns',
                          step: mendWords(each) === 'Map columns' ? 'columns' : 'shape',
                        })
                      }
                    >
                      {mendWords(each)}
                    </Action>
                  ) : null}
                  {each.state === 'unreadable' ? (
                    <span className="muted"> {each.problems.join(' ')}</span>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** What has to be done to a file that does not fit. */
const mendWords = ({ state, format }: SourceFileView): string =>
  state === 'drift' ? 'Mend' : format === 'fixed' ? 'Place columns' : 'Map columns';

function writtenAs({ format, encoding, partedBy, state }: SourceFileView): string {
  if (state === 'unreadable') return '–';
  if (format === 'workbook') return 'workbook';
  const parted = format === 'fixed' ? 'fixed columns' : partedBy;
  return [encoding.toUpperCase(), parted].filter((part) => part !== '').join(', ');
}

function sizeText(bytes: number): string {
  if (bytes >= 1_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${countText(Math.ceil(bytes / 1000))} kB`;
}
