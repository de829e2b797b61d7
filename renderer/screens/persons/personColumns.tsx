import type { ReactNode } from 'react';
import type { PersonRow } from '../../../src/app/contract/persons.ts';
import { Identifier } from '../../components/Identifier.tsx';
import { SystemMark, type SystemName } from '../../components/SystemMark.tsx';
import { dayText } from '../../format/dates.ts';
import type { GridColumn } from '../../grid/column.ts';

const idText = (row: PersonRow, type: string): string =>
  row.identifiers.find((identifier) => identifier.type === type)?.text ?? '';

const idColumn = (type: string, label: string, width: number): GridColumn<PersonRow> => ({
  id: type,
  label,
  width,
  draw: (row) => {
    const text = idText(row, type);
    return text === '' ? <span className="muted">–</span> : <Identifier text={text} />;
  },
  text: (row) => idText(row, type),
});

function drawPrograms(row: PersonRow, system: SystemName): ReactNode {
  const titles = row.programs[system];
  if (titles.length === 0) return <span className="muted">none now</span>;
  return (
    <>
      <SystemMark system={system} /> {titles.join(', ')}
    </>
  );
}

/** Who was found, by what, and which programs each system has for them now. */
export const personColumns: readonly GridColumn<PersonRow>[] = [
  {
    id: 'name',
    label: 'Name',
    width: 210,
    draw: (row) => <strong>{row.name}</strong>,
    text: (row) => row.name,
  },
  {
    id: 'birth',
    label: 'Born',
    width: 112,
    draw: (row) => dayText(row.birthDate),
    text: (row) => dayText(row.birthDate),
  },
  {
    id: 'person',
    label: 'Person id',
    width: 92,
    draw: (row) => <span className="mono">{row.personId}</span>,
    text: (row) => row.personId,
  },
  {
    id: 'cws',
    label: 'Child welfare now',
    width: 210,
    draw: (row) => drawPrograms(row, 'cws'),
    text: (row) => row.programs.cws.join(', '),
  },
  {
    id: 'calworks',
    label: 'Cash aid now',
    width: 190,
    draw: (row) => drawPrograms(row, 'calworks'),
    text: (row) => row.programs.calworks.join(', '),
  },
  { id: 'found', label: 'Found by', width: 140, draw: (row) => row.foundBy, text: (row) => row.foundBy },
  idColumn('ssn', 'SSN', 124),
  idColumn('cws_key', 'CWS key', 124),
  idColumn('cwin', 'CWIN', 116),
];
