/** The SSN after this one, in the range of made-up people: as two children enumerated together would have. */
export function nextSsn(ssn: string): string {
  const serial = Number(ssn.slice(5));
  return ssn.slice(0, 5) + String(serial === 9999 ? 9998 : serial + 1).padStart(4, '0');
}

/** The key with upper and lower case exchanged: another key, though the same to whoever ignores case. */
export function swapCase(key: string): string {
  return [...key]
    .map((letter) => (letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase()))
    .join('');
}
