import type { ReactNode } from 'react';
import type { FieldQualityView } from '../../../src/app/contract/intake.ts';
import { Action } from '../../components/Action.tsx';
import { countText, percentText } from '../../format/counts.ts';

type CountName = 'invalid' | 'suspicious' | 'repeated';

interface QualityTableProps {
  readonly title: string;
  /** Tells tables apart where several files hold the same. */
  readonly file?: string;
  readonly rows: number;
  readonly fields: readonly FieldQualityView[];
  /** Opens the rows behind a count; counts stay plain text without it. */
  readonly onOpen?: (field: FieldQualityView, which: CountName) => void;
}

/** Per field: filled, distinct, invalid, suspicious, repeated (review-ux.md 4.3, step 4). */
export function QualityTable({ title, file, rows, fields, onOpen }: QualityTableProps): ReactNode {
  const cell = (field: FieldQualityView, which: CountName): ReactNode => {
    const count = field[which];
    if (count === 0) return <span className="muted">0</span>;
    if (onOpen === undefined) return countText(count);
    return (
      <Action
        look="quiet"
        aria-label={`Show the ${countText(count)} ${which} values of ${field.label} in ${title}`}
        onPress={() => onOpen(field, which)}
      >
        {countText(count)}
      </Action>
    );
  };
  return (
    <div
      className="table-scroll"
      tabIndex={0}
      role="region"
      aria-label={file === undefined ? `Fields of ${title}` : `Fields of ${title}, ${file}`}
    >
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Column</th>
            <th scope="col" className="is-end">
              Filled
            </th>
            <th scope="col" className="is-end">
              Distinct
            </th>
            <th scope="col" className="is-end">
              Invalid
            </th>
            <th scope="col" className="is-end">
              Suspicious
            </th>
            <th scope="col" className="is-end">
              Repeated
            </th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.field}>
              <th scope="row">{field.label}</th>
              <td className="mono muted">{field.column}</td>
              <td className="is-end">{rows === 0 ? '–' : percentText((100 * field.filled) / rows)}</td>
              <td className="is-end">{countText(field.distinct)}</td>
              <td className={field.invalid > 0 ? 'is-end is-alarming' : 'is-end'}>
                {cell(field, 'invalid')}
              </td>
              <td className="is-end">{cell(field, 'suspicious')}</td>
              <td className="is-end">{cell(field, 'repeated')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
