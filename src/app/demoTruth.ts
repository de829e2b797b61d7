import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Month } from '../domain/month.ts';

/** True pairs of a month by `client key~person id`; pairs of sealed clients are not to be found (domain.md 3.3). */
export function truePairs(extracts: string, month: Month): ReadonlySet<string> {
  const file = join(extracts, `truth-pairs-${month}.csv`);
  if (!existsSync(file)) return new Set();
  const rows = readFileSync(file, 'utf8').trim().split('\n').slice(1);
  return new Set(
    rows
      .map((row) => row.split(','))
      .filter(([, , restricted]) => restricted !== 'sealed')
      .map(([clientKey, cwin]) => `${clientKey}~${cwin}`),
  );
}
