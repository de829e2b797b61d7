import { array, assert, constantFrom, integer, property, string, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextInterner } from '../../../src/linkage/encode/textTable.ts';
import { symbolTable } from '../../../src/linkage/splink/symbolTable.ts';
import { damerauLevenshteinOfSymbols } from '../../../src/linkage/strings/damerauLevenshtein.ts';
import { jaccardOfSymbols } from '../../../src/linkage/strings/jaccard.ts';
import { jaroMatches, jaroOfSymbols, jaroScore } from '../../../src/linkage/strings/jaro.ts';
import { jaroWinkler } from '../../../src/linkage/strings/jaroWinkler.ts';
import { levenshteinOfSymbols } from '../../../src/linkage/strings/levenshtein.ts';
import { sparkJaroWinkler } from '../../../src/linkage/strings/sparkJaroWinkler.ts';
import { type Symbols, utf16Units, utf8Bytes } from '../../../src/linkage/strings/symbols.ts';
import { textMeasures } from '../../../src/linkage/strings/textMeasures.ts';

/** Few letters, so that matches, swaps and repetitions are common; around the length of a machine word and beyond. */
const letter = constantFrom('a', 'b', 'c', 'd', 'é', '1');
const text = (least: number, most: number) =>
  array(letter, { minLength: least, maxLength: most }).map((letters) => letters.join(''));
const anyText = tuple(integer({ min: 0, max: 3 }), text(0, 9), text(28, 36), string({ unit: 'binary' })).map(
  ([kind, short, long, wild]) => [short, short, long, wild.replaceAll(/\p{Cs}/gu, '')][kind]!,
);

describe('string functions on numbers of texts', () => {
  it.each(['duckdb', 'spark'] as const)('are equal to the plain ones in %s, to the last bit', (dialect) => {
    const symbolsOf: (value: string) => Symbols = dialect === 'duckdb' ? utf8Bytes : utf16Units;
    const plainJaro = (a: Symbols, b: Symbols): number => {
      const { matches, halfTranspositions } = jaroMatches(a, b);
      return jaroScore(a.length, b.length, matches, halfTranspositions / 2);
    };
    assert(
      property(array(anyText, { minLength: 2, maxLength: 5 }), (texts) => {
        const interner = new TextInterner();
        const numbers = texts.map((each) => interner.intern(each));
        const measures = textMeasures(symbolTable(interner.snapshot(), dialect), dialect);
        for (const [i, left] of texts.entries()) {
          for (const [j, right] of texts.entries()) {
            const [a, b] = [symbolsOf(left), symbolsOf(right)];
            const [l, r] = [numbers[i]!, numbers[j]!];
            const exact = {
              jaro: dialect === 'duckdb' ? jaroOfSymbols(a, b) : plainJaro(a, b),
              jaroWinkler: dialect === 'duckdb' ? jaroWinkler(left, right) : sparkJaroWinkler(left, right),
              jaccard: jaccardOfSymbols(a, b),
              levenshtein: levenshteinOfSymbols(a, b),
              damerauLevenshtein: damerauLevenshteinOfSymbols(a, b),
            };
            for (const name of ['jaro', 'jaroWinkler', 'jaccard'] as const) {
              expect(measures[name](l, r, Number.NEGATIVE_INFINITY)).toBe(exact[name]);
              for (const least of [0.7, 0.88, exact[name]]) {
                const given = measures[name](l, r, least);
                if (exact[name] >= least) expect(given).toBe(exact[name]);
                else expect(given).toBeLessThan(least);
              }
            }
            for (const name of ['levenshtein', 'damerauLevenshtein'] as const) {
              expect(measures[name](l, r, Number.POSITIVE_INFINITY)).toBe(exact[name]);
              for (const most of [0, 1, 2, 3, 4, exact[name]]) {
                const given = measures[name](l, r, most);
                if (exact[name] <= most) expect(given).toBe(exact[name]);
                else expect(given).toBeGreaterThan(most);
              }
            }
          }
        }
      }),
      { numRuns: 120 },
    );
  });

  it('tell the unrestricted distance from the restricted one', () => {
    const interner = new TextInterner();
    const [ca, abc] = [interner.intern('ca'), interner.intern('abc')];
    const measures = textMeasures(symbolTable(interner.snapshot(), 'duckdb'), 'duckdb');
    expect([2, 1].map((most) => measures.damerauLevenshtein(ca, abc, most) <= most)).toEqual([true, false]);
  });
});
