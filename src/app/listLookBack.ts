import { type CivilDay, isoDate, parseCivilDate } from '../domain/civilDate.ts';
import { LinkdeskError } from '../domain/error.ts';
import { displayMonth, type Month } from '../domain/month.ts';
import { listColumn } from '../lists/columns.ts';
import { type LookBack, lookBack } from '../lists/lookBack.ts';
import { definitionOf } from '../lists/lookBackPages.ts';
import { appendAudit } from '../store/audit.ts';
import { type Moment, moments } from '../store/moments.ts';
import type { ReadStore, WriteStore } from '../store/store.ts';
import type { ListLookBack, Moment as ShownMoment } from './contract/lists.ts';
import type { Session } from './session.ts';

export interface LookBackAsked {
  readonly listId: string;
  readonly month: Month;
  /** ISO time up to which things are known. */
  readonly knownAt: string;
  /** Day that the list is as of; without it the list's own. */
  readonly day?: CivilDay;
}

/** What the window asks for: the day as ISO text, null for the list's own. */
export interface ShownLookBack extends Omit<LookBackAsked, 'day'> {
  readonly asOf: string | null;
}

/** Evaluates a list as known at a moment, and notes it in the audit log. Throws what `lookBack` throws. */
export function auditedLookBack(store: WriteStore, asked: LookBackAsked, at: string): LookBack {
  const found = lookBack(store, asked);
  appendAudit(store, {
    at,
    action: 'looked_back',
    subject: `${asked.listId} ${asked.month}`,
    details: { knownAt: asked.knownAt, rows: found.run.counts.rows },
  });
  return found;
}

/** The list as known at a moment: evaluated once, then kept until another one is asked for or the project locks. */
export function heldLookBack(session: Session, { listId, month, knownAt, asOf }: ShownLookBack): LookBack {
  const asked = JSON.stringify([listId, month, knownAt, asOf]);
  const held = session.lookBack.current;
  if (held?.asked === asked) return held.found;
  const day = asOf === null ? {} : { day: dayOf(asOf) };
  const found = auditedLookBack(session.store(), { listId, month, knownAt, ...day }, session.now());
  session.lookBack.current = { asked, found };
  return found;
}

function dayOf(text: string): CivilDay {
  const day = parseCivilDate(text, 'YYYY-MM-DD');
  if (day !== undefined) return day;
  throw new LinkdeskError(
    'NO_SUCH_DAY',
    'The calendar has no such day. Choose another day; nothing was changed.',
  );
}

/** What was found, as the window and the command line tell it. */
export function lookBackView(back: LookBack, knownAt: string): ListLookBack {
  const { asOf, counts, excluded } = back.run;
  return {
    knownAt,
    asOf: isoDate(asOf),
    rows: counts.rows,
    changes: { ...counts.changes },
    branches: [...counts.branches],
    excluded: [...excluded],
    columns: definitionOf(back).columns.map((id) => {
      const { label, kind, width } = listColumn(id);
      return { id, label, kind, width };
    }),
    published: back.published === null ? null : { ...back.published },
  };
}

/** The moments that can be looked back at, newest first, in words. */
export const shownMoments = (store: ReadStore): ShownMoment[] =>
  moments(store).map((moment) => ({
    at: moment.at,
    kind: moment.kind,
    month: moment.month,
    listId: moment.listId,
    words: momentWords(moment),
  }));

function momentWords({ kind, month, files, listId, version }: Moment): string {
  const title = displayMonth(month);
  switch (kind) {
    case 'imported':
      return `${title}: ${files} ${files === 1 ? 'file' : 'files'} imported`;
    case 'matched':
      return `${title}: matched`;
    case 'published':
      return `${title}: ${listId ?? ''} published, version ${version ?? 1}`;
  }
}
