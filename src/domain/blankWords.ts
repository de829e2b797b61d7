/**
 * What databases, spreadsheets and statistics programs write into a cell that holds nothing: SQL tools NULL and \N,
 * Excel #N/A, R NA, pandas NaN. Only a whole cell counts, and never a name: a family is called Null.
 */
export const usualBlankWords: readonly string[] = [
  'NULL',
  '(NULL)',
  '<NULL>',
  '[NULL]',
  String.raw`\N`,
  'N/A',
  '#N/A',
  'NA',
  'NaN',
];

/** The word for blank that a trimmed text is, as the list spells it; undefined for any other text. */
export type BlankWordOf = (text: string) => string | undefined;

/**
 * Finds words for blank whatever their case. A month has tens of millions of cells, so all but a few are told by their
 * length and first character.
 */
export function blankWordFinder(words: readonly string[]): BlankWordOf {
  const known = new Map(words.map((word) => [word.toUpperCase(), word]));
  const longest = Math.max(0, ...words.map(({ length }) => length));
  const beginsOne = new Set(
    words.flatMap((word) => [word.toUpperCase().charCodeAt(0), word.toLowerCase().charCodeAt(0)]),
  );
  return (text) =>
    text.length > longest || !beginsOne.has(text.charCodeAt(0)) ? undefined : known.get(text.toUpperCase());
}

export const usualBlankWord: BlankWordOf = blankWordFinder(usualBlankWords);
