import type { CivilDay } from '../../domain/civilDate.ts';
import type { County } from '../county.ts';
import type { Story } from '../story.ts';

export interface NamedCase {
  readonly name: string;
  readonly about: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly story: Story;
}

export function namedCases(_county: County, _asOf: CivilDay): readonly NamedCase[] {
  return [];
}
