/** The 14 characters of a COUNTY-ID by part (domain.md 2.2): `43-30-CD12112-0-07`. */
export interface CountyId {
  /** State county code, "01" to "58" */
  readonly county: string;
  /** Aid code at the time; it changes while the person stays the same */
  readonly aidCode: string;
  readonly serial: string;
  readonly fbu: string;
  /** Number of the person in the case, never used twice */
  readonly person: string;
}

const SHAPE = /^(?:0[1-9]|[1-4]\d|5[0-8])[0-9A-Z]{10}\d{2}$/;

/** Reads a COUNTY-ID, with or without hyphens and blanks; undefined when the text is none. */
export function parseCountyId(text: string): CountyId | undefined {
  const bare = text.replace(/[\s-]+/g, '').toUpperCase();
  if (!SHAPE.test(bare)) return undefined;
  return {
    county: bare.slice(0, 2),
    aidCode: bare.slice(2, 4),
    serial: bare.slice(4, 11),
    fbu: bare.slice(11, 12),
    person: bare.slice(12),
  };
}

/** The 14 characters without hyphens. */
export function countyIdText(id: CountyId): string {
  return id.county + id.aidCode + id.serial + id.fbu + id.person;
}

/** What names a person in a case: county, serial and person number, without the aid code (domain.md 2.2). */
export function countyIdPerson(id: CountyId): string {
  return id.county + id.serial + id.person;
}
