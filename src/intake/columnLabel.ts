const LONGEST_NAME = 40;

/**
 * How a column that nobody expected is spoken of. Where a header is damaged, or is no header, its cells may hold
 * people's values; what does not look like a name is called by its place.
 */
export function columnLabel(header: readonly string[], name: string): string {
  const isName = name.length <= LONGEST_NAME && /^\p{L}[\p{L}\p{N} _.#/()-]*$/u.test(name);
  return isName ? name : `number ${header.indexOf(name) + 1}`;
}
