import type { ReactNode } from 'react';
import type { Output } from '../../../src/app/contract/contract.ts';
import { counted, countText } from '../../format/counts.ts';

interface FileRowsProps {
  readonly label: string;
  readonly rows: Output<'intake.preview'>;
  /** The column that the rows are shown for. */
  readonly marked?: string;
}

/** Rows of a file as they stand there; SSNs and CINs masked, sealed and sensitive people withheld and counted. */
export function FileRows({ label, rows: { columns, rows, withheld }, marked }: FileRowsProps): ReactNode {
  return (
    <>
      {withheld === 0 ? null : (
        <p className="muted">{counted(withheld, 'row', 'rows')} of sealed or sensitive people not shown.</p>
      )}
      <div className="table-scroll preview" tabIndex={0} role="region" aria-label={label}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col" className="is-end">
                Line
              </th>
              {columns.map(({ column, field }) => (
                <th key={column} scope="col" className={column === marked ? 'is-marked' : undefined}>
                  <span className="mono">{column}</span>
                  <span className="preview-field">
                    {field === null ? 'not read' : field.replaceAll('_', ' ')}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ line, cells }) => (
              <tr key={line}>
                <td className="is-end muted">{countText(line)}</td>
                {columns.map(({ column }, at) => (
                  <td key={column} className={column === marked ? 'no-wrap is-marked' : 'no-wrap'}>
                    {cells[at] ?? ''}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
