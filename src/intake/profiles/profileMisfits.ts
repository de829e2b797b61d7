import { extractKind, type FieldType } from '../../domain/extract.ts';
import { blankWordsIn } from '../blankedCells.ts';
import { FEWEST_CELLS, tolerated } from '../columnSample.ts';
import { findingTexts, type FindingCode } from '../findings.ts';
import { normaliserOf } from '../normaliseField.ts';
import { columnEvidence } from './columnEvidence.ts';
import { oddWords } from './oddValues.ts';
import { blankWordsOf } from './profile.ts';
import type { FileFormat, Profile } from './profile.ts';

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
      if (field === undefined || !('column' in source)) continue;
      if (source.map !== undefined && field.type !== 'ssn') continue;
      const at = header.indexOf(source.column);
      const blankWord = blankWordsIn(field, blankWordsOf(profile));
      const filled = rows
        .map((cells) => (cells[at] ?? '').trim())
        .filter((text) => text !== '' && blankWord?.(text) === undefined);
      const dateFormat = source.dateFormat ?? profile.dateFormat;
      const normalise = normaliserOf(field, {
        dateFormat,
        flag: source.flag ?? profile.flag,
        acceptDemo: true,
      });
      const unusable = filled.flatMap((text) => blankedAs(text, normalise) ?? []);
      if (filled.length < FEWEST_CELLS || unusable.length <= filled.length * tolerated(field.type)) continue;
      const spelling = field.type === 'date' ? ` written ${dateFormat}` : '';
      sentences.push(
        `The column ${source.column}${placeOf(profile, source.column)} holds something else than ${name.replaceAll('_', ' ')}${spelling}: ${unusable.length} of its first ${filled.length} values cannot be used. ${whyUnusable(filled, unusable[0]!, field.type, profile.format.type)}`,
      );
    }
  }
  return [...new Set(sentences)];
}

/** What the values are instead, and what to do about it. */
function whyUnusable(
  filled: readonly string[],
  code: FindingCode,
  type: FieldType,
  format: FileFormat['type'],
): string {
  const { odd, dateFormats } = columnEvidence(filled);
  if (odd !== undefined) return `They are ${oddWords[odd]}.`;
  const [spelling] = dateFormats;
  if (type === 'date' && spelling !== undefined) {
    return `They are dates written ${spelling}: choose that in the mapping of the columns.`;
  }
  if (format === 'fixed') return 'Move its boundaries on the ruler, or map the columns anew.';
  return type === 'date' ? 'Map the columns anew.' : `${findingTexts[code].reason} Map the columns anew.`;
}

function blankedAs(text: string, normalise: ReturnType<typeof normaliserOf>): FindingCode | undefined {
  let found: FindingCode | undefined;
  normalise(text, (code, severity) => {
    if (severity === 'blanked') found ??= code;
  });
  return found;
}

function placeOf({ format }: Profile, name: string): string {
  const column = format.type === 'fixed' ? format.columns.find((one) => one.name === name) : undefined;
  return column === undefined ? '' : ` (characters ${column.start} to ${column.start + column.width - 1})`;
}
