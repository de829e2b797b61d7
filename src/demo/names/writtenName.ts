import type { Random } from '../random.ts';
import type { Rates } from '../rates.ts';
import { keyboardSlip, phoneticVariant } from './misspelling.ts';
import { shortForm } from './shortForms.ts';
import type { TrueName } from './trueName.ts';

export interface WrittenName {
  readonly first: string;
  readonly middle: string;
  readonly last: string;
  readonly suffix: string;
}

export interface NameWriting {
  readonly written: WrittenName;
  /** The name as it should have been written, where it was written another way. */
  readonly otherwise: WrittenName | undefined;
}

const PARTICLE = /^(?:(?:DE LA|DE LOS|DEL|DE|DELA|SAN|MC|MAC|O|ST|VAN|VON) |O'|MC(?=[A-Z]{4}))/;

/** One of the spellings in which a surname with a particle is met: DE LA CRUZ, DELACRUZ, DE LACRUZ; O'BRIEN, OBRIEN, O BRIEN. */
function particleSpelling(surname: string, random: Random): string {
  if (!PARTICLE.test(surname)) return surname;
  if (surname.startsWith("O'"))
    return random.pick([surname, `O${surname.slice(2)}`, `O ${surname.slice(2)}`]);
  if (surname.startsWith('MC')) {
    const rest = surname.slice(2).trimStart();
    return random.pick([`MC${rest}`, `MC${rest}`, `MC ${rest}`]);
  }
  if (surname.startsWith('ST '))
    return random.pick([surname, `SAINT ${surname.slice(3)}`, `ST. ${surname.slice(3)}`]);
  const words = surname.split(' ');
  return random.pick([
    surname,
    words.join(''),
    words.length > 2 ? `${words[0]} ${words.slice(1).join('')}` : surname,
  ]);
}

/** Two surnames in one of the forms of domain.md 6.2. */
function doubleSpelling(last: string, second: string, random: Random, rates: Rates): string {
  const form = random.weighted({
    first: rates.doubleFirstOnly,
    second: rates.doubleSecondOnly,
    space: rates.doubleSpace + rates.doubleTruncated,
    hyphen: rates.doubleHyphen,
    swapped: rates.doubleSwapped,
  });
  switch (form) {
    case 'first':
      return last;
    case 'second':
      return second;
    case 'space':
      return `${last} ${second}`;
    case 'hyphen':
      return `${last}-${second}`;
    case 'swapped':
      return `${second} ${last}`;
  }
}

/** A name of two syllables joined, with a hyphen, or apart, as clerks hear it. */
const syllableSpelling = (given: string, random: Random): string =>
  given.includes('-') ? random.pick([given, given.replace('-', ''), given.replace('-', ' ')]) : given;

function middleSpelling(middle: string, random: Random, rates: Rates): string {
  const roll = random.unit();
  if (roll < rates.middleMissing) return '';
  return roll < rates.middleMissing + rates.middleInitial ? middle.slice(0, 1) : middle;
}

/**
 * A name as one clerk writes it. `share` is this system's share of the errors; variations that are customs and no
 * errors (double surnames, particles, middle names, suffixes) come in every system alike.
 */
export function writeName(
  name: TrueName,
  isChild: boolean,
  share: number,
  random: Random,
  rates: Rates,
): NameWriting {
  const proper: WrittenName = {
    first: name.first,
    middle: name.middle,
    last: name.second === '' ? name.last : `${name.last} ${name.second}`,
    suffix: name.suffix,
  };
  let first = syllableSpelling(name.first, random);
  let middle = middleSpelling(name.middle, random, rates);
  let last = particleSpelling(name.last, random);
  let suffix = name.suffix;
  let isOther = false;

  if (name.second !== '') {
    last = doubleSpelling(last, particleSpelling(name.second, random), random, rates);
    isOther = !last.includes(name.last) || !last.includes(name.second);
  }
  if (name.western !== '' && random.chance(0.5)) {
    middle = first;
    first = name.western;
    isOther = true;
  }
  if (random.chance((isChild ? rates.nicknameChild : rates.nicknameAdult) * share)) {
    const short = shortForm(name.first, random);
    if (short !== undefined) {
      first = short;
      isOther = true;
    }
  } else if (random.chance(rates.initialOnly * share)) first = first.slice(0, 1);

  if (random.chance(rates.spellingEdit * share)) {
    if (random.chance(0.5)) first = keyboardSlip(first, random);
    else last = keyboardSlip(last, random);
  }
  if (random.chance(rates.spellingPhonetic * share)) {
    if (random.chance(0.5)) first = phoneticVariant(first, random);
    else last = phoneticVariant(last, random);
  }
  const swaps = name.group === 'vietnamese' ? rates.vietnameseSwapped : rates.namesSwapped;
  if (random.chance(swaps * share)) [first, last] = [last, first];
  if (suffix !== '' && random.chance(rates.suffixLost)) {
    if (random.chance(0.3)) last = `${last} ${suffix}`;
    suffix = '';
  }
  return { written: { first, middle, last, suffix }, otherwise: isOther ? proper : undefined };
}
