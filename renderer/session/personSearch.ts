import { create } from 'zustand';

interface PersonSearch {
  readonly text: string;
  readonly index: number;
  /** Person whose details are shown. */
  readonly open: string | null;
  /** ISO time up to which the person is known; null = everything known now. */
  readonly knownAt: string | null;
  set(change: Partial<Pick<PersonSearch, 'text' | 'index' | 'open' | 'knownAt'>>): void;
  clear(): void;
}

const nothing = { text: '', index: 0, open: null, knownAt: null };

/** What was looked for last; gone with the lock. */
export const usePersonSearch = create<PersonSearch>()((set) => ({
  ...nothing,
  set: (change) => set(change),
  clear: () => set(nothing),
}));
