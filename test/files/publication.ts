import { civilDay } from '../../src/domain/civilDate.ts';
import type { Publication, PublicationColumn } from '../../src/files/publication.ts';

const column = (
  id: string,
  label: string,
  kind: PublicationColumn['kind'],
  width: number,
): PublicationColumn => ({ id, label, kind, width, description: `${label} of the row`, source: 'made up' });

/** A small publication of made-up people with every kind of column and awkward values. */
export const madeUpPublication: Publication = {
  title: 'Mutual cases of Made-up County, October 2026',
  subtitle: 'Parents in the household of an open cash aid case; CWS data as of 31 Oct 2026',
  month: '2026-10',
  asOf: civilDay(2026, 10, 31),
  draft: false,
  confidentiality: 'Confidential: WIC 10850. For coordination of services only.',
  facts: [['Rows', '4']],
  methodology: [{ heading: 'Population', paragraphs: ['Open cases.', 'Named on a plan.'] }],
  data: {
    columns: [
      column('name', 'Name', 'text', 30),
      column('cws_id', 'CWS id', 'identifier', 24),
      column('since', 'Since', 'date', 12),
      column('months', 'Months', 'number', 8),
    ],
    rows: [
      ['MUSTER, MARIA', '0315-2076-8676-8002051', '2026-03-05', '12'],
      ['=1+1', '0012345', '', '-3'],
      ['Ñandú "Ana", Zoë', '1234567E89', '2024-02-29', ''],
      ['-12.5', '+1 555', '1899-12-31', '0'],
    ],
  },
  changes: null,
};
