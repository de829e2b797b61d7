import type { Finding } from './findings.ts';

/** How often one thing was found in a column of a file, and where first. */
export interface TalliedFinding {
  readonly finding: Finding;
  readonly count: number;
  readonly firstLine: number;
}

/** Counts findings by column, code and value class while a file is read. */
export class FindingTally {
  readonly #byFinding = new Map<Finding, { count: number; firstLine: number }>();

  add(finding: Finding, line: number): void {
    const tally = this.#byFinding.get(finding);
    if (tally === undefined) this.#byFinding.set(finding, { count: 1, firstLine: line });
    else tally.count++;
  }

  /** Most frequent first, then by line. */
  all(): readonly TalliedFinding[] {
    return [...this.#byFinding]
      .map(([finding, tally]) => ({ finding, ...tally }))
      .sort((a, b) => b.count - a.count || a.firstLine - b.firstLine);
  }
}
