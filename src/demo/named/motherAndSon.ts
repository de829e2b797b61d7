import { civilDay } from '../../domain/civilDate.ts';
import type { NamedTeller } from './namedTeller.ts';
import { tellTogether } from './togetherFamily.ts';
import type { Together, TogetherOptions } from './togetherFamily.ts';

/** Days the birthdays of one family lie after those of another, so that no two of these families share them. */
const DAYS_APART = 11;

/** A mother and a son of school age on both sides. */
export function motherAndSon(
  t: NamedTeller,
  first: string,
  last: string,
  options: TogetherOptions = {},
): Together {
  const later = DAYS_APART * [...last].reduce((sum, letter) => sum + letter.charCodeAt(0) - 65, 0);
  const mother = t.person({ first, last, sex: 'F', birth: civilDay(1990, 3, 27) + later });
  const child = t.person({ first: 'HOLDEN', last, sex: 'M', birth: civilDay(2014, 6, 5) + later });
  return tellTogether(t, mother, [child], options);
}
