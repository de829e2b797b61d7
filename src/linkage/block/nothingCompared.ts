import { LinkdeskError } from '../../domain/error.ts';

const HOW_TO_MEND =
  'Give a role to another column that tells people apart (a birth date, a first name, a number, an address)';

/** Every block of every pass is over the size guard. */
export function onlyLargeBlocks(
  passes: readonly {
    readonly name: string;
    readonly skipped: { readonly blocks: number; readonly pairs: number; readonly largest: number };
  }[],
): LinkdeskError {
  const cheapest = passes
    .filter(({ skipped }) => skipped.blocks > 0)
    .toSorted((a, b) => a.skipped.pairs - b.skipped.pairs)[0]!;
  const { blocks, pairs, largest } = cheapest.skipped;
  return new LinkdeskError(
    'NOTHING_COMPARED',
    `No pair could be compared: too many records hold the same values. The finest way to bring records together, ` +
      `${cheapest.name}, makes ${count(blocks)} blocks too large to search, the largest of ${count(largest)} records, ` +
      `${count(pairs)} pairs in all. ${HOW_TO_MEND}, or allow --pairs ${roomFor(pairs)}. Nothing was written.`,
  );
}

/** Every pass proposes more than the budget allows. */
export function tooManyPairs(
  cheapest: { readonly name: string; readonly pairs: number; readonly skipped: number },
  budget: number,
): LinkdeskError {
  const pairs = cheapest.pairs + cheapest.skipped;
  return new LinkdeskError(
    'NOTHING_COMPARED',
    `No pair could be compared: the finest way to bring records together, ${cheapest.name}, proposes ` +
      `${count(pairs)} pairs, more than the ${count(budget)} that are allowed. ${HOW_TO_MEND}, or allow ` +
      `--pairs ${roomFor(pairs)}. Nothing was written.`,
  );
}

/** No column is of a kind that brings records together, and there are too many pairs to look at each. */
export function noPass(possiblePairs: number): LinkdeskError {
  return new LinkdeskError(
    'NOTHING_COMPARED',
    `No pair could be compared: there are ${count(possiblePairs)} possible pairs, and no column with a role brings ` +
      `alike records together. ${HOW_TO_MEND}. Nothing was written.`,
  );
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** So many pairs and a tenth more, in two digits and zeros: blocks of large files are counted by a sample. */
function roomFor(pairs: number): number {
  const unit = 10 ** Math.max(0, Math.ceil(Math.log10(pairs)) - 2);
  return Math.ceil((pairs * 1.1) / unit) * unit;
}
