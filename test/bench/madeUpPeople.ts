import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { seededRandom } from '../../src/linkage/train/random.ts';

/** How often each field of the second record of a person differs from the first, 0 to 1. */
export type ErrorRates = {
  /** Chance that a field has an error of spelling. */
  readonly typo: number;
  /** Chance that a field is blank. */
  readonly blank: number;
  /** Chance that first and last name are swapped, or day and month. */
  readonly swap: number;
  /** Chance that a person has moved: another street, city and ZIP code. */
  readonly moved: number;
};

/** What can differ between two records of one person; place in the list is the bit in a sum of kinds. */
export const errorKinds = [
  'typo in first name',
  'typo in last name',
  'typo in birth date',
  'typo in SSN',
  'typo in address',
  'first and last name swapped',
  'day and month swapped',
  'moved',
  'first name missing',
  'last name missing',
  'birth date missing',
  'SSN missing',
  'address incomplete',
] as const;

export type ErrorKind = (typeof errorKinds)[number];

export const CLEAN: ErrorRates = { typo: 0.03, blank: 0.02, swap: 0.005, moved: 0.1 };
export const NOISY: ErrorRates = { typo: 0.25, blank: 0.12, swap: 0.05, moved: 0.35 };

/** A made-up person; no name here is taken from a real list of people. */
export type MadeUpPerson = {
  readonly first: string;
  readonly last: string;
  readonly birth: string;
  readonly sex: string;
  readonly street: string;
  readonly city: string;
  readonly zip: string;
  readonly ssn: string;
};

export const personColumns = ['first', 'last', 'birth', 'sex', 'street', 'city', 'zip', 'ssn'] as const;

const onsets = 'B C CH D F G H J K L M N P R S T V W Z BR GR ST TR'.split(' ');
const vowels = 'A E I O U A E IA IE EO'.split(' ');
const codas = ['', '', '', 'N', 'S', 'R', 'L', 'NDO', 'NA', 'RIS', 'TON', 'LEY', 'NEZ', 'SON'];
const streetKinds = ['ST', 'AVE', 'RD', 'LN', 'DR', 'CT'];

const typoIn: Readonly<Record<string, ErrorKind>> = {
  first: 'typo in first name',
  last: 'typo in last name',
  birth: 'typo in birth date',
  ssn: 'typo in SSN',
};
const missing: Readonly<Record<string, ErrorKind>> = {
  first: 'first name missing',
  last: 'last name missing',
  birth: 'birth date missing',
  ssn: 'SSN missing',
};

/** Made-up people and their records, the same for the same seed. */
export function peopleMaker(seed: number, people: number) {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const word = (): string => {
    const syllables = 1 + Math.floor(random() * 2);
    let text = '';
    for (let i = 0; i < syllables; i++) text += pick(onsets) + pick(vowels);
    return text + pick(onsets).slice(0, 1) + pick(vowels) + pick(codas);
  };
  const words = (count: number): readonly string[] => Array.from({ length: count }, word);
  const firsts = words(Math.max(300, Math.min(20_000, Math.ceil(people / 40))));
  const lasts = words(Math.max(600, Math.min(80_000, Math.ceil(people / 12))));
  const cities = words(200);
  const streets = words(3000);
  // frequencies as of names: a few are very common
  const common = <T>(list: readonly T[]): T => list[Math.floor(list.length * random() ** 3)]!;
  const digits = (count: number): string => {
    let text = '';
    for (let i = 0; i < count; i++) text += Math.floor(random() * 10);
    return text;
  };
  const two = (value: number): string => String(value).padStart(2, '0');
  const place = () => ({
    street: `${1 + Math.floor(random() * 9999)} ${pick(streets)} ${pick(streetKinds)}`,
    city: common(cities),
    zip: `9${digits(4)}`,
  });
  const person = (): MadeUpPerson => ({
    first: common(firsts),
    last: common(lasts),
    birth: `${1940 + Math.floor(random() * 80)}-${two(1 + Math.floor(random() * 12))}-${two(1 + Math.floor(random() * 28))}`,
    sex: random() < 0.5 ? 'F' : 'M',
    ...place(),
    ssn: `9${digits(2)}${two(1 + Math.floor(random() * 49))}${1 + Math.floor(random() * 9)}${digits(3)}`,
  });
  const misspell = (text: string): string => {
    if (text.length < 2) return text;
    const at = Math.floor(random() * text.length);
    const isDigit = text[at]! >= '0' && text[at]! <= '9';
    const letter = isDigit ? digits(1) : String.fromCharCode(65 + Math.floor(random() * 26));
    const kind = random();
    if (kind < 0.25) return text.slice(0, at) + text.slice(at + 1);
    if (kind < 0.5) return text.slice(0, at) + letter + text.slice(at);
    if (kind < 0.75 || at === text.length - 1) return text.slice(0, at) + letter + text.slice(at + 1);
    return text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2);
  };
  /** The person's record again, with errors; `onError` is told of each. */
  const again = (
    of: MadeUpPerson,
    rates: ErrorRates,
    onError: (kind: ErrorKind) => void = () => {},
  ): MadeUpPerson => {
    let copy: MadeUpPerson = of;
    if (random() < rates.moved) {
      copy = { ...of, ...place() };
      onError('moved');
    }
    if (random() < rates.swap) {
      copy = { ...copy, first: copy.last, last: copy.first };
      onError('first and last name swapped');
    }
    if (random() < rates.swap) {
      const [year, month, day] = copy.birth.split('-');
      copy = { ...copy, birth: `${year}-${day}-${month}` };
      onError('day and month swapped');
    }
    const fields: Record<string, string> = { ...copy };
    for (const field of personColumns) {
      if (field === 'sex') continue;
      if (random() < rates.typo) {
        fields[field] = field === 'birth' ? misspellDigit(copy.birth) : misspell(fields[field]!);
        if (random() < rates.typo && field !== 'birth') fields[field] = misspell(fields[field] ?? '');
        onError(typoIn[field] ?? 'typo in address');
      }
      if (random() < rates.blank) {
        fields[field] = '';
        onError(missing[field] ?? 'address incomplete');
      }
    }
    return fields as MadeUpPerson;
  };
  const misspellDigit = (birth: string): string => {
    const at = [2, 3, 5, 6, 8, 9][Math.floor(random() * 6)]!;
    return birth.slice(0, at) + digits(1) + birth.slice(at + 1);
  };
  return { person, again, random };
}

/** Writes rows to a CSV file, without holding them. */
export async function writeRows(file: string, rows: Iterable<string>): Promise<void> {
  const stream = createWriteStream(file);
  let block = '';
  for (const row of rows) {
    block += `${row}\n`;
    if (block.length < 1 << 20) continue;
    if (!stream.write(block)) await once(stream, 'drain');
    block = '';
  }
  stream.end(block);
  await once(stream, 'finish');
}

/** Role map of the files that `writeTwoFiles` and `writeOneFile` write. */
export const peopleRoles = {
  id: 'id',
  columns: {
    first: 'first_name',
    last: 'last_name',
    birth: { role: 'dob', format: 'YYYY-MM-DD' },
    sex: 'sex',
    street: 'street',
    city: 'city',
    zip: 'zip',
    ssn: 'ssn',
  },
} as const;

const header = ['id', ...personColumns].join(',');
const line = (id: string, person: MadeUpPerson): string =>
  `${id},${personColumns.map((column) => person[column]).join(',')}`;

/** How many records two files hold, and how many people are in both. */
export type FileSizes = { readonly left: number; readonly right: number; readonly shared: number };

/**
 * Two files of `left` and `right` records with `shared` people in common; ids `L7` and `R7` are one person. Gives for
 * each of these people the sum of the kinds of error in the right record.
 */
export async function writeTwoFiles(
  files: { readonly left: string; readonly right: string },
  sizes: FileSizes,
  rates: ErrorRates,
  seed: number,
): Promise<Uint16Array> {
  const maker = peopleMaker(seed, sizes.left + sizes.right);
  await writeRows(
    files.left,
    (function* () {
      yield header;
      for (let i = 0; i < sizes.left; i++) yield line(`L${i}`, maker.person());
    })(),
  );
  // the same people come again, so that millions of them need not be held
  const known = peopleMaker(seed, sizes.left + sizes.right);
  const kinds = new Uint16Array(sizes.shared);
  await writeRows(
    files.right,
    (function* () {
      yield header;
      for (let i = 0; i < sizes.right; i++) {
        const note = (kind: ErrorKind): void => {
          kinds[i]! |= 1 << errorKinds.indexOf(kind);
        };
        yield line(`R${i}`, i < sizes.shared ? maker.again(known.person(), rates, note) : maker.person());
      }
    })(),
  );
  return kinds;
}

/**
 * The next month of a file that `writeTwoFiles` wrote: of each hundred records `percent` change, half of them in their
 * address, a quarter gone, a quarter new people in their place.
 */
export async function writeNextMonth(
  before: string,
  after: string,
  percent: number,
  seed: number,
): Promise<void> {
  const maker = peopleMaker(seed, 10_000);
  const share = percent / 100;
  const changed: string[] = [];
  const stream = createWriteStream(after);
  let number = 0;
  const write = async (): Promise<void> => {
    const block = changed.splice(0).join('');
    if (!stream.write(block)) await once(stream, 'drain');
  };
  for await (const row of createInterface({ input: createReadStream(before) })) {
    const chance = number++ === 0 ? 1 : maker.random();
    if (chance >= share) changed.push(`${row}\n`);
    else if (chance < share / 2) changed.push(`${moved(row, maker.person())}\n`);
    else if (chance < share * 0.75)
      changed.push(`${line(`N${row.slice(0, row.indexOf(','))}`, maker.person())}\n`);
    if (changed.length >= 10_000) await write();
  }
  await write();
  stream.end();
  await once(stream, 'finish');
}

/** A row with the address of another person. */
function moved(row: string, { street, city, zip }: MadeUpPerson): string {
  const [id, first, last, birth, sex, , , , ssn] = row.split(',');
  return [id, first, last, birth, sex, street, city, zip, ssn].join(',');
}
