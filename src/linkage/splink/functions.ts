import { damerauLevenshteinOfSymbols } from '../strings/damerauLevenshtein.ts';
import { jaccardOfSymbols } from '../strings/jaccard.ts';
import { jaroMatches, jaroOfSymbols, jaroScore } from '../strings/jaro.ts';
import { jaroWinkler } from '../strings/jaroWinkler.ts';
import { levenshteinOfSymbols } from '../strings/levenshtein.ts';
import { sparkJaroWinkler } from '../strings/sparkJaroWinkler.ts';
import { type Symbols, utf8Bytes, utf16Units } from '../strings/symbols.ts';
import type { Dialect } from './expression.ts';
import { numberOf, textOf, type Value } from './value.ts';

/** Arguments of a function, none of them null. */
type Arguments = readonly Exclude<Value, null>[];

/** A function that conditions may call. */
export type SqlFunction = {
  /** Our name of it, in the parsed tree. */
  readonly name: string;
  /** The spellings in each dialect; the first is written. */
  readonly duckdb: readonly string[];
  readonly spark: readonly string[];
  readonly leastArguments: number;
  readonly mostArguments: number;
  /** Its value when no argument is null; when one is, the value is null. */
  readonly evaluate: (args: Arguments, dialect: Dialect) => Value;
};

const symbolsIn = (text: string, dialect: Dialect): Symbols =>
  dialect === 'duckdb' ? utf8Bytes(text) : utf16Units(text);

/** A function of two texts that compares their symbols: bytes in DuckDB, characters in Spark (linkage.md 6.11). */
function ofSymbols(measure: (a: Symbols, b: Symbols) => number): SqlFunction['evaluate'] {
  return ([a, b], dialect) => measure(symbolsIn(textOf(a!), dialect), symbolsIn(textOf(b!), dialect));
}

function sparkJaro(a: Symbols, b: Symbols): number {
  const { matches, halfTranspositions } = jaroMatches(a, b);
  return jaroScore(a.length, b.length, matches, halfTranspositions / 2);
}

const characters = (text: string): readonly string[] => Array.from(text);

/** Changes the case of each character that has a single counterpart, as databases do: 'ß' stays. */
function changeCase(text: string, change: (character: string) => string): string {
  return characters(text)
    .map((character) => {
      const changed = change(character);
      return characters(changed).length === 1 ? changed : character;
    })
    .join('');
}

/** SQL's substring: `start` counts from 1, or from the end when negative; places before the first count as empty. */
function substring(text: string, start: number, length: number): string {
  const all = characters(text);
  const from = start < 0 ? all.length + start : start - 1;
  const to = from + length;
  return all.slice(Math.max(Math.min(from, to), 0), Math.max(Math.max(from, to), 0)).join('');
}

const patterns = new Map<string, RegExp>();

function regexpExtract([text, pattern, group]: Arguments): Value {
  const source = String(pattern);
  let compiled = patterns.get(source);
  if (compiled === undefined) {
    compiled = new RegExp(source, 'u');
    patterns.set(source, compiled);
  }
  return compiled.exec(textOf(text!))?.[Number(group)] ?? '';
}

const listOf = (value: Value | undefined): readonly string[] =>
  Array.isArray(value) ? (value as readonly string[]) : [];

const twoTexts = { leastArguments: 2, mostArguments: 2 };
const oneArgument = { leastArguments: 1, mostArguments: 1 };

/** Every function Linkdesk can compute exactly as DuckDB and Spark do; any other is refused by name. */
export const SQL_FUNCTIONS: readonly SqlFunction[] = [
  {
    name: 'jaro_winkler',
    duckdb: ['jaro_winkler_similarity'],
    spark: ['jaro_winkler'],
    ...twoTexts,
    evaluate: ([a, b], dialect) =>
      dialect === 'duckdb' ? jaroWinkler(textOf(a!), textOf(b!)) : sparkJaroWinkler(textOf(a!), textOf(b!)),
  },
  {
    name: 'jaro',
    duckdb: ['jaro_similarity'],
    spark: ['jaro_sim'],
    ...twoTexts,
    evaluate: (args, dialect) => ofSymbols(dialect === 'duckdb' ? jaroOfSymbols : sparkJaro)(args, dialect),
  },
  {
    name: 'levenshtein',
    duckdb: ['levenshtein', 'editdist3'],
    spark: ['levenshtein'],
    ...twoTexts,
    evaluate: ofSymbols(levenshteinOfSymbols),
  },
  {
    name: 'damerau_levenshtein',
    duckdb: ['damerau_levenshtein'],
    spark: ['damerau_levenshtein'],
    ...twoTexts,
    evaluate: ofSymbols(damerauLevenshteinOfSymbols),
  },
  {
    name: 'jaccard',
    duckdb: ['jaccard'],
    spark: ['jaccard'],
    ...twoTexts,
    evaluate: ofSymbols(jaccardOfSymbols),
  },
  { name: 'abs', duckdb: ['abs'], spark: ['abs'], ...oneArgument, evaluate: ([a]) => Math.abs(numberOf(a!)) },
  {
    name: 'epoch',
    duckdb: ['epoch'],
    spark: ['unix_timestamp'],
    ...oneArgument,
    evaluate: ([a]) => numberOf(a!),
  },
  {
    name: 'lower',
    duckdb: ['lower', 'lcase'],
    spark: ['lower', 'lcase'],
    ...oneArgument,
    evaluate: ([a]) => changeCase(textOf(a!), (character) => character.toLowerCase()),
  },
  {
    name: 'upper',
    duckdb: ['upper', 'ucase'],
    spark: ['upper', 'ucase'],
    ...oneArgument,
    evaluate: ([a]) => changeCase(textOf(a!), (character) => character.toUpperCase()),
  },
  {
    name: 'trim',
    duckdb: ['trim'],
    spark: ['trim'],
    ...oneArgument,
    evaluate: ([a]) => textOf(a!).replaceAll(/^ +| +$/g, ''),
  },
  {
    name: 'length',
    duckdb: ['length', 'len', 'char_length', 'character_length'],
    spark: ['length', 'len', 'char_length', 'character_length'],
    ...oneArgument,
    evaluate: ([a]) => characters(textOf(a!)).length,
  },
  {
    name: 'substring',
    duckdb: ['substring', 'substr'],
    spark: ['substring', 'substr'],
    leastArguments: 2,
    mostArguments: 3,
    evaluate: ([text, start, length]) =>
      substring(
        textOf(text!),
        numberOf(start!),
        length === undefined ? Number.MAX_SAFE_INTEGER : numberOf(length),
      ),
  },
  {
    name: 'left',
    duckdb: ['left'],
    spark: ['left'],
    ...twoTexts,
    evaluate: ([text, count]) => characters(textOf(text!)).slice(0, numberOf(count!)).join(''),
  },
  {
    name: 'right',
    duckdb: ['right'],
    spark: ['right'],
    ...twoTexts,
    evaluate: ([text, count]) => {
      const length = numberOf(count!);
      return length === 0 ? '' : characters(textOf(text!)).slice(-length).join('');
    },
  },
  {
    name: 'regexp_extract',
    duckdb: ['regexp_extract'],
    spark: ['regexp_extract'],
    leastArguments: 3,
    mostArguments: 3,
    evaluate: regexpExtract,
  },
  {
    name: 'array_length',
    duckdb: ['array_length', 'len'],
    spark: ['size', 'array_size'],
    ...oneArgument,
    evaluate: ([list]) => listOf(list).length,
  },
  {
    name: 'array_intersect',
    duckdb: ['list_intersect', 'array_intersect'],
    spark: ['array_intersect'],
    ...twoTexts,
    evaluate: ([a, b]) => {
      const right = new Set(listOf(b));
      return [...new Set(listOf(a))].filter((value) => right.has(value));
    },
  },
];

/** The function a dialect calls by this name, or undefined. */
export function functionSpelled(spelling: string, dialect: Dialect): SqlFunction | undefined {
  const lower = spelling.toLowerCase();
  return SQL_FUNCTIONS.find((each) => each[dialect].includes(lower));
}

/** The function with our name. */
export function functionNamed(name: string): SqlFunction | undefined {
  return SQL_FUNCTIONS.find((each) => each.name === name);
}
