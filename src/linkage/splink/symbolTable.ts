import { type TextTable, textAt } from '../encode/textTable.ts';
import type { SymbolTable } from '../strings/symbolBags.ts';
import type { Dialect } from './expression.ts';

/** The symbols that a dialect compares: UTF-8 bytes in DuckDB, UTF-16 units in Spark (linkage.md 6.11). */
export function symbolTable(texts: TextTable, dialect: Dialect): SymbolTable {
  const { bytes, starts } = texts;
  return dialect === 'duckdb' || bytes.every((byte) => byte < 0x80)
    ? { symbols: bytes, starts }
    : utf16Table(texts);
}

function utf16Table(texts: TextTable): SymbolTable {
  const starts = new Uint32Array(texts.size + 1);
  const symbols = new Uint16Array(texts.bytes.length);
  let end = 0;
  for (let text = 0; text < texts.size; text++) {
    const decoded = textAt(texts, text);
    for (let at = 0; at < decoded.length; at++) symbols[end++] = decoded.charCodeAt(at);
    starts[text + 1] = end;
  }
  return { symbols, starts };
}
