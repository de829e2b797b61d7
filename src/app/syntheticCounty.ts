import { LinkdeskError } from '../domain/error.ts';
import { type CountySummary, generateCounty } from '../demo/generateCounty.ts';
import { type CountyName, tiers } from '../demo/tiers.ts';

export interface SyntheticCountyRequest {
  readonly county: string;
  readonly months: number;
  readonly seed: number;
  readonly firstMonth: string;
  readonly folder: string;
}

export const syntheticCounties: readonly string[] = Object.keys(tiers);

/** Writes a synthetic county (domain.md 6). Throws UNKNOWN_COUNTY and what the generator throws for its settings. */
export function generateSyntheticCounty(
  { county, months, seed, firstMonth, folder }: SyntheticCountyRequest,
  progress: (label: string, done: number, total: number) => void,
): Promise<CountySummary> {
  if (!isSyntheticCounty(county)) {
    throw new LinkdeskError(
      'UNKNOWN_COUNTY',
      `There is no synthetic county "${county}". Choose one of ${syntheticCounties.join(', ')}.`,
    );
  }
  return generateCounty({ county, months, seed, outDir: folder, firstMonth }, (done, total) =>
    progress(`Making ${tiers[county].title}`, Math.round(done * 1000), total * 1000),
  );
}

/** Whether a synthetic county of that name can be made. */
export const isSyntheticCounty = (name: string): name is CountyName => Object.hasOwn(tiers, name);
