import { counties, findCounty } from '../../domain/counties.ts';
import { LinkdeskError } from '../../domain/error.ts';
import type { ReadStore } from '../store.ts';

const words = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
const shortNames: Readonly<Record<string, string>> = {
  slo: 'san luis obispo',
  la: 'los angeles',
  oc: 'orange',
};
const wholeState: ReadonlySet<string> = new Set(['statewide', 'california']);

/**
 * CWS/CMS government entity of the project's own county, by its name, short name or any of its codes; null for a
 * project of the whole state, where every county is its own. Throws COUNTY_UNKNOWN.
 */
export function ownEntity({ identity }: ReadStore): string | null {
  const name = words(identity.county);
  if (wholeState.has(name)) return null;
  const wanted = shortNames[name] ?? name;
  const county = findCounty(identity.county) ?? counties.find((one) => words(one.name) === wanted);
  if (county !== undefined) return county.entity;
  throw new LinkdeskError(
    'COUNTY_UNKNOWN',
    'The county of this project is no county of California, so its own cases cannot be told from others. Set the county by its name, e.g. "San Luis Obispo".',
  );
}
