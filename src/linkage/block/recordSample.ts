/**
 * Whether a record belongs to a sample of one in `nth`, by a number that has nothing to do with its place in the
 * file, nor with the place of its partner in another.
 */
export function inSample(record: number, nth: number): boolean {
  if (nth <= 1) return true;
  let hash = Math.imul(record + 1, 0x9e3779b1);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  return (hash >>> 0) % nth === 0;
}
