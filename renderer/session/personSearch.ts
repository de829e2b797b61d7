import { create } from 'zustand';

interface PersonSearch {
  readonly text: string;
  readonly index: number;
  /** Person whose details are shown. */
  readonly open: string | null;
  set(change: Partial<Pick<PersonSearch, 'text' | 'index' | 'open'>>): void;
  clear(): void;
}

const nothing = { text: '', index: 0, open: null };

/** What was looked for last; gone with the lock. */
export const usePersonSearch = create<PersonSearch>()((set) => ({
  ...nothing,
  set: (change) => set(change),
  clear: () => set(nothing),
}));
