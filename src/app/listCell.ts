/** An item in quotation marks of one kind, or one without: neither commas nor brackets then. */
const ITEM = /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^,'"[\]]*))\s*(,|$)/y;

/**
 * The texts of a list as JSON, Python or DuckDB write it into a cell: `["a", "b"]`, `['a', 'b']` or `[a, b]`, of which
 * NULL and None are left out. Undefined when the cell is no list.
 */
export function listOfCell(cell: string): readonly string[] | undefined {
  const text = cell.trim();
  if (!text.startsWith('[') || !text.endsWith(']')) return undefined;
  const inside = text.slice(1, -1).trim();
  const items: string[] = [];
  let isOpen = inside !== '';
  ITEM.lastIndex = 0;
  while (isOpen) {
    const found = ITEM.exec(inside);
    if (found === null) return undefined;
    const [, double, single, bare, comma] = found;
    const quoted = double ?? single;
    const item = quoted?.replaceAll(/\\(.)/g, '$1') ?? bare!.trim();
    if (quoted !== undefined || !['', 'NULL', 'None', 'null'].includes(item)) items.push(item);
    isOpen = comma === ',';
  }
  return items;
}
