export interface County {
  /** State county code, "01" to "58", in alphabetical order */
  readonly code: string;
  /** Federal code of state and county, "06001" */
  readonly fips: string;
  /** CWS/CMS government entity, "1068" to "1125" */
  readonly entity: string;
  readonly name: string;
}

const names = [
  'Alameda',
  'Alpine',
  'Amador',
  'Butte',
  'Calaveras',
  'Colusa',
  'Contra Costa',
  'Del Norte',
  'El Dorado',
  'Fresno',
  'Glenn',
  'Humboldt',
  'Imperial',
  'Inyo',
  'Kern',
  'Kings',
  'Lake',
  'Lassen',
  'Los Angeles',
  'Madera',
  'Marin',
  'Mariposa',
  'Mendocino',
  'Merced',
  'Modoc',
  'Mono',
  'Monterey',
  'Napa',
  'Nevada',
  'Orange',
  'Placer',
  'Plumas',
  'Riverside',
  'Sacramento',
  'San Benito',
  'San Bernardino',
  'San Diego',
  'San Francisco',
  'San Joaquin',
  'San Luis Obispo',
  'San Mateo',
  'Santa Barbara',
  'Santa Clara',
  'Santa Cruz',
  'Shasta',
  'Sierra',
  'Siskiyou',
  'Solano',
  'Sonoma',
  'Stanislaus',
  'Sutter',
  'Tehama',
  'Trinity',
  'Tulare',
  'Tuolumne',
  'Ventura',
  'Yolo',
  'Yuba',
];

/** The 58 counties of California with the three codes that the systems use for them (domain.md 2.8). */
export const counties: readonly County[] = names.map((name, index) => ({
  code: String(index + 1).padStart(2, '0'),
  fips: `06${String(index * 2 + 1).padStart(3, '0')}`,
  entity: String(1068 + index),
  name,
}));

/** The county of a state county code, government entity or federal code; undefined when there is none. */
export function findCounty(code: string): County | undefined {
  return counties.find((county) => county.code === code || county.entity === code || county.fips === code);
}
