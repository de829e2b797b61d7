import { civilDay } from '../../domain/civilDate.ts';
import type { NamedTeller } from './namedTeller.ts';
import { tellTogether } from './togetherFamily.ts';
import type { Together, TogetherOptions } from './togetherFamily.ts';

/** A mother and a son of school age on both sides. */
export function motherAndSon(
  t: NamedTeller,
  first: string,
  last: string,
  options: TogetherOptions = {},
): Together {
  const mother = t.person({ first, last, sex: 'F', birth: civilDay(1993, 9, 27) });
  const child = t.person({ first: 'HOLDEN', last, sex: 'M', birth: civilDay(2017, 12, 5) });
  return tellTogether(t, mother, [child], options);
}
