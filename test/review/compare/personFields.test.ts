import { describe, expect, it } from 'vitest';
import { civilDay } from '../../../src/domain/civilDate.ts';
import { comparePersons, type PersonEvidence, shownRuns } from '../../../src/review/compare/personFields.ts';

const person = (change: Partial<PersonEvidence> = {}): PersonEvidence => ({
  firstName: 'MARIA',
  middleName: 'L',
  lastName: 'GARCIA',
  suffix: '',
  birthDay: civilDay(2009, 3, 4),
  birthEstimated: false,
  sex: 'F',
  ssn: '912345678',
  cin: '91234567A',
  street: '12 OAK ST',
  city: 'TOWN',
  zip: '93401',
  phone: '8055550101',
  otherNames: [],
  ...change,
});

const field = (left: PersonEvidence, right: PersonEvidence, name: string) =>
  comparePersons(left, right).find((difference) => difference.field === name)!;
const text = (runs: readonly { text: string }[]) => runs.map((run) => run.text).join('');

describe('two records side by side', () => {
  it('masks an SSN but for the digits that differ', () => {
    const ssn = field(person(), person({ ssn: '912354678' }), 'ssn');
    expect(text(shownRuns(ssn, 'left', false))).toBe('***-*4-5***');
    expect(text(shownRuns(ssn, 'right', false))).toBe('***-*5-4***');
    expect(ssn.words).toBe('digits 5–6 swapped');
  });

  it('shows the last four of an SSN that both sides have', () => {
    expect(text(shownRuns(field(person(), person(), 'ssn'), 'left', false))).toBe('***-**-5678');
  });

  it('shows all of it, grouped, once it was revealed', () => {
    expect(text(shownRuns(field(person(), person(), 'ssn'), 'left', true))).toBe('912-34-5678');
  });

  it('never shows a whole differing SSN masked field by field', () => {
    const ssn = field(person(), person({ ssn: '934411278' }), 'ssn');
    expect(ssn.verdict).toBe('different');
    expect(text(shownRuns(ssn, 'left', false))).not.toMatch(/^\d{3}-\d{2}-\d{4}$/);
  });

  it('an address differs by what it says, not by capitals and marks', () => {
    const here = person({ street: '12 OAK ST APT 3', city: 'MORRO BAY' });
    const there = person({ street: '12 Oak St #3', city: 'Morro Bay' });
    expect(field(here, there, 'street').verdict).toBe('equal');
    expect(field(here, there, 'city').verdict).toBe('equal');
    expect(field(here, person({ street: '21 Oak St #3' }), 'street')).toMatchObject({
      verdict: 'similar',
      words: 'characters 1–2 swapped',
    });
    expect(field(here, person({ street: '400 ELM AVE' }), 'street').verdict).toBe('different');
  });

  it('not recorded is not different', () => {
    expect(field(person({ cin: '' }), person(), 'cin')).toMatchObject({
      verdict: 'missing',
      words: 'not recorded on one side',
    });
  });

  it('says when the other name of one side is the name of the other', () => {
    const left = person({ lastName: 'LOPEZ', otherNames: ['AKA MARIA GARCIA'] });
    expect(field(left, person(), 'other_names').verdict).toBe('equal');
  });
});
