import type { Profile } from '../profile.ts';

/**
 * Santa Clara's list of three fields: full name, date of birth, SSN (SCC-5). It gives people and nothing else, so
 * their id is made from the row; it changes when a value does.
 */
export const santaClaraList: Profile = {
  id: 'santa-clara-three-fields',
  version: 1,
  title: 'Santa Clara CalWORKs list: full name, DOB, SSN',
  system: 'calworks',
  format: { type: 'delimited' },
  dateFormat: 'M/D/YYYY',
  flag: ['Y', 'N'],
  ignored: [],
  valueMaps: {},
  parts: [
    {
      kind: 'cw_person',
      records: [
        {
          fields: {
            cwin: { madeFrom: ['Full Name', 'DOB', 'SSN'] },
            first_name: { fullName: 'Full Name', part: 'first' },
            middle_name: { fullName: 'Full Name', part: 'middle' },
            last_name: { fullName: 'Full Name', part: 'last' },
            name_suffix: { fullName: 'Full Name', part: 'suffix' },
            birth_date: { column: 'DOB' },
            ssn: { column: 'SSN' },
          },
        },
      ],
    },
  ],
};
