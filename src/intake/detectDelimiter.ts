export type Delimiter = ',' | '\t' | '|' | ';';

const candidates: readonly Delimiter[] = [',', '\t', '|', ';'];

/** Occurrences outside quotes in each of the first lines. */
function counts(lines: readonly string[], delimiter: string): readonly number[] {
  return lines.map((line) => line.replace(/"(?:[^"]|"")*"/g, '').split(delimiter).length - 1);
}

/**
 * The delimiter of a text, judged by its first lines: the one that the header has and that most of the lines have
 * equally often; a comma when there is none at all (a file of one column).
 */
export function detectDelimiter(text: string): Delimiter {
  const lines = text
    .split(/\r\n|\n|\r/, 40)
    .filter((line) => line.trim() !== '')
    .slice(0, 20);
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const delimiter of candidates) {
    const [inHeader = 0, ...inRows] = counts(lines, delimiter);
    const agreeing = inRows.filter((count) => count === inHeader).length;
    const score = inHeader === 0 ? 0 : inHeader * (1 + agreeing) + agreeing * 100;
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

/** A delimiter in words. */
export function delimiterName(delimiter: Delimiter): string {
  return { ',': 'comma', '\t': 'tab', '|': 'vertical bar', ';': 'semicolon' }[delimiter];
}
