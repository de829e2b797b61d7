import { identifiersOf } from './identifiers.ts';
import type { Identifiers } from './identifiers.ts';
import type { Rates } from './rates.ts';
import type { Tier } from './tiers.ts';
import { workersOf } from './workers.ts';
import type { Workers } from './workers.ts';

/** What all households of one synthetic county share. */
export interface County {
  readonly seed: number;
  readonly tier: Tier;
  readonly rates: Rates;
  readonly identifiers: Identifiers;
  readonly workers: Workers;
}

/** The county of a seed: same seed, same people. */
export function countyOf(seed: number, tier: Tier, rates: Rates): County {
  return {
    seed,
    tier,
    rates,
    identifiers: identifiersOf(seed, tier.code),
    workers: workersOf(seed, tier),
  };
}
