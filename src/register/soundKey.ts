import { normaliseName, surnameParts } from '../domain/names.ts';

const codes: Readonly<Record<string, string>> = Object.fromEntries(
  ['BFPV', 'CGJKQSXZ', 'DT', 'L', 'MN', 'R'].flatMap((letters, index) =>
    Array.from(letters, (letter) => [letter, String(index + 1)]),
  ),
);

/** Soundex of a name in capital letters: first letter and three digits; empty when there is no letter. */
export function soundex(name: string): string {
  const letters = name.replace(/[^A-Z]/g, '');
  let sound = letters.slice(0, 1);
  let last = codes[sound] ?? '';
  for (const letter of letters.slice(1)) {
    const code = codes[letter] ?? '';
    if (code !== '' && code !== last) sound += code;
    // H and W do not part two letters of one sound, vowels do
    if (letter !== 'H' && letter !== 'W') last = code;
  }
  return letters === '' ? '' : sound.padEnd(4, '0').slice(0, 4);
}

/** Keys under which a misspelt name is found: one for each part of the surname, with the first name's first letter. */
export function soundKeys(first: string, last: string): readonly string[] {
  const initial = normaliseName(first).slice(0, 1);
  const sounds = surnameParts(last)
    .map(soundex)
    .filter((sound) => sound !== '');
  return [...new Set(sounds)].map((sound) => sound + initial);
}
