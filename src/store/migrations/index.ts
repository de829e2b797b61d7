import { importsAndExtracts } from './0010-importsAndExtracts.ts';
import { matchingAndDecisions } from './0020-matchingAndDecisions.ts';
import { register } from './0030-register.ts';
import { lists } from './0040-lists.ts';
import { auditAndSettings } from './0050-auditAndSettings.ts';
import { indexHistory } from './0060-indexHistory.ts';
import { personChanges } from './0061-personChanges.ts';
import { pairHouseholds } from './0070-pairHouseholds.ts';
import { restrictedQueue } from './0072-restrictedQueue.ts';
import { namesBySound } from './0080-namesBySound.ts';
import { importNotes } from './0082-importNotes.ts';
import { personLinks } from './0090-personLinks.ts';
import { findingRecords } from './0092-findingRecords.ts';
import { factIndexes } from './0093-factIndexes.ts';
import { knownRowsKept } from './0094-knownRows.ts';
import { datedIndexes } from './0095-datedIndexes.ts';
import { listFacts } from './0096-listFacts.ts';
import type { Migration } from './migration.ts';

/** Every step of the schema, oldest first. */
export const migrations: readonly Migration[] = [
  importsAndExtracts,
  matchingAndDecisions,
  register,
  lists,
  auditAndSettings,
  indexHistory,
  personChanges,
  pairHouseholds,
  restrictedQueue,
  namesBySound,
  importNotes,
  personLinks,
  findingRecords,
  factIndexes,
  knownRowsKept,
  datedIndexes,
  listFacts,
];
