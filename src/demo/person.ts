import type { CivilDay } from '../domain/civilDate.ts';
import type { NameSex } from './names/nameSex.ts';
import type { TrueName } from './names/trueName.ts';

/** A made-up person as they are, whatever any system has written down. */
export interface Person {
  readonly id: string;
  readonly sex: NameSex;
  readonly birth: CivilDay;
  readonly death: CivilDay | null;
  readonly name: TrueName;
  /** The name borne until a day, where it changed (marriage, divorce). */
  readonly earlier: { readonly name: TrueName; readonly until: CivilDay } | undefined;
  readonly ssn: string;
  readonly cin: string;
  /** The older of two CINs, or empty. */
  readonly frozenCin: string;
  readonly cwin: string;
  /** The id of the older record, where a person has two in CalWORKs. */
  readonly secondCwin: string;
  readonly calsawsId: string;
}

/** The name borne on a day. */
export function nameOn(person: Person, day: CivilDay): TrueName {
  return person.earlier !== undefined && day < person.earlier.until ? person.earlier.name : person.name;
}
