import { create } from 'zustand';
import type { ListChange, PairState } from '../../src/app/contract/shapes.ts';

export type Theme = 'system' | 'light' | 'dark';
export type QueueName = 'review' | 'mismatch' | 'restricted';
export type QueueSort = 'useful' | 'name' | 'oldest';

/** Where a reader was in a queue, so that coming back finds it as it was left. */
export interface QueueView {
  readonly state: PairState | 'all';
  readonly text: string;
  readonly kind: string;
  readonly sort: QueueSort;
  readonly pairKey: string | null;
  readonly index: number;
}

export interface ListsView {
  readonly listId: string | null;
  readonly change: ListChange | 'all';
  readonly text: string;
  readonly sort: string;
  readonly descending: boolean;
  readonly index: number;
  readonly column: number;
  /** ISO time that is looked back at; null = the list as it is kept. */
  readonly knownAt: string | null;
  /** ISO day that the list looked back at is as of; null = its own. */
  readonly asOf: string | null;
}

export interface OutcomesView {
  readonly timing: 'any_day' | 'last_day';
  readonly population: 'in_household' | 'aided';
  readonly release: boolean;
  readonly table: boolean;
}

interface View {
  /** Null until the project's newest month is known. */
  readonly month: string | null;
  readonly theme: Theme;
  /** Single-letter keys can be switched off (WCAG 2.1.4). */
  readonly letterKeys: boolean;
  readonly autoAdvance: boolean;
  readonly queues: Readonly<Record<QueueName, QueueView>>;
  readonly lists: ListsView;
  readonly outcomes: OutcomesView;
  /** Column widths in px by grid and column. */
  readonly widths: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Notes begun and not yet saved with a decision, by pair. */
  readonly drafts: Readonly<Record<string, string>>;
  setMonth(month: string): void;
  setTheme(theme: Theme): void;
  setLetterKeys(on: boolean): void;
  setAutoAdvance(on: boolean): void;
  setQueue(queue: QueueName, change: Partial<QueueView>): void;
  setLists(change: Partial<ListsView>): void;
  setOutcomes(change: Partial<OutcomesView>): void;
  setWidths(grid: string, widths: Readonly<Record<string, number>>): void;
  setDraft(pairKey: string, note: string): void;
}

const queueAtStart: QueueView = {
  state: 'todo',
  text: '',
  kind: '',
  sort: 'useful',
  pairKey: null,
  index: 0,
};

/** How the reader has things arranged; lives as long as the window, never on disk. */
export const useView = create<View>()((set) => ({
  month: null,
  theme: 'system',
  letterKeys: true,
  autoAdvance: true,
  queues: { review: queueAtStart, mismatch: queueAtStart, restricted: queueAtStart },
  lists: {
    listId: null,
    change: 'all',
    text: '',
    sort: '',
    descending: false,
    index: 0,
    column: 0,
    knownAt: null,
    asOf: null,
  },
  outcomes: { timing: 'any_day', population: 'in_household', release: false, table: false },
  widths: {},
  drafts: {},
  setMonth: (month) =>
    set((before) => ({
      month,
      queues: {
        review: { ...before.queues.review, pairKey: null, index: 0 },
        mismatch: { ...before.queues.mismatch, pairKey: null, index: 0 },
        restricted: queueAtStart,
      },
      lists: { ...before.lists, index: 0, knownAt: null, asOf: null },
    })),
  setTheme: (theme) => set({ theme }),
  setLetterKeys: (letterKeys) => set({ letterKeys }),
  setAutoAdvance: (autoAdvance) => set({ autoAdvance }),
  setQueue: (queue, change) =>
    set((before) => ({ queues: { ...before.queues, [queue]: { ...before.queues[queue], ...change } } })),
  setLists: (change) => set((before) => ({ lists: { ...before.lists, ...change } })),
  setOutcomes: (change) => set((before) => ({ outcomes: { ...before.outcomes, ...change } })),
  setWidths: (grid, widths) => set((before) => ({ widths: { ...before.widths, [grid]: widths } })),
  setDraft: (pairKey, note) => set((before) => ({ drafts: { ...before.drafts, [pairKey]: note } })),
}));
