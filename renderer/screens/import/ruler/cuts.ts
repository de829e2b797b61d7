import type { RulerView } from '../../../../src/app/contract/intake.ts';

type FixedColumn = RulerView['columns'][number];

/** Where lines are cut into columns: each column by its first character (from 1) and its name. */
export interface Cuts {
  readonly linesAbove: number;
  readonly columns: readonly { readonly name: string; readonly start: number }[];
  /** The last character that belongs to a column */
  readonly end: number;
}

/** The cuts of fixed columns; what lies between two columns becomes one of its own, and the first begins at 1. */
export function cutsOf(linesAbove: number, columns: readonly FixedColumn[], width: number): Cuts {
  const sorted = [...columns].sort((a, b) => a.start - b.start);
  const cut: { name: string; start: number }[] = [];
  let next = 1;
  for (const { name, start, width: wide } of sorted) {
    if (start > next) cut.push({ name: freeName('Blank', [...sorted, ...cut]), start: next });
    cut.push({ name, start });
    next = start + wide;
  }
  return {
    linesAbove,
    columns: cut.length === 0 ? [{ name: 'Column 1', start: 1 }] : cut,
    end: Math.max(width, next - 1),
  };
}

/** The columns that cuts make, each up to the next one. */
export const columnsOf = ({ columns, end }: Cuts): FixedColumn[] =>
  columns.map(({ name, start }, at) => ({ name, start, width: (columns[at + 1]?.start ?? end + 1) - start }));

/** The place of the column that a character stands in. */
export const columnAt = ({ columns }: Cuts, character: number): number =>
  columns.findLastIndex(({ start }) => start <= character);

/** The place of the column that begins with a character; -1 when there is no boundary before it. */
export const boundaryAt = ({ columns }: Cuts, character: number): number =>
  character === 1 ? -1 : columns.findIndex(({ start }) => start === character);

/** A new column from a character on; what stands before it keeps the name. */
export function placed(cuts: Cuts, character: number): Cuts {
  if (character < 2 || character > cuts.end || boundaryAt(cuts, character) >= 0) return cuts;
  const at = columnAt(cuts, character) + 1;
  const column = { name: freeName('Column', cuts.columns), start: character };
  return { ...cuts, columns: [...cuts.columns.slice(0, at), column, ...cuts.columns.slice(at)] };
}

/** Without the boundary before a column, which becomes part of the one before it. */
export const removed = (cuts: Cuts, at: number): Cuts =>
  at < 1 ? cuts : { ...cuts, columns: cuts.columns.filter((_, index) => index !== at) };

/** The boundary before a column at another character; it stays between its neighbours. */
export function moved(cuts: Cuts, at: number, character: number): Cuts {
  if (at < 1 || cuts.columns[at] === undefined) return cuts;
  const least = cuts.columns[at - 1]!.start + 1;
  const most = (cuts.columns[at + 1]?.start ?? cuts.end + 1) - 1;
  const start = Math.min(Math.max(character, least), most);
  return {
    ...cuts,
    columns: cuts.columns.map((column, index) => (index === at ? { ...column, start } : column)),
  };
}

export const renamed = (cuts: Cuts, at: number, name: string): Cuts => ({
  ...cuts,
  columns: cuts.columns.map((column, index) => (index === at ? { ...column, name } : column)),
});

/** Why the cuts cannot be used: a name that is blank or twice; null when they can. */
export function wrongName({ columns }: Cuts): string | null {
  const names = columns.map(({ name }) => name.trim().toUpperCase());
  if (names.includes('')) return 'A column has no name.';
  const twice = columns.find((_, at) => names.indexOf(names[at]!) !== at);
  return twice === undefined ? null : `Two columns are named ${twice.name.trim()}.`;
}

function freeName(word: string, taken: readonly { readonly name: string }[]): string {
  const names = new Set(taken.map(({ name }) => name));
  for (let number = 1; ; number++) {
    if (!names.has(`${word} ${number}`)) return `${word} ${number}`;
  }
}
