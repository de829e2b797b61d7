import type { Random } from '../random.ts';

/** Spellings that sound alike, each way. */
const soundsAlike: readonly (readonly [string, string])[] = [
  ['EZ', 'ES'],
  ['S', 'Z'],
  ['CH', 'C'],
  ['Y', 'I'],
  ['PH', 'F'],
  ['K', 'C'],
  ['V', 'B'],
  ['J', 'G'],
  ['LL', 'L'],
  ['NN', 'N'],
  ['IE', 'Y'],
  ['EY', 'Y'],
  ['DEN', 'DON'],
  ['ANA', 'ANNA'],
  ['SH', 'CH'],
  ['X', 'J'],
];

/** The name in another spelling of the same sound (GONZALES, CRISTINA, JADEN), or as it was when none applies. */
export function phoneticVariant(name: string, random: Random): string {
  const start = random.below(soundsAlike.length);
  for (let i = 0; i < soundsAlike.length; i += 1) {
    const [a, b] = soundsAlike[(start + i) % soundsAlike.length]!;
    const at = name.lastIndexOf(a);
    if (at > 0) return name.slice(0, at) + b + name.slice(at + a.length);
    const other = name.lastIndexOf(b);
    if (other > 0) return name.slice(0, other) + a + name.slice(other + b.length);
  }
  return name;
}

/** The name with one slip of the keyboard: a letter left out, doubled, replaced, or two exchanged. */
export function keyboardSlip(name: string, random: Random): string {
  if (name.length < 3) return name;
  const at = random.between(1, name.length - 2);
  switch (random.below(4)) {
    case 0:
      return name.slice(0, at) + name.slice(at + 1);
    case 1:
      return name.slice(0, at) + name[at] + name.slice(at);
    case 2:
      return name.slice(0, at) + random.pick([...'AEIOURSTLN']) + name.slice(at + 1);
    default:
      return name.slice(0, at) + name[at + 1] + name[at] + name.slice(at + 2);
  }
}
