/** Both names in as few words as tell them apart: "Garcia, Maria L · Maria" when the surname is the same. */
export function bothNames(left: string, right: string): string {
  if (left === right) return left;
  const surname = left.slice(0, left.indexOf(', ') + 2);
  return `${left} · ${surname.length > 2 && right.startsWith(surname) ? right.slice(surname.length) : right}`;
}
