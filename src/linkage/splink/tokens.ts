import { LinkdeskError } from '../../domain/error.ts';
import type { Dialect } from './expression.ts';

/** A word of a condition. `identifier` was quoted or may be a keyword; `text` and `number` are literals. */
export type Token = {
  readonly kind: 'word' | 'identifier' | 'text' | 'number' | 'symbol' | 'end';
  readonly text: string;
};

const SYMBOLS = [
  '<>',
  '!=',
  '<=',
  '>=',
  '==',
  '||',
  '::',
  '=',
  '<',
  '>',
  '(',
  ')',
  ',',
  '.',
  '+',
  '-',
  '*',
  '/',
];

const WORD = /[\p{L}_][\p{L}\p{N}_$]*/uy;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;

/**
 * Splits a condition into tokens. DuckDB quotes a column with "…" and text with '…'; Spark quotes a column with `…`,
 * and text with either (linkage.md 5.3).
 * @throws LinkdeskError SPLINK_SQL_UNREADABLE for a character or quote that has no meaning.
 */
export function tokensOf(sql: string, dialect: Dialect): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const matchAt = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(sql)?.[0];
  };
  while (at < sql.length) {
    const character = sql[at]!;
    if (/\s/.test(character)) {
      at++;
      continue;
    }
    const quoted = kindOfQuote(character, dialect);
    if (quoted !== undefined) {
      const { text, end } = readQuoted(sql, at, dialect === 'spark' && quoted === 'text');
      tokens.push({ kind: quoted, text });
      at = end;
      continue;
    }
    const word = matchAt(WORD);
    const number = word === undefined ? matchAt(NUMBER) : undefined;
    const symbol = SYMBOLS.find((each) => sql.startsWith(each, at));
    const text = word ?? number ?? symbol;
    if (text === undefined)
      throw unreadable(`it holds the character "${character}", which Linkdesk does not know`);
    tokens.push({ kind: kindOfText(word, number), text });
    at += text.length;
  }
  tokens.push({ kind: 'end', text: 'the end' });
  return tokens;
}

function kindOfText(word: string | undefined, number: string | undefined): Token['kind'] {
  if (word !== undefined) return 'word';
  return number === undefined ? 'symbol' : 'number';
}

function kindOfQuote(character: string, dialect: Dialect): 'identifier' | 'text' | undefined {
  if (character === "'") return 'text';
  if (character === '"') return dialect === 'duckdb' ? 'identifier' : 'text';
  if (character === '`' && dialect === 'spark') return 'identifier';
  return undefined;
}

/** Reads a quoted part from its opening quote; a doubled quote stands for one, a Spark text also knows `\`. */
function readQuoted(sql: string, start: number, escapes: boolean): { text: string; end: number } {
  const quote = sql[start]!;
  let text = '';
  for (let at = start + 1; at < sql.length; at++) {
    const character = sql[at]!;
    if (escapes && character === '\\' && at + 1 < sql.length) {
      text += sql[++at]!;
    } else if (character !== quote) {
      text += character;
    } else if (sql[at + 1] === quote) {
      text += quote;
      at++;
    } else {
      return { text, end: at + 1 };
    }
  }
  throw unreadable(`a quote ${quote} is opened and not closed`);
}

/** The error for a condition that does not follow the grammar; `reason` completes "It cannot be read: …". */
export function unreadable(reason: string): LinkdeskError {
  return new LinkdeskError('SPLINK_SQL_UNREADABLE', `The condition cannot be read: ${reason}.`);
}
