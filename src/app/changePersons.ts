import type { SourceSystem } from '../domain/extract.ts';
import { LinkdeskError } from '../domain/error.ts';
import { mergePersons, splitRecord, undoMerge, undoPersonChange } from '../register/changePerson.ts';
import { personIdText, readPersonId } from '../register/personId.ts';
import type { WriteStore } from '../store/store.ts';

/** A change of persons as it is asked for; person ids as people type them. */
export type ChangeRequest =
  | {
      readonly change: 'merge' | 'unmerge';
      readonly personId: string;
      readonly otherId: string;
      readonly note: string;
    }
  | {
      readonly change: 'split';
      readonly personId: string;
      readonly system: SourceSystem;
      readonly sourceKey: string;
      readonly note: string;
    }
  | { readonly change: 'undo'; readonly changeId: number };

/**
 * Makes a change of persons, at an ISO time. Gives the persons that its records belong to after it, `P-000123`, the
 * oldest id first. Throws what the functions of `register/changePerson` throw.
 */
export function changePersons(
  store: WriteStore,
  request: ChangeRequest,
  at: string,
): { readonly persons: string[] } {
  return { persons: after(store, request, at).map(personIdText) };
}

function after(store: WriteStore, request: ChangeRequest, at: string): readonly number[] {
  if (request.change === 'undo') return undoPersonChange(store, request.changeId, at);
  const personId = numberOf(request.personId);
  const made = { note: request.note, at };
  switch (request.change) {
    case 'merge':
      return mergePersons(store, personId, numberOf(request.otherId), made);
    case 'unmerge':
      return undoMerge(store, personId, numberOf(request.otherId), made);
    case 'split':
      return splitRecord(store, personId, { system: request.system, sourceKey: request.sourceKey }, made);
  }
}

function numberOf(personId: string): number {
  const number = readPersonId(personId);
  if (number !== undefined) return number;
  throw new LinkdeskError(
    'PERSON_UNKNOWN',
    'That is no person id; one reads P-000123. Look the person up; nothing was changed.',
  );
}
