/**
 * Relationship codes of CWS/CMS (`CLN_RELT`, domain.md 3.6). A row says what its first client is to its second;
 * either direction may be stored, so whoever reads a row asks for the direction.
 */
type RelationshipGroup =
  | 'parent'
  | 'child'
  | 'non_custodial_parent'
  | 'de_facto_parent'
  | 'guardian'
  | 'grandparent'
  | 'grandchild'
  | 'aunt_uncle'
  | 'sibling'
  | 'spouse'
  | 'live_in'
  | 'none'
  | 'unknown';

type Parentage = 'birth' | 'adoptive' | 'alleged' | 'presumed' | 'step' | 'foster';

export interface Relationship {
  readonly code: string;
  readonly group: RelationshipGroup;
  /** Of a parent (or of a child to a parent); absent where the code's own kind is not published. */
  readonly parentage?: Parentage;
  /** Which parent a parent or child code is about. */
  readonly parent?: 'mother' | 'father';
}

const table = new Map<string, Relationship>();
const set = (
  codes: readonly number[],
  group: RelationshipGroup,
  parent?: 'mother' | 'father',
  parentage?: Parentage,
): void => {
  for (const code of codes.map(String)) {
    table.set(code, {
      code,
      group,
      ...(parentage === undefined ? {} : { parentage }),
      ...(parent === undefined ? {} : { parent }),
    });
  }
};
const range = (first: number, last: number): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

// Whole ranges first, then the codes whose kind is known.
set([...range(187, 200), ...range(282, 294), 6360], 'child');
set([196, 291], 'child', 'mother', 'birth');
set([245, 250], 'parent', 'mother', 'adoptive');
set([246, 251], 'parent', 'mother', 'alleged');
set([247, 252], 'parent', 'mother', 'birth');
set([248, 253], 'parent', 'mother', 'foster');
set([249, 254], 'parent', 'mother', 'step');
set([5620, 6361], 'parent', 'mother', 'presumed');
set([203, 209], 'parent', 'father', 'adoptive');
set([204, 210], 'parent', 'father', 'alleged');
set([205, 211], 'parent', 'father', 'birth');
set([206, 212], 'parent', 'father', 'foster');
set([207, 213], 'parent', 'father', 'presumed');
set([208, 214], 'parent', 'father', 'step');
set([201, 202], 'de_facto_parent');
set([272, 273], 'non_custodial_parent');
set([241, 301], 'guardian');
set(range(221, 224), 'grandparent');
set([217, 218, 225, 226], 'grandchild');
set([...range(175, 178), ...range(296, 299)], 'aunt_uncle');
set([...range(179, 184), ...range(276, 281)], 'sibling');
set([295], 'spouse');
set([244], 'live_in');
set([271], 'none');
set([300], 'unknown');

/** What a relationship code means; undefined for a code that is not in the published list. */
export function relationship(code: string): Relationship | undefined {
  return table.get(code);
}

/**
 * Which of a row's two clients is the other's mother by birth, in either direction (247, 252 and their inverses
 * 196, 291): `first`, `second`, or undefined when the row says nothing of a birth mother.
 */
export function birthMotherIn(code: string): 'first' | 'second' | undefined {
  const entry = table.get(code);
  if (entry?.parentage !== 'birth' || entry.parent !== 'mother') return undefined;
  return entry.group === 'parent' ? 'first' : 'second';
}

/** Which of a row's two clients is the other's parent of any kind, in either direction; undefined when neither is. */
export function parentIn(code: string): 'first' | 'second' | undefined {
  const group = table.get(code)?.group;
  if (group === 'parent' || group === 'de_facto_parent' || group === 'non_custodial_parent') return 'first';
  return group === 'child' ? 'second' : undefined;
}
