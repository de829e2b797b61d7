import { parseCivilDate } from '../../domain/civilDate.ts';
import { LinkdeskError } from '../../domain/error.ts';
import { normaliseSsn } from '../../domain/ssn.ts';
import { extractKind } from '../../domain/extract.ts';
import type { ExtractKindName } from '../../domain/extract.ts';
import { knownCodes } from '../knownCodes.ts';
import { codedColumns } from './codedColumns.ts';
import type { FieldSource, MappedValue, Profile, ProfilePart } from './profile.ts';

/**
 * The profile with the code list of one field replaced; other fields that share the list read by the new one too.
 * No entries: the column is read as it stands. Throws VALUE_MAP_WRONG, naming the entry and the remedy, when the
 * field is no code, a target is not in its code list, or two entries of one value hold on the same day.
 */
export function withValueMap(
  profile: Profile,
  kind: ExtractKindName,
  fieldName: string,
  entries: readonly MappedValue[],
): Profile {
  const coded = codedColumns(profile).find((one) => one.kind === kind && one.field.name === fieldName);
  if (coded === undefined) {
    throw wrong(
      `${extractKind(kind).title} of ${profile.title} have no column with codes of ${fieldName.replaceAll('_', ' ')}.`,
    );
  }
  checkEntries(profile, coded.field, entries);
  const name = coded.source.map ?? freeName(profile, kind, fieldName);
  const { [name]: _replaced, ...others } = profile.valueMaps;
  const valueMaps = entries.length === 0 ? others : { ...others, [name]: entries };
  return {
    ...profile,
    valueMaps,
    parts: profile.parts.map((part) => mappedPart(part, kind, fieldName, name, entries.length > 0)),
  };
}

function checkEntries(
  { flag }: Profile,
  field: Parameters<typeof knownCodes>[0],
  entries: readonly MappedValue[],
): void {
  for (const [at, entry] of entries.entries()) {
    const { from, to, since, until } = entry;
    const on = dayOf(since) ?? 0;
    const known = knownCodes(field, flag, on);
    if (field.type === 'ssn') checkPlaceholder(entry);
    if (to !== '' && known?.knows(to) === false) {
      const choices = known.codes.map(({ code }) => code).join(', ');
      throw wrong(
        `${from} cannot become ${to}: ${field.name.replaceAll('_', ' ')} knows ${choices === '' ? 'no such code' : choices}.`,
      );
    }
    if (since !== undefined && until !== undefined && dayOf(until)! <= dayOf(since)!) {
      throw wrong(`The entry of ${from} ends on ${until}, which is not after ${since}, its first day.`);
    }
    const twin = entries.slice(0, at).find((other) => sameValue(other.from, from) && overlap(other, entry));
    if (twin !== undefined) {
      throw wrong(`Two entries of ${from} hold on the same day. Give one of them an end.`);
    }
  }
}

/** A number that stands for no SSN; whoever types one by mistake would lose a person's number. */
function checkPlaceholder({ from, to }: MappedValue): void {
  if (normaliseSsn(from.trim()) === undefined) {
    throw wrong('A placeholder for an SSN has nine digits; one of the list has not.');
  }
  if (to !== '') throw wrong('A placeholder for an SSN becomes nothing else than not recorded.');
}

const dayOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : parseCivilDate(text, 'YYYY-MM-DD');
const sameValue = (a: string, b: string): boolean => comparable(a) === comparable(b);
const comparable = (text: string): string => normaliseSsn(text.trim()) ?? text.trim().toUpperCase();
const overlap = (a: MappedValue, b: MappedValue): boolean =>
  (dayOf(a.since) ?? -Infinity) < (dayOf(b.until) ?? Infinity) &&
  (dayOf(b.since) ?? -Infinity) < (dayOf(a.until) ?? Infinity);

/** A list is named after its field, and after its kind too when another field has that name. */
function freeName(profile: Profile, kind: ExtractKindName, field: string): string {
  return field in profile.valueMaps ? `${kind}_${field}` : field;
}

function mappedPart(
  part: ProfilePart,
  kind: ExtractKindName,
  fieldName: string,
  map: string,
  isMapped: boolean,
): ProfilePart {
  return {
    ...part,
    records: part.records.map((record) => ({
      ...record,
      fields: Object.fromEntries(
        Object.entries(record.fields).map(([name, source]) => [
          name,
          mappedSource(source, map, isMapped, part.kind === kind && name === fieldName),
        ]),
      ),
    })),
  };
}

/** The source with the list put on (the field itself) or, when the list is gone, taken off (whoever named it). */
function mappedSource(source: FieldSource, map: string, isMapped: boolean, isField: boolean): FieldSource {
  if ('firstOf' in source) {
    return { firstOf: source.firstOf.map((one) => mappedSource(one, map, isMapped, isField)) };
  }
  if (!('column' in source)) return source;
  if (isMapped) return isField ? { ...source, map } : source;
  if (source.map !== map) return source;
  const { map: _gone, ...bare } = source;
  return bare;
}

const wrong = (what: string): LinkdeskError =>
  new LinkdeskError('VALUE_MAP_WRONG', `${what} Correct the code list; nothing was changed.`);
