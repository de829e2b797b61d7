import type { Run } from './difference.ts';

/** Places after which a group of characters ends, so that an identifier is read in its usual groups. */
export type Grouping = readonly number[];
export const ssnGroups: Grouping = [3, 5];
export const cinGroups: Grouping = [1, 5];
export const phoneGroups: Grouping = [3, 6];

/** So many characters of an identifier may be seen without a reveal. */
const shownAtMost = 4;

/**
 * Hides an identifier but for what differs: `***-*45-**78` shows only the characters that the other side has
 * otherwise (differences only is the default of the review notes, section 3.2). An equal identifier, or one that has
 * little in common with the other, shows its last four characters, as letters to clients may (domain.md 5, AB 499).
 */
export function maskRuns(runs: readonly Run[], grouping: Grouping): readonly Run[] {
  const characters = runs.flatMap((run) => [...run.text].map((text) => ({ text, differs: run.differs })));
  const differing = characters.filter((character) => character.differs).length;
  const byDifference = differing > 0 && differing <= shownAtMost;
  const shown = characters.map((character, index) => ({
    text: (byDifference ? character.differs : index >= characters.length - shownAtMost)
      ? character.text
      : '*',
    differs: character.differs,
  }));
  return groupRuns(shown, grouping);
}

/** The runs with a hyphen between the groups of an identifier. */
export function groupRuns(runs: readonly Run[], grouping: Grouping): readonly Run[] {
  const characters = runs.flatMap((run) => [...run.text].map((text) => ({ text, differs: run.differs })));
  const out: Run[] = [];
  characters.forEach((character, index) => {
    const pieces = grouping.includes(index) ? [{ text: '-', differs: false }, character] : [character];
    for (const piece of pieces) {
      const last = out.at(-1);
      if (last !== undefined && last.differs === piece.differs)
        out[out.length - 1] = { ...last, text: last.text + piece.text };
      else out.push(piece);
    }
  });
  return out;
}
