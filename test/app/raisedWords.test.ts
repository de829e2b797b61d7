import { describe, expect, it } from 'vitest';
import { BIRTH, GIVEN, NUMBER } from '../../src/linkage/compare/comparisonKinds.ts';
import { evidenceCodes, raisedWords } from '../../src/app/raisedWords.ts';

const plan = [
  { name: 'first_name', kind: 'given_name', column: 0, termFrequency: true },
  { name: 'birth_date', kind: 'birth_date', column: 1, termFrequency: false },
  { name: 'ssn', kind: 'number', column: 2, termFrequency: false },
] as const;

describe('why a pair is asked about', () => {
  it('says what is equal, close and different, identifiers first', () => {
    const levels = Uint8Array.of(GIVEN.same + 1, BIRTH.differ + 1, NUMBER.one + 1);
    expect(raisedWords('close', evidenceCodes(plan, levels))).toBe(
      'First name equal, SSN close, birth date differs',
    );
  });

  it('says nothing of what is not recorded', () => {
    const levels = Uint8Array.of(GIVEN.same + 1, BIRTH.same + 1, 0);
    expect(raisedWords('close', evidenceCodes(plan, levels))).toBe('First name and birth date equal');
  });

  it('keeps a title that says it all, and adds the evidence to one that does not', () => {
    const levels = Uint8Array.of(GIVEN.differ + 1, BIRTH.same + 1, 0);
    const codes = evidenceCodes(plan, levels);
    expect(raisedWords('twins', codes)).toBe('Same birth date and surname, other first name');
    expect(raisedWords('tie', codes)).toBe(
      'Another record fits about as well: Birth date equal, first name differs',
    );
  });
});
