import type { ReactNode } from 'react';
import { countText } from '../format/counts.ts';

type Severity = 'rejected' | 'blanked' | 'noted';

export interface ShownFinding {
  readonly line: number;
  readonly column: string;
  /** The kind of value that stood there, never the value. */
  readonly valueClass: string;
  readonly severity: Severity;
  readonly reason: string;
  readonly remedy: string;
}

interface FindingsTableProps {
  readonly rows: readonly ShownFinding[];
  /** What each severity does to the row, in the tense of the place. */
  readonly effects: Readonly<Record<Severity, string>>;
}

/** Findings of a file: line, column, kind of value, effect, reason and remedy. */
export function FindingsTable({ rows, effects }: FindingsTableProps): ReactNode {
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col" className="is-end">
            Line
          </th>
          <th scope="col">Column</th>
          <th scope="col">Value</th>
          <th scope="col">Effect</th>
          <th scope="col">Reason and remedy</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.line} ${row.column} ${row.reason}`}>
            <td className="is-end">{countText(row.line)}</td>
            <td className="mono">{row.column}</td>
            <td>{row.valueClass}</td>
            <td className={row.severity === 'rejected' ? 'is-alarming' : undefined}>
              {effects[row.severity]}
            </td>
            <td className="is-wrapping">
              {row.reason} <span className="muted">{row.remedy}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
