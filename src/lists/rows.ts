import { displayDate, parseCivilDate } from '../domain/civilDate.ts';
import type { CivilDay } from '../domain/civilDate.ts';
import { normaliseName } from '../domain/names.ts';
import type { ListFacts } from '../store/facts/facts.ts';
import type { ListRow, ListRowDetails } from '../store/lists.ts';
import { listColumn, listColumns } from './columns.ts';
import type { RowView } from './column.ts';
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
  const sortCells = definition.sort.map((id) => definition.columns.indexOf(id)).filter((cell) => cell >= 0);
  return evaluated
    .map((row) => keptRow(definition, row, facts, day))
    .sort((a, b) => {
      for (const cell of sortCells) {
        const order = textOrder(a.cells[cell]!, b.cells[cell]!);
        if (order !== 0) return order;
      }
      return textOrder(a.rowId, b.rowId);
    });
}

const textOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function keptRow(
  definition: ListDefinition,
  { rowId, branch, candidate, personId, childPersonId, reasons }: EvaluatedRow,
  facts: ListFacts,
  day: CivilDay,
): UncomparedRow {
  const view: RowView = { branch, candidate, facts, day };
  const link = linkWords(candidate.link);
  const searched: readonly ListColumnId[] = ['person', 'child', 'cwin', 'cin', 'aid_case', 'cws_case'];
  return {
    rowId,
    branch: branch.id,
    personId,
    childPersonId,
    clientKey: candidate.clientKey,
    cwin: candidate.cwin,
    search: searched.map((id) => normaliseName(listColumn(id).value(view))).join(' '),
    cells: definition.columns.map((id) => listColumn(id).value(view)),
    reasons: [...reasons, link.long],
    details: {
      link: { tier: link.short, words: link.long },
      facts: furtherFacts(definition, view),
    },
  };
}

/** Columns that never stand on a row's page unless the list has them. */
const keptBack: ReadonlySet<ListColumnId> = new Set(['ssn', 'cin', 'branch', 'linked_by']);

/** What else is known of the row: every column that the list does not show, and how to reach the workers. */
function furtherFacts(definition: ListDefinition, view: RowView): ListRowDetails['facts'] {
  const { candidate, facts, day } = view;
  const shown = new Set<string>(definition.columns);
  const columns = Object.keys(listColumns)
    .filter((id): id is ListColumnId => !shown.has(id) && !keptBack.has(id as ListColumnId))
    .map((id) => {
      const { label, kind, value } = listColumn(id);
      const text = value(view);
      return { label, text: kind === 'date' && text !== '' ? displayIso(text) : text };
    });
  const workerId = aidStatusOn(candidate.aidCase, day)?.workerId ?? '';
  return [
    ...columns,
    { label: 'CalWORKs worker phone', text: facts.aidWorkers.get(workerId)?.phone ?? '' },
    { label: 'Social worker phone', text: facts.socialWorkers.get(candidate.involvement.key)?.phone ?? '' },
  ].filter(({ text }) => text !== '');
}

const displayIso = (text: string): string => {
  const day = parseCivilDate(text, 'YYYY-MM-DD');
  return day === undefined ? text : displayDate(day);
};
