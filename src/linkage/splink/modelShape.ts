import { LinkdeskError } from '../../domain/error.ts';

/** An object of a model file, not yet trusted. */
export type Fields = Readonly<Record<string, unknown>>;

/** The error for a model file that is not one; the message says where and how to mend it. */
export function invalidModel(message: string): LinkdeskError {
  return new LinkdeskError('SPLINK_MODEL_INVALID', message);
}

/**
 * An object with known keys only, as Splink itself demands.
 * @throws LinkdeskError SPLINK_MODEL_INVALID when it is no object, SPLINK_KEY_UNKNOWN naming a key not in `keys`.
 */
export function knownFields(value: unknown, keys: readonly string[], place: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalidModel(`The model file is not a Splink model: ${place} must be an object in braces.`);
  }
  const unknown = Object.keys(value).find((key) => !keys.includes(key));
  if (unknown === undefined) return { ...value };
  throw new LinkdeskError(
    'SPLINK_KEY_UNKNOWN',
    `The model file has the key "${unknown}" in ${place}, which Splink does not know. Remove it; known keys are: ` +
      `${keys.join(', ')}.`,
  );
}

/** A text field; `fallback` when it is absent, an error when it is absent and there is none. */
export function textField(fields: Fields, key: string, place: string, fallback?: string): string {
  const value = fields[key] ?? fallback;
  if (typeof value === 'string') return value;
  throw invalidModel(`The model file has no text for "${key}" in ${place}.`);
}

/** A true-or-false field. */
export function flagField(fields: Fields, key: string, place: string, fallback: boolean): boolean {
  const value = fields[key] ?? fallback;
  if (typeof value === 'boolean') return value;
  throw invalidModel(`The model file must have true or false for "${key}" in ${place}.`);
}

/** A number from `least` to `most`; undefined when absent. */
export function numberField(
  fields: Fields,
  key: string,
  place: string,
  least: number,
  most: number,
): number | undefined {
  const value = fields[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && value >= least && value <= most) return value;
  throw invalidModel(`The model file must have a number from ${least} to ${most} for "${key}" in ${place}.`);
}

/** A list; empty when absent. */
export function listField(fields: Fields, key: string, place: string): readonly unknown[] {
  const value = fields[key] ?? [];
  if (Array.isArray(value)) return value;
  throw invalidModel(`The model file must have a list for "${key}" in ${place}.`);
}

/** A list of texts; empty when absent. */
export function textsField(fields: Fields, key: string, place: string): readonly string[] {
  const texts = listField(fields, key, place).filter((each) => typeof each === 'string');
  if (texts.length === listField(fields, key, place).length) return texts;
  throw invalidModel(`The model file must have a list of texts for "${key}" in ${place}.`);
}
