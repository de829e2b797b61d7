import { dateFormats, parseCivilDate } from '../../domain/civilDate.ts';
import { LinkdeskError } from '../../domain/error.ts';
import { extractKinds } from '../../domain/extract.ts';
import type { NameOrder } from '../../domain/names.ts';
import type { Delimiter } from '../detectDelimiter.ts';
import { Fault, filled, list, object, oneOf, onlyKeys, optional, text, whole } from './jsonShape.ts';
import type { FieldSource, FileFormat, MappedValue, Profile, ProfilePart, RecordMap } from './profile.ts';

/** Marks a file as a profile and tells which shape it has. */
const FILE_FORMAT = 'linkdesk-profile-1';
const nameOrders: readonly NameOrder[] = ['given_first', 'family_first'];
const delimiters: readonly Delimiter[] = [',', '\t', '|', ';'];

/** A profile as a file to save or pass on: the same profile gives the same bytes, whatever the order of its keys. */
export function profileText(profile: Profile): string {
  const inOrder = profileOf({ file: FILE_FORMAT, ...profile });
  return `${JSON.stringify({ file: FILE_FORMAT, ...inOrder }, null, 2)}\n`;
}

function flag(value: unknown, path: string): readonly [string, string] {
  const spellings = list(value, path, filled);
  const [yes, no] = spellings;
  if (spellings.length !== 2 || yes === undefined || no === undefined || yes === no) {
    throw new Fault(`${path} must hold two different spellings`);
  }
  return [yes, no];
}

function blankWord(value: unknown, path: string): string {
  const found = filled(value, path);
  if (found.trim() !== found) throw new Fault(`${path} must not begin or end with a blank`);
  return found;
}

function isoDay(value: unknown, path: string): string {
  const found = text(value, path);
  if (parseCivilDate(found, 'YYYY-MM-DD') === undefined) throw new Fault(`${path} must be a date YYYY-MM-DD`);
  return found;
}

function onlyTrue(value: unknown, path: string): true {
  if (value !== true) throw new Fault(`${path} must be true or left out`);
  return true;
}

function source(value: unknown, path: string): FieldSource {
  const found = object(value, path);
  if ('column' in found) {
    onlyKeys(found, path, ['column', 'map', 'dateFormat', 'flag', 'restoreZeros']);
    return {
      column: filled(found['column'], `${path}.column`),
      ...optional(found, 'map', path, filled),
      ...optional(found, 'dateFormat', path, (entry, at) => oneOf(entry, at, dateFormats)),
      ...optional(found, 'flag', path, flag),
      ...optional(found, 'restoreZeros', path, onlyTrue),
    };
  }
  if ('fullName' in found) {
    onlyKeys(found, path, ['fullName', 'part', 'order']);
    return {
      fullName: filled(found['fullName'], `${path}.fullName`),
      part: oneOf(found['part'], `${path}.part`, ['first', 'middle', 'last', 'suffix']),
      ...optional(found, 'order', path, (entry, at) => oneOf(entry, at, nameOrders)),
    };
  }
  if ('monthColumn' in found) {
    onlyKeys(found, path, ['monthColumn', 'format', 'day']);
    return {
      monthColumn: filled(found['monthColumn'], `${path}.monthColumn`),
      format: oneOf(found['format'], `${path}.format`, ['YYYYMM', 'YYYY-MM', 'MM/YYYY']),
      day: oneOf(found['day'], `${path}.day`, ['first', 'last']),
    };
  }
  if ('extractMonth' in found) {
    onlyKeys(found, path, ['extractMonth']);
    return { extractMonth: oneOf(found['extractMonth'], `${path}.extractMonth`, ['first', 'last']) };
  }
  if ('constant' in found) {
    onlyKeys(found, path, ['constant']);
    return { constant: filled(found['constant'], `${path}.constant`) };
  }
  if ('firstOf' in found) {
    onlyKeys(found, path, ['firstOf']);
    return { firstOf: list(found['firstOf'], `${path}.firstOf`, source) };
  }
  onlyKeys(found, path, ['madeFrom']);
  return { madeFrom: list(found['madeFrom'], `${path}.madeFrom`, filled) };
}

function format(value: unknown, path: string): FileFormat {
  const found = object(value, path);
  const type = oneOf(found['type'], `${path}.type`, ['delimited', 'fixed', 'workbook']);
  switch (type) {
    case 'delimited':
      onlyKeys(found, path, ['type', 'delimiter', 'headerLine']);
      return {
        type,
        ...optional(found, 'delimiter', path, (entry, at) => oneOf(entry, at, delimiters)),
        ...optional(found, 'headerLine', path, (entry, at) => whole(entry, at, 1)),
      };
    case 'workbook':
      onlyKeys(found, path, ['type', 'sheet', 'headerRow']);
      return {
        type,
        ...optional(found, 'sheet', path, filled),
        ...optional(found, 'headerRow', path, (entry, at) => whole(entry, at, 1)),
      };
    case 'fixed':
      onlyKeys(found, path, ['type', 'columns', 'linesAbove']);
      return {
        type,
        columns: list(found['columns'], `${path}.columns`, (entry, at) => {
          const column = object(entry, at);
          onlyKeys(column, at, ['name', 'start', 'width']);
          return {
            name: filled(column['name'], `${at}.name`),
            start: whole(column['start'], `${at}.start`, 1),
            width: whole(column['width'], `${at}.width`, 1),
          };
        }),
        ...optional(found, 'linesAbove', path, (entry, at) => whole(entry, at, 0)),
      };
  }
}

function record(value: unknown, path: string, fieldNames: readonly string[]): RecordMap {
  const found = object(value, path);
  onlyKeys(found, path, ['fields', 'onlyWith']);
  const fields = object(found['fields'], `${path}.fields`);
  onlyKeys(fields, `${path}.fields`, fieldNames);
  return {
    fields: Object.fromEntries(
      Object.entries(fields).map(([name, entry]) => [name, source(entry, `${path}.fields.${name}`)]),
    ),
    ...optional(found, 'onlyWith', path, (entry, at) => list(entry, at, filled)),
  };
}

function part(value: unknown, path: string): ProfilePart {
  const found = object(value, path);
  onlyKeys(found, path, ['kind', 'records']);
  const kind = oneOf(
    found['kind'],
    `${path}.kind`,
    extractKinds.map((one) => one.kind),
  );
  const fields = extractKinds.find((one) => one.kind === kind)!.fields;
  const names = fields.map((field) => field.name);
  const records = list(found['records'], `${path}.records`, (entry, at) => record(entry, at, names));
  if (records.length === 0) throw new Fault(`${path}.records must hold a record`);
  for (const [index, one] of records.entries()) {
    const absent = fields.find((field) => field.required === true && !(field.name in one.fields));
    if (absent !== undefined) throw new Fault(`${path}.records[${index}].fields.${absent.name} is required`);
  }
  return { kind, records };
}

function mappedValue(value: unknown, path: string): MappedValue {
  const found = object(value, path);
  onlyKeys(found, path, ['from', 'to', 'since', 'until']);
  return {
    from: filled(found['from'], `${path}.from`),
    to: text(found['to'], `${path}.to`),
    ...optional(found, 'since', path, isoDay),
    ...optional(found, 'until', path, isoDay),
  };
}

function profileOf(value: unknown): Profile {
  const found = object(value, 'The file');
  if (found['file'] !== FILE_FORMAT) throw new Fault(`"file" must be "${FILE_FORMAT}"`);
  onlyKeys(found, 'profile', [
    'file',
    'id',
    'version',
    'title',
    'system',
    'format',
    'dateFormat',
    'flag',
    'blankWords',
    'ignored',
    'optional',
    'valueMaps',
    'parts',
  ]);
  const valueMaps = Object.fromEntries(
    Object.entries(object(found['valueMaps'], 'valueMaps')).map(([name, entries]) => [
      name,
      list(entries, `valueMaps.${name}`, mappedValue),
    ]),
  );
  const read: Profile = {
    id: filled(found['id'], 'id'),
    version: whole(found['version'], 'version', 1),
    title: filled(found['title'], 'title'),
    system: oneOf(found['system'], 'system', ['cws', 'calworks']),
    format: format(found['format'], 'format'),
    dateFormat: oneOf(found['dateFormat'], 'dateFormat', dateFormats),
    flag: flag(found['flag'], 'flag'),
    ...optional(found, 'blankWords', 'profile', (entry, at) => list(entry, at, blankWord)),
    ignored: list(found['ignored'], 'ignored', filled),
    ...optional(found, 'optional', 'profile', (entry, at) => list(entry, at, filled)),
    valueMaps,
    parts: list(found['parts'], 'parts', part),
  };
  requireMaps(read);
  return read;
}

/** Every value map that a source names is there. */
function requireMaps(read: Profile): void {
  const maps = new Set(Object.keys(read.valueMaps));
  const check = (one: FieldSource): void => {
    if ('column' in one && one.map !== undefined && !maps.has(one.map)) {
      throw new Fault(`the value map ${one.map} of column ${one.column} is missing`);
    }
    if ('firstOf' in one) one.firstOf.forEach(check);
  };
  for (const { records } of read.parts) {
    for (const { fields } of records) Object.values(fields).forEach(check);
  }
}

/**
 * Reads a profile file that somebody passed on. Throws a LinkdeskError PROFILE_UNREADABLE that names the place in
 * the file and what should stand there; `name` is what the sentence calls the file.
 */
export function parseProfile(json: string, name = ''): Profile {
  let value: unknown;
  try {
    value = JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch {
    throw unreadable(name, 'it is not JSON');
  }
  try {
    return profileOf(value);
  } catch (error) {
    if (error instanceof Fault) throw unreadable(name, error.message);
    throw error;
  }
}

function unreadable(name: string, what: string): LinkdeskError {
  return new LinkdeskError(
    'PROFILE_UNREADABLE',
    `The profile ${name === '' ? '' : `${name} `}cannot be used: ${what}. Ask whoever sent it to export it again; nothing was changed.`,
  );
}
