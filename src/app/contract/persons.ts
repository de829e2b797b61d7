import { z } from 'zod';
import { count, cursor, isoDay, isoTime, month, pairKey, pairState, system } from './shapes.ts';

/** A permanent person id as people read it: `P-000123`. */
const personId = z.string().max(20);

/** An id as it may be shown: SSN and CIN masked but for their end. */
const shownIdentifier = z.object({
  system,
  type: z.enum(['cws_key', 'cwin', 'cin', 'ssn']),
  label: z.string(),
  text: z.string(),
});

export const personRow = z.object({
  personId,
  /** "GARCIA LOPEZ, MARIA L" */
  name: z.string(),
  birthDate: isoDay.nullable(),
  /** What the person was found by, in words. */
  foundBy: z.string(),
  identifiers: z.array(shownIdentifier),
  /** Programs of the day of the newest extracts, by system. */
  programs: z.object({ cws: z.array(z.string()), calworks: z.array(z.string()) }),
});
export type PersonRow = z.infer<typeof personRow>;

const span = { from: isoDay.nullable(), to: isoDay.nullable() };

export const personDetail = z.object({
  personId,
  /** The id that was asked for when it now forwards to this person; null otherwise. */
  askedFor: personId.nullable(),
  /** Time up to which things are known; null = everything. */
  knownAt: isoTime.nullable(),
  /** Day by which `now` is meant. */
  asOf: isoDay.nullable(),
  name: z.string(),
  birthDate: isoDay.nullable(),
  names: z.array(
    z.object({ system, name: z.string(), kind: z.string(), birthDate: isoDay.nullable(), ...span }),
  ),
  identifiers: z.array(shownIdentifier.extend({ status: z.enum(['active', 'frozen', 'former']), ...span })),
  addresses: z.array(z.object({ system, text: z.string(), confidential: z.boolean(), ...span })),
  participation: z.array(
    z.object({
      system,
      program: z.string(),
      role: z.string(),
      status: z.string(),
      now: z.boolean(),
      /** Day of the first extract that no longer had it; null while it stands. */
      goneSince: isoDay.nullable(),
      ...span,
    }),
  ),
  /** The records of the person; with two or more, each can be taken out. */
  records: z.array(z.object({ system, sourceKey: z.string() })),
  history: z.array(
    z.object({
      month,
      words: z.string(),
      /** The id whose merge into this person can be taken back; null where there is nothing to take back. */
      mergedId: personId.nullable(),
    }),
  ),
  /** What people decided about the person as a whole, oldest first. */
  changes: z.array(
    z.object({
      changeId: count,
      words: z.string(),
      note: z.string(),
      reviewer: z.string(),
      at: isoTime,
      undone: z.boolean(),
    }),
  ),
  pairs: z.array(
    z.object({
      pairKey,
      queue: z.enum(['review', 'mismatch']).nullable(),
      state: pairState.nullable(),
      words: z.string(),
    }),
  ),
});
export type PersonDetail = z.infer<typeof personDetail>;

const note = z.string().max(2000).default('');
/** The persons that the records of a change belong to after it, the oldest id first. */
const personsAfter = z.object({ persons: z.array(personId) });
const changing = { output: personsAfter, access: 'write', unlocked: true } as const;

export const personMethods = {
  /**
   * Looks a person up (clearance) by any identifier exactly, else by a name that may be misspelt. Sealed and
   * sensitive people are not found. Every look-up is noted in the audit log, without what was looked for.
   */
  'persons.find': {
    input: z.object({
      text: z.string().max(80),
      birthDate: isoDay.nullable().default(null),
      /** `next` of the page before; empty for the first page. */
      after: cursor.default(''),
      limit: z.int().min(1).max(200).default(50),
    }),
    output: z.object({ total: count, rows: z.array(personRow), next: cursor.nullable() }),
    access: 'write',
    unlocked: true,
  },
  'persons.one': {
    input: z.object({
      personId,
      month,
      /** As known at this time, and as of this day; null = everything that is known, as of the newest extract. */
      knownAt: isoTime.nullable().default(null),
      asOf: isoDay.nullable().default(null),
    }),
    output: personDetail,
    access: 'write',
    unlocked: true,
  },
  /** Makes two persons one; the oldest id stays and the other leads to it. */
  'persons.merge': { input: z.object({ personId, otherId: personId, note }), ...changing },
  /** Takes a record out of its person. */
  'persons.split': {
    input: z.object({ personId, system, sourceKey: z.string().max(40), note }),
    ...changing,
  },
  /** Takes a merge back, whatever brought it about; the id that was given up is in use again. */
  'persons.unmerge': { input: z.object({ personId, otherId: personId, note }), ...changing },
  /** Takes a merge or a split by people back. */
  'persons.undo': { input: z.object({ changeId: count }), ...changing },
  /**
   * Writes the crosswalk, index id ↔ CWS key ↔ CWIN ↔ CIN, into the project's folder of exports (SLO-5), in place of
   * the one before. Without SSNs, and without sealed and sensitive people.
   */
  'persons.crosswalk': {
    input: z.object({}),
    output: z.object({ fileName: z.string(), folder: z.string(), rows: count }),
    access: 'write',
    unlocked: true,
  },
} as const;
