import type { ReactNode } from 'react';
import { IconAction } from '../../../components/IconAction.tsx';
import { columnsOf, type Cuts, moved, removed, renamed } from './cuts.ts';

interface CutColumnsProps {
  readonly lines: readonly string[];
  readonly cuts: Cuts;
  readonly onChange: (cuts: Cuts) => void;
}

const shownValues = 3;

/** The columns that the ruler cuts: name, first and last character, and what stands in them. */
export function CutColumns({ lines, cuts, onChange }: CutColumnsProps): ReactNode {
  const columns = columnsOf(cuts);
  return (
    <div className="table-scroll cut-columns" tabIndex={0} role="region" aria-label="Columns of the ruler">
      <table className="table">
        <thead>
          <tr>
            <th scope="col" className="is-end">
              No.
            </th>
            <th scope="col">Name</th>
            <th scope="col">From</th>
            <th scope="col" className="is-end">
              To
            </th>
            <th scope="col">Values</th>
            <th scope="col">
              <span className="visually-hidden">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ name, start, width }, at) => (
            // a column is known by its place: its name and its start change while they are typed
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={at}>
              <td className="is-end muted">{at + 1}</td>
              <td>
                <input
                  className="text-input"
                  aria-label={`Name of column ${at + 1}`}
                  value={name}
                  maxLength={60}
                  spellCheck={false}
                  onChange={(event) => onChange(renamed(cuts, at, event.target.value))}
                />
              </td>
              <td>
                {at === 0 ? (
                  <span className="cut-first">1</span>
                ) : (
                  <input
                    className="text-input cut-from"
                    type="number"
                    aria-label={`First character of column ${at + 1}`}
                    value={start}
                    min={1}
                    max={cuts.end}
                    onChange={(event) => onChange(moved(cuts, at, event.target.valueAsNumber || start))}
                  />
                )}
              </td>
              <td className="is-end">{start + width - 1}</td>
              <td className="muted mono cut-values">{valuesOf(lines, cuts, start, width)}</td>
              <td>
                {at === 0 ? null : (
                  <IconAction
                    icon="close"
                    label={`Remove the boundary before ${name}`}
                    onPress={() => onChange(removed(cuts, at))}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function valuesOf(lines: readonly string[], { linesAbove }: Cuts, start: number, width: number): string {
  const values = lines
    .slice(linesAbove)
    .map((line) => line.slice(start - 1, start - 1 + width).trim())
    .filter((value) => value !== '');
  return values.length === 0 ? 'empty' : [...new Set(values)].slice(0, shownValues).join(' · ');
}
