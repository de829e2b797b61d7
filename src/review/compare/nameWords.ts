import { normaliseName, surnameParts } from '../../domain/names.ts';
import { areNicknames } from '../../domain/nicknames.ts';
import { align } from './alignment.ts';
import { type Difference, equalValues, missingValue, whole } from './difference.ts';
import { runsOf } from './digits.ts';

/** Where CWS/CMS cuts a last name off (domain.md 2.4). */
const lastNameWidth = 25;
const minimumShared = 0.6;

export type NameField = 'first' | 'middle' | 'last';

/**
 * Compares one part of two names as people read them: nickname, initial, joined or hyphenated, a part missing, parts
 * in other order, cut off by the system, one letter apart.
 */
export function compareNames(left: string, right: string, field: NameField): Difference {
  if (left === '' || right === '') return missingValue(left, right);
  if (left === right) return equalValues(left);
  const a = normaliseName(left);
  const b = normaliseName(right);
  const steps = align(left, right);
  const runs = { left: runsOf(steps, 'left'), right: runsOf(steps, 'right') };
  const words = wordsFor(a, b, field);
  if (words !== undefined) return { verdict: 'similar', words, ...runs };
  return {
    verdict: 'different',
    words: 'different name',
    left: whole(left, true),
    right: whole(right, true),
  };
}

function wordsFor(a: string, b: string, field: NameField): string | undefined {
  if (a === b) return 'spelling of marks and blanks differs';
  if (a.replaceAll(' ', '') === b.replaceAll(' ', '')) return 'joined or hyphenated on one side';
  if (a.length === 1 || b.length === 1) return a[0] === b[0] ? 'initial only on one side' : undefined;
  if (field === 'last') {
    const parts = surnameWords(a, b);
    if (parts !== undefined) return parts;
  }
  if (field === 'first' && areNicknames(a, b)) return 'nickname';
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.startsWith(`${short} `)) return 'second part missing on one side';
  if (field === 'first' && short.length >= 3 && long.startsWith(short)) return 'short form';
  return letterWords(a, b);
}

function surnameWords(a: string, b: string): string | undefined {
  const [left, right] = [surnameParts(a), surnameParts(b)];
  const [few, many] = left.length <= right.length ? [left, right] : [right, left];
  if (few.length === many.length && few.length > 1 && few.toSorted().join() === many.toSorted().join()) {
    return 'surnames in other order';
  }
  if (few.length < many.length && few.every((part) => many.includes(part)))
    return 'one of two surnames missing on one side';
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length >= lastNameWidth - 2 && long.startsWith(short))
    return `cut off at ${lastNameWidth} characters`;
  return undefined;
}

function letterWords(a: string, b: string): string | undefined {
  const changes = align(a, b).filter((step) => step.kind !== 'equal');
  const shared = align(a, b)
    .filter((step) => step.kind === 'equal')
    .reduce((total, step) => total + step.left.length, 0);
  if (shared / Math.max(a.length, b.length) < minimumShared) return undefined;
  const letters = changes.reduce(
    (total, step) => total + (step.kind === 'swap' ? 1 : Math.max(step.left.length, step.right.length)),
    0,
  );
  if (letters === 1 && changes[0]!.kind === 'swap') return 'two letters swapped';
  if (letters === 1) return 'one letter differs';
  return letters <= 3 ? `${letters} letters differ` : undefined;
}
