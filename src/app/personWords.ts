import type { PersonChange, RecordRef } from '../store/personChanges.ts';
import type { PersonEvent } from '../store/persons.ts';
import { personIdText } from '../register/personId.ts';

const programs: Readonly<Record<string, string>> = {
  'CWS-CASE': 'Child welfare case',
  'CWS-ER': 'Emergency response',
  'CWS-FM': 'Family maintenance',
  'CWS-FR': 'Family reunification',
  'CWS-PP': 'Permanent placement',
  'CWS-ST': 'Supportive transition',
  CWS: 'Child welfare service',
  'CWS-PLAN': 'Case plan',
  'CWS-REFERRAL': 'Referral',
  'CWS-PLACEMENT': 'Placement',
  CALWORKS: 'CalWORKs',
  WTW: 'Welfare-to-Work',
};

/** The name of a program as the `participation` view has it. */
export const programTitle = (program: string): string => programs[program] ?? program;

const nameKinds: Readonly<Record<string, string>> = {
  CURRENT: 'in use',
  LEGAL: 'legal name',
  AKA: 'also known as',
  DOE: 'placeholder',
  MAIDEN: 'maiden name',
  UNKNOWN: 'other name',
};

/** What kind of name it is (CWS/CMS other-name types). */
export const nameKindWords = (nameType: string): string => nameKinds[nameType] ?? nameType.toLowerCase();

/** "NEEDY CARETAKER RELATIVE" as people read it in a sentence. */
export const codeWords = (code: string): string => code.toLowerCase();

const systems = { cws: 'child welfare', calworks: 'cash aid' } as const;

/** What happened to an id, told of the person `personId`. */
export function eventWords(event: PersonEvent, personId: number): string {
  const { kind, system, otherPerson } = event;
  const record = system == null ? 'a record' : `a ${systems[system]} record`;
  const other = otherPerson == null ? 'another person' : personIdText(otherPerson);
  switch (kind) {
    case 'created':
      return `Created from ${record}`;
    case 'joined':
      return `Joined by ${record}`;
    case 'left':
      return event.personId === personId ? `Left by ${record}, now with ${other}` : `Joined by ${record}`;
    case 'merged':
      return event.personId === personId
        ? `Merged with ${other}, whose id leads here`
        : `Merged into ${personIdText(event.personId)}`;
    case 'split':
      return event.personId === personId
        ? `Split off from ${other}`
        : `${personIdText(event.personId)} was split off`;
    case 'restored':
      return event.personId === personId
        ? `Restored; it had been part of ${other}`
        : `${personIdText(event.personId)} was restored from this person`;
  }
}

/** What somebody decided about persons, by their records. */
export function changeWords({ action, pairs }: PersonChange): string {
  const named = (records: readonly RecordRef[]): string =>
    [...new Set(records.map(({ system, sourceKey }) => `${systems[system]} record ${sourceKey}`))].join(
      ' and ',
    );
  const ones = named(pairs.map(({ one }) => one));
  const others = named(pairs.map(({ other }) => other));
  const words = action === 'join' ? 'brought together with' : 'kept apart from';
  return `${ones.charAt(0).toUpperCase()}${ones.slice(1)} ${words} ${others}`;
}
