/** A permanent person id as people read it: `P-000123`. */
export const personIdText = (personId: number): string => `P-${String(personId).padStart(6, '0')}`;

/** The id from what was typed (`P-000123`, `p123`); undefined when it is none. */
export function readPersonId(text: string): number | undefined {
  const digits = /^\s*P-?0*([1-9]\d{0,9})\s*$/i.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
