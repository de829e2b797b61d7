import { describe, expect, it } from 'vitest';
import {
  checkColumns,
  parseRoleMap,
  recordFields,
  unpairedColumns,
} from '../../../src/linkage/roles/roleMap.ts';

const map = (columns: object, id = 'rec_id') => JSON.stringify({ id, columns });

describe('role map', () => {
  it('reads roles, formats and different headers of two files', () => {
    const same = parseRoleMap(map({ given: 'first_name', born: { role: 'dob', format: 'YYYYMMDD' } }));
    expect(same.left).toEqual(same.right);
    expect(recordFields(same)).toEqual([
      { name: 'given', role: 'first_name', leftColumn: 'given', rightColumn: 'given' },
      {
        name: 'born',
        role: 'dob',
        leftColumn: 'born',
        rightColumn: 'born',
        leftFormat: 'YYYYMMDD',
        rightFormat: 'YYYYMMDD',
      },
    ]);
    const two = parseRoleMap(
      JSON.stringify({
        left: { id: 'a', columns: { fn: 'first_name', addr1: 'street', addr2: 'street', zip: 'zip' } },
        right: { id: 'b', columns: { given: 'first_name', street1: 'street', street2: 'street' } },
      }),
    );
    expect(recordFields(two).map(({ leftColumn, rightColumn }) => [leftColumn, rightColumn])).toEqual([
      ['fn', 'given'],
      ['addr1', 'street1'],
      ['addr2', 'street2'],
    ]);
  });

  it('takes a full name in one file for its parts in the other, and says what has no partner', () => {
    const two = parseRoleMap(
      JSON.stringify({
        left: { id: 'a', columns: { name: 'full_name', born: 'dob', sex: 'sex' } },
        right: { id: 'b', columns: { fn: 'first_name', ln: 'last_name', jr: 'suffix', dob: 'dob' } },
      }),
    );
    expect(recordFields(two)).toEqual([
      { name: 'born', role: 'dob', leftColumn: 'born', rightColumn: 'dob' },
      { name: 'fn', role: 'first_name', leftColumn: 'name', rightColumn: 'fn', partOf: 'left' },
      { name: 'ln', role: 'last_name', leftColumn: 'name', rightColumn: 'ln', partOf: 'left' },
      { name: 'jr', role: 'suffix', leftColumn: 'name', rightColumn: 'jr', partOf: 'left' },
    ]);
    expect(unpairedColumns(two)).toEqual([
      { column: 'sex', reason: 'the right file has no column with the role sex to compare it with' },
    ]);
  });

  it.each([
    ['not JSON', '{', /not valid JSON/],
    ['no id', JSON.stringify({ columns: { a: 'dob' } }), /which column names a record/],
    ['an unknown role', map({ a: 'firstname' }), /"firstname".*first_name/],
    ['two roles for one column', '{"id":"i","columns":{"a":"dob","a":"zip"}}', /"a" twice/],
    ['the id with a role', map({ rec_id: 'ssn' }), /is the id.*has a role too/],
    ['two dates of birth', map({ a: 'dob', b: 'dob' }), /"a" and "b" both have the role dob/],
    ['a format that is none', map({ a: { role: 'dob', format: 'later' } }), /date format "later"/],
    ['a format of a name', map({ a: { role: 'city', format: 'YYYY' } }), /Only a date of birth/],
    ['an unknown key', JSON.stringify({ id: 'a', columns: {}, colums: {} }), /"colums"/],
  ])('refuses %s with a sentence that says where', (_, json, words) => {
    expect(() => parseRoleMap(json)).toThrow(words);
    expect(() => parseRoleMap(json)).toThrow(expect.objectContaining({ code: 'ROLE_MAP_INVALID' }));
  });

  it('refuses maps that share nothing to compare, and columns that are not there', () => {
    expect(() => recordFields(parseRoleMap(map({ a: 'ignore', h: 'household' })))).toThrow(/no column/);
    const { left } = parseRoleMap(map({ surname: 'last_name' }));
    expect(() => checkColumns('people.csv', ['rec_id', 'last'], left)).toThrow(
      /"surname", which people\.csv does not have/,
    );
  });
});
