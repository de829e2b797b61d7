import { extractKind } from '../../domain/extract.ts';
import { FEWEST_CELLS, tolerated } from '../columnSample.ts';
import { normaliserOf } from '../normaliseField.ts';
import type { Profile } from './profile.ts';

/**
 * Where the values of a file's first rows cannot be what the profile says, though its columns are there: another
 * date format, columns that have moved under a ruler. Each in a sentence with its remedy, never with a value.
 */
export function profileMisfits(
  profile: Profile,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const tooLong = rows.filter((cells) => cells.length > header.length).length;
  const sentences: string[] = [];
  if (profile.format.type === 'fixed' && tooLong * 2 > rows.length) {
    sentences.push(
      `${tooLong} of the first ${rows.length} lines go on behind the last column of the ruler: move its boundaries, or add a column.`,
    );
  }
  for (const { kind, records } of profile.parts) {
    const types = new Map(extractKind(kind).fields.map((field) => [field.name, field]));
    for (const [name, source] of Object.entries(records[0]?.fields ?? {})) {
      const field = types.get(name);
      if (field === undefined || !('column' in source) || source.map !== undefined) continue;
      const at = header.indexOf(source.column);
      const filled = rows.map((cells) => (cells[at] ?? '').trim()).filter((text) => text !== '');
      const dateFormat = source.dateFormat ?? profile.dateFormat;
      const normalise = normaliserOf(field, {
        dateFormat,
        flag: source.flag ?? profile.flag,
        acceptDemo: true,
      });
      const unusable = filled.filter((text) => isBlanked(text, normalise)).length;
      if (filled.length < FEWEST_CELLS || unusable <= filled.length * tolerated(field.type)) continue;
      const spelling = field.type === 'date' ? ` written ${dateFormat}` : '';
      sentences.push(
        `The column ${source.column}${placeOf(profile, source.column)} holds something else than ${name.replaceAll('_', ' ')}${spelling}: ${unusable} of its first ${filled.length} values cannot be used. ${profile.format.type === 'fixed' ? 'Move its boundaries on the ruler, or map' : 'Map'} the columns anew.`,
      );
    }
  }
  return [...new Set(sentences)];
}

function isBlanked(text: string, normalise: ReturnType<typeof normaliserOf>): boolean {
  let blanked = false;
  normalise(text, (_, severity) => {
    blanked ||= severity === 'blanked';
  });
  return blanked;
}

function placeOf({ format }: Profile, name: string): string {
  const column = format.type === 'fixed' ? format.columns.find((one) => one.name === name) : undefined;
  return column === undefined ? '' : ` (characters ${column.start} to ${column.start + column.width - 1})`;
}
