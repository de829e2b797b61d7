import { type Relationship, relationship } from '../domain/relationships.ts';
import type { PersonAround } from '../store/peopleAround.ts';

/** What somebody is to the person of a pair, in a word or two: "mother", "sibling", "needy caretaker relative". */
export function relationWords(relation: PersonAround['relation']): string {
  if ('role' in relation) return relation.role === '' ? 'case member' : relation.role.toLowerCase();
  const known = relationship(relation.code);
  return known === undefined ? `relationship ${relation.code}` : cwsWords(known, relation.isFirst);
}

/** A row says what its first client is to its second; `otherIsFirst` tells which of them the other person is. */
function cwsWords({ group, parent }: Relationship, otherIsFirst: boolean): string {
  const parentWord = parent ?? 'parent';
  switch (group) {
    case 'parent':
      return otherIsFirst ? parentWord : 'child';
    case 'child':
      return otherIsFirst ? 'child' : parentWord;
    case 'non_custodial_parent':
      return otherIsFirst ? 'non-custodial parent' : 'child';
    case 'de_facto_parent':
      return otherIsFirst ? 'de facto parent' : 'child';
    case 'guardian':
      return otherIsFirst ? 'guardian' : 'ward';
    case 'grandparent':
      return otherIsFirst ? 'grandparent' : 'grandchild';
    case 'grandchild':
      return otherIsFirst ? 'grandchild' : 'grandparent';
    case 'aunt_uncle':
      return otherIsFirst ? 'aunt or uncle' : 'niece or nephew';
    case 'sibling':
      return 'sibling';
    case 'spouse':
      return 'spouse';
    case 'live_in':
      return 'lives in';
    case 'none':
      return 'no relation';
    case 'unknown':
      return 'unknown relation';
  }
}
