import type { Input, Output } from '../../../src/app/contract/contract.ts';
import type { PersonRow } from '../../../src/app/contract/persons.ts';
import { listedName, madeUpPerson, mixed } from './madeUpPeople.ts';
import type { Scenario } from './scenario.ts';

const found = 57;

const idOf = (index: number): string => `P-${String(index * 37 + 122).padStart(6, '0')}`;
const keyOf = (index: number): string => `${mixed(index).toString(36).slice(0, 7)}0X5`;
const cwinOf = (index: number): string => String(100_000_000 + (mixed(index + 7) % 900_000_000)).slice(0, 9);

function row(index: number): PersonRow {
  const both = mixed(index) % 3 !== 0;
  return {
    personId: idOf(index),
    name: listedName(madeUpPerson(index)).toUpperCase(),
    birthDate: `${1980 + (mixed(index) % 40)}-0${1 + (mixed(index + 3) % 9)}-1${mixed(index + 5) % 10}`,
    foundBy: index === 0 ? 'name' : `name, ${99 - Math.floor(index / 3)} % alike`,
    identifiers: [
      { system: 'cws', type: 'cws_key', label: 'CWS key', text: keyOf(index) },
      ...(both
        ? ([
            { system: 'calworks', type: 'cwin', label: 'CWIN', text: cwinOf(index) },
            { system: 'calworks', type: 'ssn', label: 'SSN', text: `***-**-${1000 + (mixed(index) % 9000)}` },
          ] as const)
        : []),
    ],
    programs: {
      cws:
        index % 4 === 0 ? ['Child welfare case', 'Family maintenance'] : index % 4 === 1 ? ['Referral'] : [],
      calworks: both ? ['CalWORKs'] : [],
    },
  };
}

/** Look-ups in the made-up index: fifty-seven people whatever is typed, nobody for a text with a digit 0 alone. */
export const fakePersons = (scenario: Scenario, onChange: () => void) => {
  let changed = false;
  const change = (persons: string[]) => {
    changed = true;
    onChange();
    return { persons };
  };
  return {
    'persons.merge': ({ personId }: Input<'persons.merge'>) => change([personId]),
    'persons.split': ({ personId }: Input<'persons.split'>) => change([personId, 'P-009482']),
    'persons.unmerge': ({ personId, otherId }: Input<'persons.unmerge'>) => change([personId, otherId]),
    'persons.crosswalk': (): Output<'persons.crosswalk'> => ({
      fileName: 'crosswalk.csv',
      folder: 'exports',
      rows: 41_207,
    }),
    'persons.undo': () => change(['P-000122', 'P-000981']),
    'persons.find': ({ text, after, limit }: Input<'persons.find'>): Output<'persons.find'> => {
      const total = scenario.empty || text.trim() === '0' ? 0 : found;
      const from = after === undefined || after === '' ? 0 : Number(after);
      const to = Math.min(total, from + (limit ?? 50));
      const rows = Array.from({ length: to - from }, (_, at) => row(from + at));
      return { total, rows, next: to < total ? String(to) : null };
    },
    'persons.one': ({ personId, month, knownAt }: Input<'persons.one'>): Output<'persons.one'> => {
      const index = Math.max(0, Array.from({ length: found }, (_, at) => idOf(at)).indexOf(personId));
      const { name, birthDate, identifiers } = row(index);
      const key = identifiers[0]?.text ?? '';
      const cwin = cwinOf(index);
      return {
        personId,
        askedFor: null,
        knownAt: knownAt ?? null,
        asOf: '2026-11-02',
        name,
        birthDate,
        names: [
          { system: 'cws', name, kind: 'in use', birthDate, from: '2026-03-31', to: null },
          { system: 'calworks', name, kind: 'in use', birthDate, from: '2026-08-31', to: null },
          {
            system: 'cws',
            name: 'QUINTERO, MARIA',
            kind: 'maiden name',
            birthDate: null,
            from: '2026-03-31',
            to: null,
          },
        ],
        identifiers: [
          {
            system: 'cws',
            type: 'cws_key',
            label: 'CWS key',
            text: key,
            status: 'active',
            from: null,
            to: null,
          },
          {
            system: 'calworks',
            type: 'cwin',
            label: 'CWIN',
            text: cwin,
            status: 'active',
            from: null,
            to: null,
          },
          {
            system: 'calworks',
            type: 'cin',
            label: 'CIN',
            text: '******56A',
            status: 'active',
            from: '2026-08-31',
            to: null,
          },
          {
            system: 'calworks',
            type: 'cin',
            label: 'CIN',
            text: '******07D',
            status: 'frozen',
            from: '2026-03-31',
            to: '2026-08-31',
          },
          {
            system: 'calworks',
            type: 'ssn',
            label: 'SSN',
            text: '***-**-4417',
            status: 'active',
            from: '2026-08-31',
            to: null,
          },
        ],
        addresses: [
          {
            system: 'calworks',
            text: '1480 Osos Street, San Luis Obispo 93401, phone ends in 0142',
            confidential: false,
            from: '2026-09-30',
            to: null,
          },
          { system: 'cws', text: 'Confidential', confidential: true, from: '2026-03-31', to: null },
        ],
        participation: [
          {
            system: 'calworks',
            program: 'CalWORKs',
            role: 'parent',
            status: 'aided',
            now: true,
            goneSince: null,
            from: '2026-01-14',
            to: null,
          },
          {
            system: 'calworks',
            program: 'Welfare-to-Work',
            role: 'participant',
            status: 'active',
            now: true,
            goneSince: null,
            from: '2026-02-01',
            to: null,
          },
          {
            system: 'cws',
            program: 'Child welfare case',
            role: 'birth mother',
            status: '',
            now: true,
            goneSince: null,
            from: '2026-03-05',
            to: null,
          },
          {
            system: 'cws',
            program: 'Case plan',
            role: 'parent',
            status: '',
            now: true,
            goneSince: null,
            from: '2026-03-05',
            to: null,
          },
          {
            system: 'cws',
            program: 'Referral',
            role: 'client',
            status: 'substantiated',
            now: false,
            goneSince: '2026-09-30',
            from: '2026-02-20',
            to: '2026-03-05',
          },
        ],
        history: [
          { month: '2026-03', words: `Child welfare record ${key}`, mergedId: null },
          { month: '2026-08', words: `Cash aid record ${cwin}`, mergedId: null },
          {
            month,
            words: 'Merged with P-000981, whose id leads here',
            mergedId: changed ? null : 'P-000981',
          },
        ],
        records: [
          { system: 'cws', sourceKey: key },
          ...(changed ? [] : ([{ system: 'calworks', sourceKey: cwin }] as const)),
        ],
        changes: [
          {
            changeId: 1,
            words: `Cash aid record ${cwin} brought together with child welfare record ${key}`,
            note: 'Same child by the birth certificate',
            reviewer: 'R. Alvarez',
            at: '2026-11-05T14:02:11Z',
            undone: changed,
          },
        ],
        pairs: [
          {
            pairKey: `${key}~${cwin}`,
            queue: null,
            state: null,
            words: 'Linked by: SSN, with name or birth date',
          },
        ],
      };
    },
  };
};
