import type { BlankWordOf } from '../../domain/blankWords.ts';
import { parseCivilDate } from '../../domain/civilDate.ts';
import type { CivilDay } from '../../domain/civilDate.ts';
import type { MappedValue } from './profile.ts';

const inForce = ({ since, until }: MappedValue, on: CivilDay | undefined): boolean => {
  if (on === undefined) return until === undefined;
  const from = since === undefined ? undefined : parseCivilDate(since, 'YYYY-MM-DD');
  const to = until === undefined ? undefined : parseCivilDate(until, 'YYYY-MM-DD');
  return (from === undefined || from <= on) && (to === undefined || on < to);
};

/** The entries of a list that hold on a day (without a day: what has no end). */
export const entriesOn = (
  entries: readonly MappedValue[],
  on: CivilDay | undefined,
): readonly MappedValue[] => entries.filter((entry) => inForce(entry, on));

/**
 * The value map as it stands on a day (without a day: what has no end). Case and blanks around the source's value
 * do not matter. A value without an entry is given back as it is, so that the field's own check can speak of it; so is
 * a word for blank, which `*` does not stand for.
 */
export function compileValueMap(
  entries: readonly MappedValue[],
  on: CivilDay | undefined,
  blankWord?: BlankWordOf,
): (value: string) => string {
  const valid = entriesOn(entries, on);
  const known = new Map(valid.map((entry) => [entry.from.trim().toUpperCase(), entry.to]));
  const otherwise = known.get('*');
  return (value) => {
    const text = value.trim();
    if (text === '') return '';
    const own = known.get(text.toUpperCase());
    if (own !== undefined) return own;
    return otherwise === undefined || blankWord?.(text) !== undefined ? value : otherwise;
  };
}
