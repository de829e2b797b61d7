import type { PairDetail, QueueRow } from '../../../src/app/contract/review.ts';
import type { ComparedField, PairState } from '../../../src/app/contract/shapes.ts';
import type { QueueName } from '../../session/view.ts';
import { listedName, madeUpPerson, mixed } from './madeUpPeople.ts';

type Value = ComparedField['left'];
type Side = 'left' | 'right';

export interface PairKind {
  readonly kind: string;
  readonly title: string;
}

export const reviewKinds: readonly PairKind[] = [
  { kind: 'ssn_dob', title: 'SSN equal, birth date differs' },
  { kind: 'name_dob', title: 'Name and birth date equal, no identifier' },
  { kind: 'ssn_swapped', title: 'SSN digits swapped, name equal' },
  { kind: 'surname', title: 'Surname changed, identifiers equal' },
  { kind: 'twins', title: 'Same household, same birth date' },
];
export const mismatchKinds: readonly PairKind[] = [
  { kind: 'shared_ssn', title: 'One SSN, two people' },
  { kind: 'id_conflict', title: 'Identifier links, person data contradict' },
  { kind: 'two_links', title: 'One person linked to two' },
  { kind: 'carried', title: 'Carried decision contradicted by new data' },
];

const plain = (text: string | null): Value => ({
  text,
  masked: false,
  runs: text === null ? [] : [{ text, differs: false }],
});
const marked = (text: string, from: number, length: number): Value => ({
  text,
  masked: false,
  runs: [
    { text: text.slice(0, from), differs: false },
    { text: text.slice(from, from + length), differs: true },
    { text: text.slice(from + length), differs: false },
  ].filter((run) => run.text !== ''),
});
const masked = (value: Value): Value => ({ ...value, masked: true });

export const restrictedKinds: readonly PairKind[] = [
  { kind: 'to_confirm', title: 'Agrees; a person has to confirm it' },
  { kind: 'adoption', title: 'Adoption record' },
];
const kindsByQueue = { review: reviewKinds, mismatch: mismatchKinds, restricted: restrictedKinds } as const;
const letters = { review: 'R', mismatch: 'M', restricted: 'S' } as const;

export const kindsOf = (queue: QueueName): readonly PairKind[] => kindsByQueue[queue];

export const pairKeyOf = (queue: QueueName, index: number): string =>
  `${letters[queue]}${String(index).padStart(9, '0')}~${String(100_000_000 + index)}`;

/** Queue and index of a key made by `pairKeyOf`. */
export function pairOfKey(key: string): { readonly queue: QueueName; readonly index: number } {
  const queue = key.startsWith('R') ? 'review' : key.startsWith('M') ? 'mismatch' : 'restricted';
  return { queue, index: Number(key.slice(1, 10)) };
}

export function queueRowOf(queue: QueueName, index: number, state: PairState, month: string): QueueRow {
  const seed = mixed(index + (queue === 'review' ? 0 : 500_000));
  const kinds = kindsOf(queue);
  const kind = kinds[seed % kinds.length] as PairKind;
  const person = madeUpPerson(seed % 90_000);
  const left = listedName(person);
  const right =
    kind.kind === 'surname'
      ? listedName({ ...person, last: 'Reyes' })
      : listedName({ ...person, middle: '' });
  return {
    pairKey: pairKeyOf(queue, index),
    leftName: left,
    rightName: right,
    leftBirth: person.birth,
    rightBirth: person.birth,
    raisedBecause: kind.title,
    kind: kind.kind,
    state,
    carried: seed % 11 === 0 ? 'reopened' : seed % 7 === 0 ? 'carried_changed' : 'no',
    since: month,
  };
}

/** What a reveal gives: the whole identifier, both sides. */
export function revealed(index: number, side: Side): string {
  const person = madeUpPerson(mixed(index) % 90_000);
  const middle = String(10 + (index % 39));
  return side === 'left'
    ? `900-${middle}-${person.ssnEnd}`
    : `900-${middle.split('').reverse().join('')}-${person.ssnEnd}`;
}

export function pairDetailOf(
  queue: QueueName,
  index: number,
  state: PairState,
  history: PairDetail['history'],
  month: string,
): PairDetail {
  const row = queueRowOf(queue, index, state, month);
  const person = madeUpPerson(mixed(index + (queue === 'review' ? 0 : 500_000)) % 90_000);
  const last = row.rightName.split(',')[0] ?? person.last;
  const [year, monthNumber, day] = person.birth.split('-') as [string, string, string];
  const sibling = madeUpPerson(index + 77);
  const swapped = row.kind === 'ssn_swapped' || row.kind === 'shared_ssn';
  const birthDiffers = row.kind === 'ssn_dob' || row.kind === 'id_conflict' || row.kind === 'carried';
  const fields: ComparedField[] = [
    {
      field: 'last_name',
      label: 'Surname',
      left: last === person.last ? plain(person.last) : marked(person.last, 0, person.last.length),
      right: last === person.last ? plain(last) : marked(last, 0, last.length),
      verdict: last === person.last ? 'equal' : 'different',
      words: last === person.last ? '' : 'no part in common',
      rarity: last === person.last ? 'shared by 1,204 people in these files' : '',
      revealable: false,
    },
    {
      field: 'first_name',
      label: 'First name',
      left: plain(person.first),
      right: plain(person.first),
      verdict: 'equal',
      words: '',
      rarity: 'shared by 86 people in these files',
      revealable: false,
    },
    {
      field: 'middle_name',
      label: 'Middle name',
      left: plain(person.middle === '' ? null : person.middle),
      right: plain(null),
      verdict: 'missing',
      words: 'not recorded in cash aid',
      rarity: '',
      revealable: false,
    },
    {
      field: 'birth_date',
      label: 'Birth date',
      left: birthDiffers
        ? marked(`${monthNumber}/${day}/${year}`, 0, 5)
        : plain(`${monthNumber}/${day}/${year}`),
      right: birthDiffers
        ? marked(`${day}/${monthNumber}/${year}`, 0, 5)
        : plain(`${monthNumber}/${day}/${year}`),
      verdict: birthDiffers ? 'similar' : 'equal',
      words: birthDiffers ? 'month and day swapped' : '',
      rarity: '',
      revealable: false,
    },
    {
      field: 'sex',
      label: 'Sex',
      left: plain('F'),
      right: plain('F'),
      verdict: 'equal',
      words: '',
      rarity: '',
      revealable: false,
    },
    {
      field: 'ssn',
      label: 'SSN',
      left: masked(swapped ? marked('***-*5-6***', 5, 3) : plain(`***-**-${person.ssnEnd}`)),
      right: masked(swapped ? marked('***-*6-5***', 5, 3) : plain(`***-**-${person.ssnEnd}`)),
      verdict: swapped ? 'similar' : 'equal',
      words: swapped ? 'digits 5–6 swapped' : '',
      rarity: swapped ? '' : 'held by no other person',
      revealable: true,
    },
    {
      field: 'cin',
      label: 'CIN',
      left: masked(plain('9*****78C')),
      right: plain(null),
      verdict: 'missing',
      words: 'not recorded in cash aid',
      rarity: '',
      revealable: true,
    },
    {
      field: 'street',
      label: 'Address',
      left: marked('1420 Alder St', 0, 4),
      right: marked('1402 Alder St', 0, 4),
      verdict: 'similar',
      words: 'house number digits swapped',
      rarity: '',
      revealable: false,
    },
    {
      field: 'zip',
      label: 'ZIP',
      left: plain('93401'),
      right: plain('93401'),
      verdict: 'equal',
      words: '',
      rarity: '',
      revealable: false,
    },
  ];
  return {
    pairKey: row.pairKey,
    queue,
    state,
    kind: row.kind,
    raisedBecause: row.raisedBecause,
    leftAsOf: `${month}-31`,
    rightAsOf: '2026-11-02',
    fields,
    confirmations: ['First name and surname agree.', 'A sibling is linked across both systems.'],
    denials: birthDiffers ? ['Birth dates differ.'] : swapped ? ['The SSNs differ in two digits.'] : [],
    notCompared: ['Middle name: not recorded in cash aid.', 'CIN: not recorded in cash aid.'],
    consequence:
      'Same person: one child joins the October list, branch A. Different people: the list stays as it is.',
    candidates: [
      {
        pairKey: pairKeyOf(queue, index + 1),
        side: 'right',
        name: listedName({ ...person, first: 'Marta' }),
        birth: person.birth,
        state: 'todo',
        words: 'same surname and birth date',
      },
    ],
    household: [
      {
        side: 'left',
        name: listedName({ ...sibling, last: person.last }),
        birth: sibling.birth,
        relation: 'sibling',
        linkedAcross: true,
      },
      {
        side: 'left',
        name: listedName({ ...sibling, first: 'Rosa', last: person.last }),
        birth: '1986-03-14',
        relation: 'mother',
        linkedAcross: false,
      },
      {
        side: 'right',
        name: listedName({ ...sibling, last: person.last }),
        birth: sibling.birth,
        relation: 'case member',
        linkedAcross: true,
      },
    ],
    history,
    reopened:
      row.carried === 'reopened'
        ? [{ label: 'Birth date', side: 'right', words: 'was 3 Apr 2009, now 4 Mar 2009' }]
        : [],
  };
}
