import type { ListColumn, ListRow } from '../../../src/app/contract/lists.ts';
import { ChangeBadge, changeWords } from '../../components/ChangeBadge.tsx';
import { Identifier } from '../../components/Identifier.tsx';
import { dayText } from '../../format/dates.ts';
import type { GridColumn } from '../../grid/column.ts';

/** Width of a character of the body face and of the monospaced face, px; and the air on both sides of a cell. */
const CHARACTER = 7.6;
const MONO_CHARACTER = 8.4;
const AIR = 20;

const isoDay = /^\d{4}-\d{2}-\d{2}$/;

/** What a cell shows: dates for people, everything else as it came. */
function cellText(column: ListColumn, row: ListRow, index: number): string {
  const text = row.cells[index] ?? '';
  return column.kind === 'date' && isoDay.test(text) ? dayText(text) : text;
}

/** The list's own columns behind the one that says how a row changed. */
export function listColumns(columns: readonly ListColumn[]): readonly GridColumn<ListRow>[] {
  const change: GridColumn<ListRow> = {
    id: 'change',
    label: 'Change',
    width: 104,
    sortable: true,
    draw: (row) => <ChangeBadge change={row.change} />,
    text: (row) => changeWords[row.change],
  };
  return [
    change,
    ...columns.map((column, index): GridColumn<ListRow> => {
      const characters = Math.max(column.width, column.label.length + 1);
      const drawn = (row: ListRow): string => cellText(column, row, index);
      return {
        id: column.id,
        label: column.label,
        width: Math.round(characters * (column.kind === 'identifier' ? MONO_CHARACTER : CHARACTER) + AIR),
        sortable: true,
        ...(column.kind === 'number' ? { align: 'end' as const } : {}),
        draw: (row) => {
          const text = drawn(row);
          if (text === '') return <span className="muted">–</span>;
          if (column.kind === 'identifier') return <Identifier text={text} />;
          return column.kind === 'badge' ? <span className="badge is-plain">{text}</span> : text;
        },
        text: drawn,
      };
    }),
  ];
}
