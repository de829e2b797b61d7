import { LinkdeskError } from '../../domain/error.ts';
import { duplicateKey } from './duplicateKey.ts';
import { isRole, type Role, roles, singleRoles } from './role.ts';

/** One column of a file and what it holds. `format` spells a date, such as `YYYYMMDD`; absent: found from the data. */
export type RoleColumn = { readonly column: string; readonly role: Role; readonly format?: string };

/** The columns of one file: the one that names its rows, and those that say something about the person. */
export type FileRoles = { readonly id: string; readonly columns: readonly RoleColumn[] };

/** What the columns of two files (or of one, then both are the same) hold. */
export type RoleMap = { readonly left: FileRoles; readonly right: FileRoles };

/** The parts of a full name, in the order in which they are cut from it. */
export const nameParts = ['first_name', 'middle_name', 'last_name', 'suffix'] as const;

/** One piece of evidence that both files hold, with the column it stands in on either side. */
export type RecordField = {
  /** The left file's column name; it names the comparison. */
  readonly name: string;
  readonly role: Role;
  readonly leftColumn: string;
  readonly rightColumn: string;
  readonly leftFormat?: string;
  readonly rightFormat?: string;
  /** The side on which the column is a full name, of which the field is the part that its role names. */
  readonly partOf?: 'left' | 'right';
};

const refuse = (message: string): LinkdeskError => new LinkdeskError('ROLE_MAP_INVALID', message);

/**
 * Reads a role map: `{"id": column, "columns": {column: role | {role, format}}}`, or
 * `{"left": {…}, "right": {…}}` of that shape when the two files have different headers.
 * Throws `ROLE_MAP_INVALID` with the place and the remedy.
 */
export function parseRoleMap(json: string): RoleMap {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw refuse('The role map is not valid JSON. Correct the file and run the command again.');
  }
  const twice = duplicateKey(json);
  if (twice !== undefined) {
    throw refuse(`The role map names "${twice}" twice in one place. Give every column one role.`);
  }
  if (!isObject(value)) {
    throw refuse('The role map must be an object with "id" and "columns", or with "left" and "right".');
  }
  if ('left' in value || 'right' in value) {
    onlyKeys(value, ['left', 'right'], 'The role map');
    return {
      left: fileRoles(value['left'], ' under "left"'),
      right: fileRoles(value['right'], ' under "right"'),
    };
  }
  const both = fileRoles(value, '');
  return { left: both, right: both };
}

/**
 * The fields that both files hold. Columns of a role that may stand several times are paired in their order. Where one
 * file has a full name and the other its parts, the parts are the fields.
 * Throws `ROLE_MAP_INVALID` when the files share nothing to compare.
 */
export function recordFields(map: RoleMap): readonly RecordField[] {
  const taken = new Map<Role, number>();
  const fields: RecordField[] = [];
  for (const left of map.left.columns) {
    if (left.role === 'ignore') continue;
    const nth = taken.get(left.role) ?? 0;
    taken.set(left.role, nth + 1);
    const right = map.right.columns.filter((column) => column.role === left.role)[nth];
    if (right === undefined) continue;
    fields.push({
      name: left.column,
      role: left.role,
      leftColumn: left.column,
      rightColumn: right.column,
      ...(left.format === undefined ? {} : { leftFormat: left.format }),
      ...(right.format === undefined ? {} : { rightFormat: right.format }),
    });
  }
  fields.push(...partFields(map));
  if (!fields.some((field) => field.role !== 'household')) {
    throw refuse(
      'The role map gives no column that both files can be compared on. Give at least one column a role.',
    );
  }
  return fields;
}

/** The parts of a full name that only one file has, where the other has columns for parts. */
function partFields({ left, right }: RoleMap): readonly RecordField[] {
  const ofRole = ({ columns }: FileRoles, role: Role): string | undefined =>
    columns.find((column) => column.role === role)?.column;
  const [leftName, rightName] = [ofRole(left, 'full_name'), ofRole(right, 'full_name')];
  if ((leftName === undefined) === (rightName === undefined)) return [];
  return nameParts.flatMap((role): readonly RecordField[] => {
    const part = ofRole(leftName === undefined ? left : right, role);
    // a part that both files have a column for is a field already
    if (part === undefined || ofRole(leftName === undefined ? right : left, role) !== undefined) return [];
    return leftName === undefined
      ? [{ name: part, role, leftColumn: part, rightColumn: rightName!, partOf: 'right' }]
      : [{ name: part, role, leftColumn: leftName, rightColumn: part, partOf: 'left' }];
  });
}

/** Columns whose role the other file has no column for, so that nothing can be compared with them. */
export function unpairedColumns(
  map: RoleMap,
): readonly { readonly column: string; readonly reason: string }[] {
  const parts = partFields(map);
  const isPart = (own: FileRoles, column: string): boolean =>
    parts.some(({ leftColumn, rightColumn }) => (own === map.left ? leftColumn : rightColumn) === column);
  const of = (own: FileRoles, other: FileRoles, otherName: string) =>
    own.columns
      .filter(({ role, column }) => role !== 'ignore' && !isPart(own, column))
      .filter((column) => {
        const place = own.columns.filter(({ role }) => role === column.role).indexOf(column);
        return other.columns.filter(({ role }) => role === column.role).length <= place;
      })
      .map(({ column, role }) => ({
        column,
        reason: `the ${otherName} file has no column with the role ${role} to compare it with`,
      }));
  return [...of(map.left, map.right, 'right'), ...of(map.right, map.left, 'left')];
}

/** Checks that a file's header has every column the map names. Throws `ROLE_COLUMN_MISSING` naming file and column. */
export function checkColumns(file: string, header: readonly string[], map: FileRoles): void {
  const names = [map.id, ...map.columns.filter(({ role }) => role !== 'ignore').map(({ column }) => column)];
  for (const name of names) {
    if (header.includes(name)) continue;
    throw new LinkdeskError(
      'ROLE_COLUMN_MISSING',
      `The role map names the column "${name}", which ${file} does not have. Its columns are ${header.join(', ')}. ` +
        'Correct the name in the role map.',
      { file, column: name },
    );
  }
}

function fileRoles(value: unknown, where: string): FileRoles {
  if (!isObject(value)) throw refuse(`The role map needs an object with "id" and "columns"${where}.`);
  onlyKeys(value, ['id', 'columns'], `The role map${where}`);
  const { id, columns } = value;
  if (typeof id !== 'string' || id === '') {
    throw refuse(`The role map does not say which column names a record${where}: add "id": "column".`);
  }
  if (!isObject(columns)) throw refuse(`The role map needs "columns" with a role for every column${where}.`);
  if (id in columns && columns[id] !== 'ignore') {
    throw refuse(`The column "${id}" is the id${where} and has a role too. Give every column one role.`);
  }
  const list = Object.entries(columns).map(([column, entry]) => roleColumn(column, entry, where));
  for (const role of singleRoles) {
    const same = list.filter((column) => column.role === role);
    if (same.length > 1) {
      throw refuse(
        `The columns "${same[0]!.column}" and "${same[1]!.column}" both have the role ${role}${where}; ` +
          'a record has one. Set one of them to "ignore".',
      );
    }
  }
  return { id, columns: list };
}

function roleColumn(column: string, entry: unknown, where: string): RoleColumn {
  if (typeof entry === 'string') return { column, role: roleNamed(entry, column, where) };
  if (!isObject(entry) || typeof entry['role'] !== 'string') {
    throw refuse(
      `The column "${column}"${where} needs a role as text, or an object with "role" and "format".`,
    );
  }
  onlyKeys(entry, ['role', 'format'], `The column "${column}"${where}`);
  const role = roleNamed(entry['role'], column, where);
  const { format } = entry;
  if (format === undefined) return { column, role };
  if (typeof format !== 'string') throw refuse(`The format of column "${column}"${where} must be text.`);
  if (role !== 'dob')
    throw refuse(`Only a date of birth has a format; column "${column}"${where} is ${role}.`);
  if (!/^(?=.*YYYY)(?=.*M)(?=.*D)[YMD\W]+$/.test(format)) {
    throw refuse(
      `The date format "${format}" of column "${column}"${where} is not known. Write it with YYYY, MM and DD, such as MM/DD/YYYY.`,
    );
  }
  return { column, role, format };
}

function roleNamed(text: string, column: string, where: string): Role {
  if (isRole(text)) return text;
  throw refuse(
    `The role "${text}" of column "${column}"${where} is not known. The roles are ${roles.join(', ')}.`,
  );
}

function onlyKeys(value: Readonly<Record<string, unknown>>, keys: readonly string[], what: string): void {
  const other = Object.keys(value).find((key) => !keys.includes(key));
  if (other !== undefined)
    throw refuse(`${what} holds "${other}", which is not known. Use ${keys.join(' and ')}.`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
