import { blankWordFinder, type BlankWordOf } from '../domain/blankWords.ts';
import type { ExtractField } from '../domain/extract.ts';

/** Text fields that hold the names of people, beside those of the type. */
const NAMES = /_name$|^regional_contact$/;

/** Whether a field may hold the name of a person, which is never taken for a word for blank. */
export const holdsName = ({ name, type }: ExtractField): boolean => type === 'name' || NAMES.test(name);

/**
 * Finds the words for blank in the cells of a field; undefined where there are none. A code of the field's own list is
 * a code, whatever it is spelt like; `kept` are further words that mean something there.
 */
export function blankWordsIn(
  field: ExtractField,
  words: readonly string[],
  kept: readonly string[] = [],
): BlankWordOf | undefined {
  if (holdsName(field)) return undefined;
  const meant = new Set([...(field.codes ?? []), ...kept].map((code) => code.toUpperCase()));
  const blank = words.filter((word) => !meant.has(word.toUpperCase()));
  return blank.length === 0 ? undefined : blankWordFinder(blank);
}

/** How many cells of each column, by word. */
type ByColumn = ReadonlyMap<string, number>;

/** Counts cells that were read as blank while a file is read. */
export class BlankedCells {
  /** By who read the cell: two fields that read one column see the same cells */
  readonly #counts = new Map<{ readonly column: string }, Map<string, number>>();

  add(reader: { readonly column: string }, word: string): void {
    let words = this.#counts.get(reader);
    if (words === undefined) {
      words = new Map();
      this.#counts.set(reader, words);
    }
    words.set(word, (words.get(word) ?? 0) + 1);
  }

  /** "NULL read as blank in 312 cells of DOB, 40 of SSN; N/A in 3 cells of CIN"; undefined when there were none. */
  words(): string | undefined {
    const byWord = new Map<string, Map<string, number>>();
    for (const [{ column }, words] of this.#counts) {
      for (const [word, count] of words) {
        const columns = byWord.get(word) ?? new Map<string, number>();
        columns.set(column, Math.max(columns.get(column) ?? 0, count));
        byWord.set(word, columns);
      }
    }
    if (byWord.size === 0) return undefined;
    return [...byWord]
      .map(([word, columns], at) => `${word}${at === 0 ? ' read as blank' : ''} in ${cellsOf(columns)}`)
      .join('; ');
  }
}

/** "312 cells of DOB, 40 of SSN", the most first. */
export function cellsOf(columns: ByColumn): string {
  return [...columns]
    .sort((a, b) => b[1] - a[1])
    .map(([column, count], at) => {
      const cells = at > 0 ? '' : count === 1 ? ' cell' : ' cells';
      return `${count.toLocaleString('en-US')}${cells} of ${column}`;
    })
    .join(', ');
}
