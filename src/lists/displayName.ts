/** Parts of a name as one system has them; empty = not recorded. */
export interface NameParts {
  readonly first: string;
  readonly middle: string;
  readonly last: string;
  readonly suffix: string;
}

/** "GARCIA LOPEZ, MARIA L JR" as staff look people up; a dash when no name is recorded. */
export function displayName(name: NameParts | undefined): string {
  if (name === undefined) return '—';
  const given = [name.first, name.middle, name.suffix].filter((part) => part !== '').join(' ');
  const whole = [name.last, given].filter((part) => part !== '').join(', ');
  return whole === '' ? '—' : whole;
}
