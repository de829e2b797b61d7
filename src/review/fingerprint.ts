import { createHash } from 'node:crypto';
import type { AidPersonRow, ClientRow, PersonRow } from '../store/people.ts';

/** Two short codes of the evidence about a pair, equal as long as the evidence is. */
export interface Fingerprint {
  /** Names, birth date, sex, SSN and CIN of both records. */
  readonly identity: string;
  /** Everything both records say about the person. */
  readonly evidence: string;
}

/** Fields whose change reopens a decision; the record ids are not among them, since systems give new ones. */
export const identityFields = [
  'first_name',
  'middle_name',
  'last_name',
  'name_suffix',
  'birth_date',
  'sex',
  'ssn',
  'cin',
] as const satisfies readonly (keyof PersonRow)[];

const otherFields = [
  'death_date',
  'street',
  'city',
  'zip',
  'phone',
] as const satisfies readonly (keyof PersonRow)[];

/** The fingerprint of a pair of records (carry-forward: review-ux 4.10). */
export function fingerprint(client: ClientRow, person: AidPersonRow): Fingerprint {
  const of = (fields: readonly (keyof PersonRow)[]) =>
    [client, person].map((row) => fields.map((field) => row[field]));
  const identity = of(identityFields);
  return { identity: shortCode(identity), evidence: shortCode([identity, of(otherFields)]) };
}

const shortCode = (values: unknown): string =>
  createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 32);
