/** Names and dates of made-up people, a function of a number, so that any row of a long queue can be asked for alone. */
const firstNames = [
  'Maria',
  'Jose',
  'Ana',
  'Luis',
  'Emily',
  'Noah',
  'Olivia',
  'Liam',
  'Thuy',
  'Minh',
  'Grace',
  'Daniel',
  'Sofia',
  'Mateo',
  'Aaliyah',
  'Jayden',
  'Camila',
  'Ethan',
  'Isabella',
  'Angel',
  'Rosa',
  'Kevin',
  'Destiny',
  'Samuel',
] as const;
const lastNames = [
  'Garcia',
  'Nguyen',
  'Martinez',
  'Johnson',
  'Lopez',
  'Tran',
  'Smith',
  'Hernandez',
  'Ramirez',
  'Brown',
  'Flores',
  'Pham',
  'Torres',
  'Williams',
  'Rivera',
  'Delgado Ruiz',
  'de la Cruz',
  'O’Neill',
  'Kim',
  'Castillo-Vega',
  'Reyes',
] as const;
const middle = ['', 'A', 'L', 'M', 'R', '', 'J', ''] as const;

/** Mixes the bits of a number (murmur3's finaliser), so that neighbours look unlike. */
export function mixed(value: number): number {
  let bits = (value + 0x9e3779b9) | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

const pick = <T>(from: readonly T[], seed: number): T => from[seed % from.length] as T;

export interface MadeUpPerson {
  readonly first: string;
  readonly middle: string;
  readonly last: string;
  /** ISO */
  readonly birth: string;
  /** Last four of an SSN in 900–999, which are never issued. */
  readonly ssnEnd: string;
}

export function madeUpPerson(number: number): MadeUpPerson {
  const seed = mixed(number);
  const two = (value: number): string => String(value).padStart(2, '0');
  return {
    first: pick(firstNames, seed),
    middle: pick(middle, seed >>> 5),
    last: pick(lastNames, seed >>> 9),
    birth: `${1978 + (mixed(seed) % 46)}-${two(1 + ((seed >>> 3) % 12))}-${two(1 + ((seed >>> 7) % 28))}`,
    ssnEnd: String(mixed(seed + 7) % 10_000).padStart(4, '0'),
  };
}

/** "Garcia, Maria L" */
export function listedName(person: MadeUpPerson): string {
  return `${person.last}, ${person.first}${person.middle === '' ? '' : ` ${person.middle}`}`;
}
