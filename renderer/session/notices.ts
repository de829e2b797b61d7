import { create } from 'zustand';

interface Notices {
  /** Time of the last write that the engine confirmed, ISO; null before the first of this session. */
  readonly savedAt: string | null;
  /** The last thing said to the reader, in the status bar and to a screen reader. */
  readonly spoken: string;
  /** How many masked fields were opened in this session (review-ux.md 4.5, meter). */
  readonly reveals: number;
  saved(at: string): void;
  say(text: string): void;
  revealed(): void;
}

/** What the status bar tells: everything is saved, what just happened, how much was revealed. */
export const useNotices = create<Notices>()((set) => ({
  savedAt: null,
  spoken: '',
  reveals: 0,
  saved: (savedAt) => set({ savedAt }),
  say: (text) => set((before) => ({ spoken: before.spoken === text ? `${text}\u00a0` : text })),
  revealed: () => set((before) => ({ reveals: before.reveals + 1 })),
}));
