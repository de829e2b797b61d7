/** Where in the file something is wrong, and what. */
export class Fault extends Error {}

export type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The readers below give the value when it has the shape, or throw a Fault that names its place. */
export function object(value: unknown, path: string): Json {
  if (!isObject(value)) throw new Fault(`${path} must be an object`);
  return value;
}

export function text(value: unknown, path: string): string {
  if (typeof value !== 'string') throw new Fault(`${path} must be text`);
  return value;
}

export function filled(value: unknown, path: string): string {
  const found = text(value, path);
  if (found.trim() === '') throw new Fault(`${path} must not be blank`);
  return found;
}

export function whole(value: unknown, path: string, least: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least) {
    throw new Fault(`${path} must be a whole number from ${least}`);
  }
  return value;
}

export function list<T>(
  value: unknown,
  path: string,
  read: (entry: unknown, path: string) => T,
): readonly T[] {
  if (!Array.isArray(value)) throw new Fault(`${path} must be a list`);
  return value.map((entry: unknown, index) => read(entry, `${path}[${index}]`));
}

export function oneOf<T extends string>(value: unknown, path: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new Fault(`${path} must be one of ${allowed.join(', ')}`);
  return found;
}

export function onlyKeys(value: Json, path: string, allowed: readonly string[]): void {
  const unknown = Object.keys(value).find((key) => !allowed.includes(key));
  if (unknown !== undefined) throw new Fault(`${path}.${unknown} is not known`);
}

/** An optional key: left out of the result when absent. */
export function optional<K extends string, T>(
  value: Json,
  key: K,
  path: string,
  read: (entry: unknown, path: string) => T,
): { readonly [P in K]?: T } {
  const entry = value[key];
  // the key is K by construction; a computed key widens to string
  return entry === undefined ? {} : ({ [key]: read(entry, `${path}.${key}`) } as { readonly [P in K]?: T });
}
