import { describe, expect, it } from 'vitest';
import { textAt } from '../../../src/linkage/encode/textTable.ts';
import { RecordBuilder } from '../../../src/linkage/encode/recordBuilder.ts';

const fields = [
  { name: 'jr', role: 'suffix' },
  { name: 'last', role: 'last_name' },
] as const;
const cells = [
  ['', 'Garcia Jr.'],
  ['JUNIOR', 'Garcia'],
  ['Jr', 'Garcia, JR'],
  ['', 'Garcia'],
  ['III', 'Garcia Jr'],
  ['', 'Ivy'],
  ['', 'Santos-IV'],
];

describe('a suffix behind the family name', () => {
  const valuesOf = (builder: RecordBuilder) => {
    const { columns, tables } = builder.finish();
    return columns.map(({ values, table }) =>
      Array.from(values, (value) => (value < 0 ? '' : textAt(tables[table]!.texts, value))),
    );
  };
  const expected = [
    ['JR', 'JR', 'JR', '', 'III', '', 'IV'],
    ['GARCIA', 'GARCIA', 'GARCIA', 'GARCIA', 'GARCIA', 'IVY', 'SANTOS'],
  ];

  it('goes to its own column where that is blank, and is no part of the name', () => {
    const rowByRow = new RecordBuilder(fields, 'dedupe');
    cells.forEach((row, i) => rowByRow.add(`${i}`, row, ''));
    expect(valuesOf(rowByRow)).toEqual(expected);
    const atOnce = new RecordBuilder(fields, 'dedupe');
    const rows = cells.map(([jr, last]) => ['x', last!, jr!]);
    atOnce.addRows(
      cells.map((_, i) => `${i}`),
      rows,
      [2, 1],
      '',
    );
    expect(valuesOf(atOnce)).toEqual(expected);
  });

  it('is no part of the name either where the files have no column for it', () => {
    const builder = new RecordBuilder([{ name: 'last', role: 'last_name' }], 'dedupe');
    cells.forEach(([, last], i) => builder.add(`${i}`, [last!], ''));
    expect(valuesOf(builder)).toEqual([expected[1]]);
  });
});
