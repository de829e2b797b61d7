import { displayDate, parseCivilDate } from '../domain/civilDate.ts';
import type { CivilDay } from '../domain/civilDate.ts';
import { normaliseName } from '../domain/names.ts';
import type { ListFacts } from '../store/facts/facts.ts';
import type { ListRow, ListRowDetails } from '../store/lists.ts';
import { listColumn, listColumns } from './columns.ts';
import type { ListColumnDefinition, RowView } from './column.ts';
import type { ListColumnId } from './columns.ts';
import type { ListDefinition } from './definition.ts';
import type { EvaluatedRow } from './evaluate.ts';
import { linkWords } from './linkWords.ts';
import { aidStatusOn } from './situation.ts';

/** A row as it will be kept, before it is compared with last month's list. */
export type UncomparedRow = Omit<ListRow, 'change'>;

/** Rows as they will be kept, in the definition's order; ties by row id. */
export function rowsInOrder(
  definition: ListDefinition,
  evaluated: readonly EvaluatedRow[],
  facts: ListFacts,
  day: CivilDay,
): readonly UncomparedRow[] {
  const parts = partsOf(definition);
  const sortCells = definition.sort.map((id) => definition.columns.indexOf(id)).filter((cell) => cell >= 0);
  return evaluated
    .map((row) => keptRow(parts, row, facts, day))
    .sort((a, b) => {
      for (const cell of sortCells) {
        const order = textOrder(a.cells[cell]!, b.cells[cell]!);
        if (order !== 0) return order;
      }
      return textOrder(a.rowId, b.rowId);
    });
}

const textOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The columns that a row is made of, looked up once for all of them. */
interface RowParts {
  readonly searched: readonly ListColumnDefinition[];
  readonly cells: readonly ListColumnDefinition[];
  /** Every column that the list does not show. */
  readonly further: readonly ListColumnDefinition[];
}

/** Columns that never stand on a row's page unless the list has them. */
const keptBack: ReadonlySet<ListColumnId> = new Set(['ssn', 'cin', 'branch', 'linked_by']);
const searched: readonly ListColumnId[] = ['person', 'child', 'cwin', 'cin', 'aid_case', 'cws_case'];

function partsOf(definition: ListDefinition): RowParts {
  const shown = new Set<string>(definition.columns);
  return {
    searched: searched.map(listColumn),
    cells: definition.columns.map(listColumn),
    further: Object.keys(listColumns)
      .filter((id) => !shown.has(id) && !keptBack.has(id as ListColumnId))
      .map(listColumn),
  };
}

function keptRow(
  parts: RowParts,
  { rowId, branch, candidate, personId, childPersonId, reasons }: EvaluatedRow,
  facts: ListFacts,
  day: CivilDay,
): UncomparedRow {
  const view: RowView = { branch, candidate, facts, day };
  const link = linkWords(candidate.link);
  const texts = parts.searched.map((column) => column.value(view));
  const cellOf = (column: ListColumnDefinition): string =>
    texts[parts.searched.indexOf(column)] ?? column.value(view);
  return {
    rowId,
    branch: branch.id,
    personId,
    childPersonId,
    clientKey: candidate.clientKey,
    cwin: candidate.cwin,
    search: texts.map(normaliseName).join(' '),
    cells: parts.cells.map(cellOf),
    reasons: [...reasons, link.long],
    details: {
      link: { tier: link.short, words: link.long },
      facts: furtherFacts(parts.further, view, cellOf),
    },
  };
}

/** What else is known of the row: columns that the list does not show, and how to reach the workers. */
function furtherFacts(
  columns: readonly ListColumnDefinition[],
  { candidate, facts, day }: RowView,
  cellOf: (column: ListColumnDefinition) => string,
): ListRowDetails['facts'] {
  const further: { readonly label: string; readonly text: string }[] = [];
  const add = (label: string, text: string): void => {
    if (text !== '') further.push({ label, text });
  };
  for (const column of columns) {
    const text = cellOf(column);
    add(column.label, column.kind === 'date' && text !== '' ? displayIso(text) : text);
  }
  const workerId = aidStatusOn(candidate.aidCase, day)?.workerId ?? '';
  add('CalWORKs worker phone', facts.aidWorkers.get(workerId)?.phone ?? '');
  add('Social worker phone', facts.socialWorkers.get(candidate.involvement.key)?.phone ?? '');
  return further;
}

const displayIso = (text: string): string => {
  const day = parseCivilDate(text, 'YYYY-MM-DD');
  return day === undefined ? text : displayDate(day);
};
