import { addYears, type CivilDay, civilParts } from '../../domain/civilDate.ts';
import { type ExtractKindName, extractKind } from '../../domain/extract.ts';
import { type Month, monthOf } from '../../domain/month.ts';
import type { ExtractBatch } from '../../intake/extractBatch.ts';
import type { Value } from '../../intake/fieldReading.ts';

/** The ages in which people are compared between months; each band begins with its age. */
export const ageBands = [
  { from: 0, label: 'under 3' },
  { from: 3, label: '3 to 5' },
  { from: 6, label: '6 to 12' },
  { from: 13, label: '13 to 17' },
  { from: 18, label: '18 to 24' },
  { from: 25, label: '25 to 44' },
  { from: 45, label: '45 and over' },
] as const;

/** The birthdays that part the bands on a day, the youngest band first: who is born after `bounds[0]` is under 3. */
export const ageBounds = (asOf: CivilDay): readonly CivilDay[] =>
  ageBands.slice(1).map(({ from }) => addYears(asOf, -from));

/** The field that says whom a row is about, and the one that says when the fact began. */
const personFields = ['client_key', 'cwin'] as const;
const eventFields = ['start_date', 'status_date', 'received_date', 'as_of_date'] as const;

export const personFieldOf = (kind: ExtractKindName): string | undefined =>
  personFields.find((name) => extractKind(kind).fields.some((field) => field.name === name));

export interface ExtractCounts {
  readonly persons: number | null;
  /** By age band, when the kind has birth dates */
  readonly ages: readonly number[] | null;
  /** Of the dates on which facts began how many lie in each month */
  readonly eventMonths: ReadonlyMap<Month, number>;
  /** The field that those dates are of */
  readonly eventField: string | undefined;
  /** SSNs that begin with a zero */
  readonly zeroLed: number;
  /** First and last name pairs, each with its rows; empty when the kind has no names */
  readonly names: ReadonlyMap<string, number>;
}

/** Counts what an extract is compared by with the one before, while its batches pass. */
export class ExtractStatistics {
  readonly #bounds: readonly CivilDay[];
  readonly #person: number;
  readonly #birth: number;
  readonly #first: number;
  readonly #last: number;
  readonly #event: number;
  readonly #ssn: number;
  #zeroLed = 0;
  readonly #eventField: string | undefined;
  readonly #persons = new Set<Value>();
  readonly #ages: number[] = ageBands.map(() => 0);
  readonly #events = new Map<number, number>();
  readonly #names = new Map<string, number>();

  constructor(kind: ExtractKindName, asOf: CivilDay) {
    const names = extractKind(kind).fields.map(({ name }) => name);
    this.#bounds = ageBounds(asOf);
    this.#person = names.indexOf(personFieldOf(kind) ?? '');
    this.#birth = names.indexOf('birth_date');
    this.#first = names.indexOf('first_name');
    this.#last = names.indexOf('last_name');
    this.#ssn = names.indexOf('ssn');
    this.#eventField = eventFields.find((name) => names.includes(name));
    this.#event = names.indexOf(this.#eventField ?? '');
  }

  add({ rows }: ExtractBatch): void {
    for (const { values } of rows) {
      if (this.#person >= 0) this.#persons.add(values[this.#person]!);
      const born = this.#birth < 0 ? null : values[this.#birth];
      if (typeof born === 'number') this.#ages[this.#bandOf(born)]!++;
      const began = this.#event < 0 ? null : values[this.#event];
      if (typeof began === 'number') this.#events.set(began, (this.#events.get(began) ?? 0) + 1);
      const ssn = this.#ssn < 0 ? null : values[this.#ssn];
      if (typeof ssn === 'string' && ssn.startsWith('0')) this.#zeroLed++;
      const [first, last] = [values[this.#first], values[this.#last]];
      if (typeof first === 'string' && typeof last === 'string') {
        const pair = `${first}\u001f${last}`;
        this.#names.set(pair, (this.#names.get(pair) ?? 0) + 1);
      }
    }
  }

  counts(): ExtractCounts {
    const eventMonths = new Map<Month, number>();
    for (const [day, count] of this.#events) {
      if (civilParts(day).year > 2200) continue;
      const month = monthOf(day);
      eventMonths.set(month, (eventMonths.get(month) ?? 0) + count);
    }
    return {
      persons: this.#person < 0 ? null : this.#persons.size,
      ages: this.#birth < 0 ? null : this.#ages,
      eventMonths,
      eventField: this.#eventField,
      zeroLed: this.#zeroLed,
      names: this.#names,
    };
  }

  #bandOf(born: CivilDay): number {
    const at = this.#bounds.findIndex((bound) => born > bound);
    return at < 0 ? this.#bounds.length : at;
  }
}
