import { callOf, unknown } from './calls.ts';
import type { CastType, CompareOperator, Dialect, Expression, ValueOperator } from './expression.ts';
import { type Token, tokensOf, unreadable } from './tokens.ts';

/**
 * How a text names the columns of a pair: a comparison level by suffix (`"dob_l"`), a blocking rule by table
 * (`l."dob"`).
 */
export type ColumnStyle = 'suffix' | 'table';

const COMPARISONS: Readonly<Record<string, CompareOperator>> = {
  '=': '=',
  '==': '=',
  '<>': '<>',
  '!=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

const CAST_TYPES: Readonly<Record<string, CastType>> = {
  text: 'text',
  varchar: 'text',
  string: 'text',
  char: 'text',
  int: 'integer',
  integer: 'integer',
  bigint: 'integer',
  smallint: 'integer',
  double: 'number',
  float8: 'number',
  date: 'date',
};

/** Words that are part of the grammar and so never a column. */
const KEYWORDS = new Set([
  'and',
  'or',
  'not',
  'is',
  'null',
  'in',
  'between',
  'true',
  'false',
  'as',
  'case',
  'when',
  'like',
]);

/**
 * Reads a condition of a Splink model (linkage.md 5.3) into a tree without dialect.
 * @throws LinkdeskError SPLINK_SQL_UNREADABLE for a text outside the grammar, SPLINK_FUNCTION_UNKNOWN for a function
 * or form that Linkdesk does not compute: it is named and refused, never approximated.
 */
export function parseSql(sql: string, dialect: Dialect, columns: ColumnStyle): Expression {
  const tokens = tokensOf(sql, dialect);
  let position = 0;

  const peek = (ahead = 0): Token => tokens[Math.min(position + ahead, tokens.length - 1)]!;
  const isWord = (word: string, ahead = 0): boolean =>
    peek(ahead).kind === 'word' && peek(ahead).text.toLowerCase() === word;
  const isSymbol = (symbol: string, ahead = 0): boolean =>
    peek(ahead).kind === 'symbol' && peek(ahead).text === symbol;
  const takeWord = (word: string): boolean => {
    if (!isWord(word)) return false;
    position++;
    return true;
  };
  const takeSymbol = (symbol: string): boolean => {
    if (!isSymbol(symbol)) return false;
    position++;
    return true;
  };
  const expectSymbol = (symbol: string): void => {
    if (!takeSymbol(symbol)) throw unreadable(`"${symbol}" is expected before "${peek().text}"`);
  };
  const expectWord = (word: string): void => {
    if (!takeWord(word)) throw unreadable(`"${word.toUpperCase()}" is expected before "${peek().text}"`);
  };

  const disjunction = (): Expression => joined('or', conjunction);
  const conjunction = (): Expression => joined('and', negation);

  function joined(kind: 'and' | 'or', part: () => Expression): Expression {
    const terms = [part()];
    while (takeWord(kind)) terms.push(part());
    return terms.length === 1 ? terms[0]! : { kind, terms };
  }

  function negation(): Expression {
    return takeWord('not') ? { kind: 'not', term: negation() } : condition();
  }

  function condition(): Expression {
    const left = sum();
    const operator = peek().kind === 'symbol' ? COMPARISONS[peek().text] : undefined;
    if (operator !== undefined) {
      position++;
      return { kind: 'compare', operator, left, right: sum() };
    }
    if (takeWord('is')) return nullTest(left);
    const negated = isWord('not') && (isWord('in', 1) || isWord('between', 1)) && takeWord('not');
    const test = membership(left);
    if (test === undefined) return left;
    return negated ? { kind: 'not', term: test } : test;
  }

  function nullTest(left: Expression): Expression {
    const negated = takeWord('not');
    expectWord('null');
    const test: Expression = { kind: 'isNull', term: left };
    return negated ? { kind: 'not', term: test } : test;
  }

  function membership(left: Expression): Expression | undefined {
    if (takeWord('in')) {
      expectSymbol('(');
      return { kind: 'in', term: left, values: list() };
    }
    if (!takeWord('between')) return undefined;
    const low = sum();
    expectWord('and');
    return {
      kind: 'and',
      terms: [
        { kind: 'compare', operator: '>=', left, right: low },
        { kind: 'compare', operator: '<=', left, right: sum() },
      ],
    };
  }

  const sum = (): Expression => operated(['+', '-', '||'], product);
  const product = (): Expression => operated(['*', '/'], cast);

  function operated(operators: readonly ValueOperator[], part: () => Expression): Expression {
    let left = part();
    for (;;) {
      const operator = operators.find((each) => takeSymbol(each));
      if (operator === undefined) return left;
      left = { kind: 'operate', operator, left, right: part() };
    }
  }

  function cast(): Expression {
    let term = primary();
    while (takeSymbol('::')) term = { kind: 'cast', term, type: castType(), lenient: false };
    return term;
  }

  function castType(): CastType {
    const token = peek();
    const type = token.kind === 'word' ? CAST_TYPES[token.text.toLowerCase()] : undefined;
    if (type === undefined) throw unknown(`a cast to ${token.text}`);
    position++;
    return type;
  }

  function primary(): Expression {
    const token = peek();
    position++;
    if (token.kind === 'number') return { kind: 'literal', value: Number(token.text) };
    if (token.kind === 'text') return { kind: 'literal', value: token.text };
    if (token.kind === 'symbol') return symbolic(token);
    if (token.kind === 'end') throw unreadable('it ends too early');
    const literal = token.kind === 'word' ? literalWord(token.text) : undefined;
    if (literal !== undefined) return literal;
    if (token.kind === 'word' && takeSymbol('(')) return call(token.text);
    if (token.kind === 'word' && KEYWORDS.has(token.text.toLowerCase())) {
      throw unknown(`the form ${token.text.toUpperCase()}`);
    }
    return column(token);
  }

  function symbolic(token: Token): Expression {
    if (token.text === '-') {
      const term = primary();
      if (term.kind === 'literal' && typeof term.value === 'number') return { ...term, value: -term.value };
      return { kind: 'operate', operator: '-', left: { kind: 'literal', value: 0 }, right: term };
    }
    if (token.text !== '(') throw unreadable(`"${token.text}" stands where a value is expected`);
    const inner = disjunction();
    expectSymbol(')');
    return inner;
  }

  function column(token: Token): Expression {
    if (columns === 'table') {
      const side = token.text.toLowerCase();
      if ((side !== 'l' && side !== 'r') || !takeSymbol('.')) {
        throw unreadable(`"${token.text}" is not written as l.column or r.column`);
      }
      const name = peek();
      if (name.kind !== 'word' && name.kind !== 'identifier')
        throw unreadable(`a column is expected after ${side}.`);
      position++;
      return { kind: 'column', side, name: name.text };
    }
    const side = token.text.slice(-2).toLowerCase();
    if (side === '_l') return { kind: 'column', side: 'l', name: token.text.slice(0, -2) };
    if (side === '_r') return { kind: 'column', side: 'r', name: token.text.slice(0, -2) };
    throw unreadable(`the column "${token.text}" ends neither in _l nor in _r`);
  }

  /** The rest of a list whose opening bracket was read. */
  function list(): readonly Expression[] {
    const items: Expression[] = [];
    if (takeSymbol(')')) return items;
    do items.push(disjunction());
    while (takeSymbol(','));
    expectSymbol(')');
    return items;
  }

  function call(spelling: string): Expression {
    const lower = spelling.toLowerCase();
    if (lower === 'cast' || lower === 'try_cast') {
      const term = disjunction();
      expectWord('as');
      const type = castType();
      expectSymbol(')');
      return { kind: 'cast', term, type, lenient: lower === 'try_cast' };
    }
    return callOf(spelling, list(), dialect);
  }

  const expression = disjunction();
  if (peek().kind !== 'end') throw unreadable(`"${peek().text}" is not expected`);
  return expression;
}

function literalWord(word: string): Expression | undefined {
  const lower = word.toLowerCase();
  if (lower === 'true' || lower === 'false') return { kind: 'literal', value: lower === 'true' };
  return lower === 'null' ? { kind: 'literal', value: null } : undefined;
}
