import { type AlignmentStep, align } from './alignment.ts';
import { type Difference, equalValues, missingValue, type Run, whole } from './difference.ts';

const fewSteps = 2;

/**
 * Compares two identifiers (SSN, CIN, phone) character by character, aligned: "digits 5–6 swapped", "digit 3 differs",
 * "digit 9 missing on the right". Places count from 1, on the side that has the character.
 */
export function compareDigits(left: string, right: string): Difference {
  if (left === '' || right === '') return missingValue(left, right);
  if (left === right) return equalValues(left);
  const steps = align(left, right).filter((step) => step.kind !== 'equal');
  const changed = steps.reduce(
    (total, step) => total + (step.kind === 'swap' ? 1 : Math.max(step.left.length, step.right.length)),
    0,
  );
  if (changed > fewSteps) {
    return { verdict: 'different', words: 'different', left: whole(left, true), right: whole(right, true) };
  }
  return {
    verdict: 'similar',
    words: steps.map((step) => stepWords(step, align(left, right))).join(', '),
    left: runsOf(align(left, right), 'left'),
    right: runsOf(align(left, right), 'right'),
  };
}

function stepWords(step: AlignmentStep, steps: readonly AlignmentStep[]): string {
  const leftPlace = step.at + 1;
  switch (step.kind) {
    case 'swap':
      return `digits ${leftPlace}–${leftPlace + 1} swapped`;
    case 'replace':
      return step.left.length === 1
        ? `digit ${leftPlace} differs`
        : `digits ${leftPlace}–${leftPlace + step.left.length - 1} differ`;
    case 'delete':
      return `digit ${leftPlace} missing on the right`;
    case 'insert':
      return `digit ${placeOnTheRight(step, steps)} missing on the left`;
    case 'equal':
      return '';
  }
}

function placeOnTheRight(step: AlignmentStep, steps: readonly AlignmentStep[]): number {
  let place = 1;
  for (const before of steps) {
    if (before.at === step.at && before.kind === step.kind && before.right === step.right) break;
    place += before.right.length;
  }
  return place;
}

/** The runs of one side of an alignment. */
export function runsOf(steps: readonly AlignmentStep[], side: 'left' | 'right'): readonly Run[] {
  const runs: Run[] = [];
  for (const step of steps) {
    const text = step[side];
    const differs = step.kind !== 'equal';
    if (text === '') continue;
    const last = runs.at(-1);
    if (last !== undefined && last.differs === differs)
      runs[runs.length - 1] = { text: last.text + text, differs };
    else runs.push({ text, differs });
  }
  return runs;
}
