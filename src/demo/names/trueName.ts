import type { Random } from '../random.ts';
import type { Rates } from '../rates.ts';
import { drawFirstName, drawWesternFirstName } from './firstNames.ts';
import type { NameGroup } from './nameGroup.ts';
import type { NameSex } from './nameSex.ts';

/** The name a person bears, before any system has written it down. */
export interface TrueName {
  readonly group: NameGroup;
  readonly first: string;
  /** A Western first name used beside `first`, or empty. */
  readonly western: string;
  readonly middle: string;
  readonly last: string;
  /** The mother's surname after the father's, where the custom is kept; else empty. */
  readonly second: string;
  /** JR, SR, II, III or empty */
  readonly suffix: string;
}

const eastAsian: ReadonlySet<NameGroup> = new Set(['chinese', 'korean', 'vietnamese', 'hmong']);

/** A full name from the surnames that the family gives. */
export function nameChild(
  group: NameGroup,
  sex: NameSex,
  isChild: boolean,
  surnames: { readonly last: string; readonly mothers: string },
  random: Random,
  rates: Rates,
): TrueName {
  const first = drawFirstName(group, sex, isChild, random);
  const keepsTwo =
    group === 'hispanic' && surnames.mothers !== surnames.last && random.chance(rates.doubleSurname);
  let middle = drawFirstName(group, sex, false, random);
  if (group === 'filipino') middle = surnames.mothers;
  else if (group === 'vietnamese' && random.chance(rates.vietnameseCompound))
    middle = sex === 'F' ? 'THI' : 'VAN';
  else if (middle === first) middle = '';
  return {
    group,
    first,
    western:
      eastAsian.has(group) && random.chance(rates.westernFirstName)
        ? drawWesternFirstName(sex, isChild, random)
        : '',
    middle: middle.replace('-', ' '),
    last: surnames.last,
    second: keepsTwo ? surnames.mothers : '',
    suffix: '',
  };
}
