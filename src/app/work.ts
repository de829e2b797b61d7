/** How long work talks to whoever started it. */
export interface Work {
  /** `total` 0 when not known. */
  readonly progress: (label: string, done: number, total: number) => void;
  /** Aborted on cancel or Ctrl+C: stop at the next safe point and leave nothing half-written. */
  readonly signal: AbortSignal;
  /** ISO time, for what is written down about the work, never for its results. */
  readonly now: () => string;
}
