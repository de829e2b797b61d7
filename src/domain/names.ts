/**
 * Personal names as two systems write them (domain.md 6.2). The raw value is always kept elsewhere; what is made
 * here is for comparing and for reading: ASCII capitals, one blank between words. Cleaning is light on purpose,
 * because heavy cleaning costs links (domain.md 4.2, Randall 2013).
 */

export interface PersonName {
  readonly first: string;
  readonly middle: string;
  readonly last: string;
  /** JR, SR, II, III, IV, V or empty */
  readonly suffix: string;
}

/** `given_first`: JUAN GARCIA; `family_first`: NGUYEN VAN ANH. A comma after the family name settles it in any case. */
export type NameOrder = 'given_first' | 'family_first';

/** A word, a number or a code: nothing of it changes. */
const PLAIN = /^[A-Z0-9]+$/;
const APOSTROPHES = /['’‘ʼ`´′.]/g;
const NOT_A_LETTER = /[^A-Z0-9]+/g;
const LETTERS_WITHOUT_DECOMPOSITION: Readonly<Record<string, string>> = {
  Ł: 'L',
  Ø: 'O',
  Đ: 'D',
  Ð: 'D',
  Þ: 'TH',
  Æ: 'AE',
  Œ: 'OE',
};

const foldToAscii = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- the range is ASCII itself
  /^[\x00-\x7f]*$/.test(text)
    ? text.toUpperCase()
    : text
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .toUpperCase()
        .replace(/[ŁØĐÐÞÆŒ]/g, (letter) => LETTERS_WITHOUT_DECOMPOSITION[letter]!);

/**
 * A name in comparable form: accents folded, capitals, apostrophes and full stops dropped (O'BRIEN is OBRIEN),
 * hyphens and other marks as blanks, MC and O joined to their word (MC DONALD, O BRIEN), SAINT as ST. Other
 * particles stay words; `surnameParts` joins them. Empty when there is no letter or digit.
 */
export function normaliseName(text: string): string {
  if (PLAIN.test(text)) return text;
  const words = foldToAscii(text).replace(APOSTROPHES, '').replace(NOT_A_LETTER, ' ').trim();
  return words.includes(' ')
    ? words.replace(/\b(MC|O) (?=[A-Z]{3})/g, '$1').replace(/\bSAINT (?=[A-Z])/g, 'ST ')
    : words;
}

const particles: ReadonlySet<string> = new Set(
  'DE DEL DELA DELAS DELOS LA LAS LOS EL DA DAS DOS DI LE VAN VON DER DEN TER SAN SANTA SANTO ST ABU AL BIN'.split(
    ' ',
  ),
);

/**
 * The surnames in a surname field, each one word: GARCIA-LOPEZ is GARCIA and LOPEZ, DE LA CRUZ and DELACRUZ are
 * both DELACRUZ, GARCIA Y LOPEZ loses its Y. A particle with nothing after it stands for itself.
 */
export function surnameParts(surname: string): readonly string[] {
  const parts: string[] = [];
  let joined = '';
  for (const word of normaliseName(surname).split(' ')) {
    if (word === 'Y' && joined === '' && parts.length > 0) continue;
    joined += word;
    if (!particles.has(word)) {
      parts.push(joined);
      joined = '';
    }
  }
  return joined === '' ? parts.filter((part) => part !== '') : [...parts, joined];
}

const suffixes: Readonly<Record<string, string>> = {
  JR: 'JR',
  JUNIOR: 'JR',
  SR: 'SR',
  SENIOR: 'SR',
  II: 'II',
  '2ND': 'II',
  III: 'III',
  '3RD': 'III',
  IV: 'IV',
  '4TH': 'IV',
  V: 'V',
  '5TH': 'V',
};

/** JR, SR, II, III, IV or V from a suffix field; empty when the field holds none of them. */
export function normaliseSuffix(text: string): string {
  return suffixes[normaliseName(text)] ?? '';
}

/** Words that end a name as a suffix and are nobody's name: not V (an initial), not JUNIOR (a first name). */
const TRAILING_SUFFIX = / (JR|SR|II|III|IV|2ND|3RD|4TH)$/;

/** Takes a suffix off the end of a normalised name: GARCIA JR is GARCIA and JR; `suffix` is empty when there is none. */
export function splitSuffix(name: string): { readonly name: string; readonly suffix: string } {
  const match = TRAILING_SUFFIX.exec(name);
  return match === null
    ? { name, suffix: '' }
    : { name: name.slice(0, match.index), suffix: suffixes[match[1]!]! };
}

/**
 * A full name by part, normalised: "GARCIA LOPEZ, JUAN CARLOS JR", "Maria de la Cruz", "NGUYEN THI HOA" with
 * `family_first`. Without a comma the last word is the surname, with the particles before it; what stands between
 * is the middle name, where a first of two surnames also ends up.
 */
export function parseFullName(text: string, order: NameOrder = 'given_first'): PersonName {
  const [beforeComma = '', ...afterComma] = text.split(',');
  if (afterComma.length > 0) {
    const family = splitSuffix(normaliseName(beforeComma));
    const last = normaliseSuffix(afterComma.at(-1)!);
    const given = splitSuffix(
      normaliseName((last !== '' && afterComma.length > 1 ? afterComma.slice(0, -1) : afterComma).join(' ')),
    );
    const [first = '', ...middle] = given.name.split(' ');
    return {
      first,
      middle: middle.join(' '),
      last: family.name,
      suffix: family.suffix || given.suffix || (afterComma.length > 1 ? last : ''),
    };
  }
  const { name, suffix } = splitSuffix(normaliseName(text));
  const words = name.split(' ');
  if (order === 'family_first') {
    let end = 1;
    while (end < words.length - 1 && particles.has(words[end - 1]!)) end++;
    return {
      first: words[end] ?? '',
      middle: words.slice(end + 1).join(' '),
      last: words.slice(0, end).join(' '),
      suffix,
    };
  }
  if (words.length === 1) return { first: words[0]!, middle: '', last: '', suffix };
  let start = words.length - 1;
  while (start > 1 && particles.has(words[start - 1]!)) start--;
  return {
    first: words[0]!,
    middle: words.slice(1, start).join(' '),
    last: words.slice(start).join(' '),
    suffix,
  };
}

const BABY =
  /^(?:(?:BABY|NEWBORN|INFANT|TWIN|TRIPLET)(?: ?(?:BOY|GIRL|UNBORN|BABY|CHILD))?(?: (?:[A-D]|[1-4]|ONE|TWO))?|BB|BG|BBOY|BGIRL|UNBORN(?: (?:CHILD|BABY))?|NEWBORN)$/;

/** Whether a first name says only that there is a newborn: BABY BOY, BABY GIRL A, BB, UNBORN (domain.md 6.2). */
export function isBabyPlaceholder(first: string): boolean {
  return BABY.test(normaliseName(first));
}

const UNKNOWN =
  /^(?:UNK|UNKN|UNKNOWN(?: UNKNOWN)?|UNKNOWN (?:FIRST|LAST|NAME)|NO NAME|NAME UNKNOWN|NONE|NMN|NFN|NLN|XX+)$/;

/**
 * Whether a name says only that it is not known: UNKNOWN, UNK, NMN (no middle name), XXX. Short forms that are
 * somebody's name (NA, DOE, X) are left alone.
 */
export function isUnknownName(name: string): boolean {
  return UNKNOWN.test(normaliseName(name));
}
