import type { NameGroup } from './names/nameGroup.ts';

export type CountyName = 'slo' | 'santa-clara' | 'orange' | 'los-angeles' | 'statewide';

/** What makes one county's synthetic people: how many, who, and where (domain.md 4.4, 6.1). */
export interface Tier {
  readonly county: CountyName;
  readonly title: string;
  /** State county code, "01" to "58" */
  readonly code: string;
  /** Persons in a child welfare extract that looks back 12 months. */
  readonly cwsPersons: number;
  /** Children with an open case on any one day. */
  readonly openChildren: number;
  /** Persons on CalWORKs; an extract, which looks back 12 months, holds about a quarter more, a day about as many less. */
  readonly calworksPersons: number;
  readonly mix: Readonly<Partial<Record<NameGroup, number>>>;
  readonly areaCode: string;
  /** Cities with their ZIP codes, larger ones first. */
  readonly cities: readonly { readonly city: string; readonly zips: readonly string[] }[];
}

const cities = (list: string): Tier['cities'] =>
  list
    .trim()
    .split(/\s*;\s*/)
    .map((entry) => {
      const words = entry.trim().split(/\s+/);
      const firstZip = words.findIndex((word) => /^\d/.test(word));
      return { city: words.slice(0, firstZip).join(' '), zips: words.slice(firstZip) };
    });

const losAngeles: Tier['mix'] = {
  hispanic: 0.58,
  black: 0.22,
  white: 0.13,
  chinese: 0.015,
  filipino: 0.02,
  korean: 0.01,
  vietnamese: 0.01,
  southAsian: 0.015,
};

/** The test tiers of domain.md 4.4. Mixes are background knowledge, to be edited. */
export const tiers: Readonly<Record<CountyName, Tier>> = {
  slo: {
    county: 'slo',
    title: 'San Luis Obispo',
    code: '40',
    cwsPersons: 8_000,
    openChildren: 500,
    calworksPersons: 4_000,
    mix: { hispanic: 0.45, white: 0.48, black: 0.03, filipino: 0.02, vietnamese: 0.01, southAsian: 0.01 },
    areaCode: '805',
    cities:
      cities(`PASO ROBLES 93446; SAN LUIS OBISPO 93401 93405; ATASCADERO 93422; ARROYO GRANDE 93420; NIPOMO 93444;
      GROVER BEACH 93433; OCEANO 93445; LOS OSOS 93402; MORRO BAY 93442; TEMPLETON 93465; SAN MIGUEL 93451;
      PISMO BEACH 93449; CAMBRIA 93428`),
  },
  'santa-clara': {
    county: 'santa-clara',
    title: 'Santa Clara',
    code: '43',
    cwsPersons: 40_000,
    openChildren: 2_000,
    calworksPersons: 20_000,
    mix: {
      hispanic: 0.6,
      white: 0.15,
      black: 0.07,
      vietnamese: 0.09,
      chinese: 0.025,
      filipino: 0.03,
      korean: 0.005,
      southAsian: 0.03,
    },
    areaCode: '408',
    cities:
      cities(`SAN JOSE 95116 95122 95127 95112 95111 95123 95136 95110 95148; GILROY 95020; SANTA CLARA 95050;
      SUNNYVALE 94085; MILPITAS 95035; MORGAN HILL 95037; MOUNTAIN VIEW 94040; CAMPBELL 95008; PALO ALTO 94303`),
  },
  orange: {
    county: 'orange',
    title: 'Orange',
    code: '30',
    cwsPersons: 60_000,
    openChildren: 4_000,
    calworksPersons: 35_000,
    mix: {
      hispanic: 0.58,
      white: 0.25,
      black: 0.045,
      vietnamese: 0.06,
      chinese: 0.01,
      filipino: 0.015,
      korean: 0.015,
      southAsian: 0.025,
    },
    areaCode: '714',
    cities: cities(`SANTA ANA 92701 92703 92704 92707; ANAHEIM 92801 92804 92805; GARDEN GROVE 92840 92843;
      WESTMINSTER 92683; FULLERTON 92832; COSTA MESA 92627; BUENA PARK 90620; HUNTINGTON BEACH 92647; ORANGE 92868;
      LA HABRA 90631; TUSTIN 92780; LAKE FOREST 92630; STANTON 90680; SAN CLEMENTE 92672; MISSION VIEJO 92691`),
  },
  'los-angeles': {
    county: 'los-angeles',
    title: 'Los Angeles',
    code: '19',
    cwsPersons: 350_000,
    openChildren: 30_000,
    calworksPersons: 375_000,
    mix: losAngeles,
    areaCode: '213',
    cities:
      cities(`LOS ANGELES 90011 90044 90003 90022 90037 90033 90001 90063 90059 90062 90002 90026; LANCASTER 93535;
      LONG BEACH 90805 90806 90813; PALMDALE 93550; COMPTON 90220 90221; POMONA 91766; EL MONTE 91732; INGLEWOOD 90301;
      SOUTH GATE 90280; VAN NUYS 91405; PACOIMA 91331; HAWTHORNE 90250; SYLMAR 91342; NORWALK 90650;
      BALDWIN PARK 91706; BELL GARDENS 90201; WHITTIER 90605; GLENDALE 91204; CARSON 90745; GARDENA 90247`),
  },
  statewide: {
    county: 'statewide',
    title: 'statewide stress test',
    code: '34',
    cwsPersons: 900_000,
    openChildren: 80_000,
    calworksPersons: 1_000_000,
    mix: { ...losAngeles, hispanic: 0.55, white: 0.2, black: 0.15, hmong: 0.015 },
    areaCode: '916',
    cities:
      cities(`LOS ANGELES 90011 90044 90003 90022; SACRAMENTO 95823 95838 95824; FRESNO 93702 93722 93727;
      SAN BERNARDINO 92404 92410; RIVERSIDE 92503; BAKERSFIELD 93307 93304; STOCKTON 95206 95205; SAN DIEGO 92105 92113;
      OAKLAND 94601 94621; MODESTO 95351; MORENO VALLEY 92553; LONG BEACH 90805; VISALIA 93291; MERCED 95340;
      REDDING 96001; SALINAS 93905; SANTA ANA 92701; SAN JOSE 95116; VICTORVILLE 92395; EUREKA 95501`),
  },
};

/** The tier with a part of its people. */
export function scaledTier(tier: Tier, scale: number): Tier {
  return {
    ...tier,
    cwsPersons: tier.cwsPersons * scale,
    openChildren: tier.openChildren * scale,
    calworksPersons: tier.calworksPersons * scale,
  };
}
