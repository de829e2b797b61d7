/** What a column says about a person, which decides how it is normalised, compared and blocked on. */
export const roles = [
  'first_name',
  'middle_name',
  'last_name',
  'full_name',
  'suffix',
  'nickname',
  'dob',
  'birth_year',
  'sex',
  'ssn',
  'cin',
  'identifier',
  'street',
  'house_number',
  'city',
  'state',
  'zip',
  'phone',
  'email',
  'category',
  'household',
  'ignore',
] as const;

export type Role = (typeof roles)[number];

/** Whether a text names a role. */
export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}

/** Roles of names of a person, in which a word for blank may be a name. */
export const nameRoles: ReadonlySet<Role> = new Set<Role>([
  'first_name',
  'middle_name',
  'last_name',
  'full_name',
  'nickname',
]);

/** Roles a record has at most one column for; of the others there may be several, each its own evidence. */
export const singleRoles: ReadonlySet<Role> = new Set<Role>([
  'first_name',
  'middle_name',
  'last_name',
  'full_name',
  'suffix',
  'dob',
  'birth_year',
  'sex',
  'ssn',
  'cin',
  'household',
]);
