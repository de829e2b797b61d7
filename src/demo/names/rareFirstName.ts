import type { Random } from '../random.ts';
import type { NameSex } from './nameSex.ts';

const words = (list: string): readonly string[] => list.trim().split(/\s+/);

const openings = words('JA KA LA DE SHA TA KEI MAR AM BRI CAR DAN EL JAY KEN LEI MA NA RA SA TRE ZA XA AU');
const endings: Readonly<Record<NameSex, readonly string[]>> = {
  F: words('NIYAH RIA NESSA LYNN MIRA LIYAH KAYLA NAE SHAY LEIGH RIELLE MARI NIQUE ZELLE YANA LISSA'),
  M: words('VON SHAWN RELL DEN QUAN MARI KOBE LIK MIR RION DRICK VIN SIAH MERE LEN TAVIUS'),
};

/** A coined first name, so that a county's children share none of a register's few thousand names only. */
export function composeFirstName(sex: NameSex, random: Random): string {
  return random.pick(openings) + random.pick(endings[sex]);
}
