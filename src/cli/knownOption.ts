import { parseCivilDate } from '../domain/civilDate.ts';
import type { CommandContext } from './command.ts';
import { UsageError } from './usage.ts';

/** Options that look back: what was known, and what held. */
export const knownOption = {
  type: 'text',
  value: 'DATE',
  help: 'as known at the end of that day, or at an ISO time',
} as const;

/** ISO time of `--as-known-on`: a day's end on this computer's clock, or the time given; null without the option. */
export function knownAtOption(context: CommandContext): string | null {
  const text = context.text('as-known-on');
  if (text === undefined) return null;
  if (parseCivilDate(text, 'YYYY-MM-DD') !== undefined) {
    const [year, month, day] = text.split('-').map(Number) as [number, number, number];
    return new Date(new Date(year, month - 1, day + 1).getTime() - 1).toISOString();
  }
  const time = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) {
    throw new UsageError(
      `--as-known-on is a day written YYYY-MM-DD or a time written 2026-11-05T17:00; "${text}" is neither.`,
    );
  }
  return new Date(time).toISOString();
}

/** ISO day of an option; null without it. */
export function dayOption(context: CommandContext, name: string): string | null {
  const text = context.text(name);
  if (text === undefined) return null;
  if (parseCivilDate(text, 'YYYY-MM-DD') === undefined) {
    throw new UsageError(`--${name} is a day written YYYY-MM-DD; "${text}" is none.`);
  }
  return text;
}
