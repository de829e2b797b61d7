import { importedMonths } from '../store/imports.ts';
import type { PersonDetail, PersonRow } from './contract/persons.ts';
import { lookUpPersons } from './lookUpPersons.ts';
import { personDetail } from './personDetail.ts';
import type { OpenProject } from './project.ts';

export interface Clearance {
  readonly total: number;
  readonly rows: readonly PersonRow[];
  /** All that is known of the person, when exactly one was found; with the pairs of the newest month. */
  readonly person: PersonDetail | null;
}

export interface Clearing {
  readonly text: string;
  readonly birthDate: string | null;
  readonly limit: number;
  /** As known at this ISO time, and as of this ISO day; null = everything that is known, as of the newest extract. */
  readonly knownAt: string | null;
  readonly asOf: string | null;
}

/** Clears a person (OCP-11): whoever is found, and when it is one person, everything that may be shown of it. */
export function clearPerson(project: OpenProject, query: Clearing, at: string): Clearance {
  const { knownAt, asOf, ...looked } = query;
  const { total, rows } = lookUpPersons(project, { ...looked, after: '' }, at);
  const [only] = rows;
  const month = importedMonths(project).at(-1);
  const one = total === 1 && only !== undefined && month !== undefined;
  return {
    total,
    rows,
    person: one ? personDetail(project, { personId: only.personId, month, knownAt, asOf }, at) : null,
  };
}
