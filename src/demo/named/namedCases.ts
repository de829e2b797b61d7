import type { CivilDay } from '../../domain/civilDate.ts';
import type { County } from '../county.ts';
import type { Story } from '../story.ts';
import { accessCases } from './accessCases.ts';
import { aidCases } from './aidCases.ts';
import { careCases } from './careCases.ts';
import { identityCases } from './identityCases.ts';
import { NamedTeller } from './namedTeller.ts';

/** A named case as it stands in a county. */
export interface NamedCase {
  readonly name: string;
  readonly about: string;
  /** Keys of its records by telling label: `mother.client_key`, `aunt.case_number`. */
  readonly keys: Readonly<Record<string, string>>;
  readonly stories: readonly Story[];
}

const told = [...identityCases, ...careCases, ...accessCases, ...aidCases].sort((a, b) =>
  a.name < b.name ? -1 : 1,
);

/**
 * The 40 cases of domain.md 6.3, told for a county so that their facts are exact at the end of the month `asOf`;
 * in other months they are what came before or after. Their households have the numbers from 0 up.
 */
export function namedCases(county: County, asOf: CivilDay): readonly NamedCase[] {
  let ordinal = 0;
  return told.map(({ name, about, tell }) => {
    const keys: Record<string, string> = {};
    const tellers: NamedTeller[] = [];
    tell(() => {
      const household = `${name.slice(0, 'named-00'.length)}-${tellers.length + 1}`;
      const teller = new NamedTeller(county, asOf, ordinal, household, keys);
      ordinal += 1;
      tellers.push(teller);
      return teller;
    });
    return { name, about, keys, stories: tellers.map((teller) => teller.finish()) };
  });
}
