/** The parts of a date that a format can name. */
type DatePart = {
  readonly directive: string;
  readonly java: string;
  readonly digits: number;
};

const PARTS: readonly DatePart[] = [
  { directive: '%Y', java: 'yyyy', digits: 4 },
  { directive: '%m', java: 'MM', digits: 2 },
  { directive: '%d', java: 'dd', digits: 2 },
];

/** A format as a list of parts and the literal characters between them; undefined when it names anything else. */
function piecesOf(format: string): readonly (DatePart | string)[] | undefined {
  const pieces: (DatePart | string)[] = [];
  for (let at = 0; at < format.length; ) {
    const part = PARTS.find(({ directive }) => format.startsWith(directive, at));
    if (part === undefined && format[at] === '%') return undefined;
    pieces.push(part ?? format[at]!);
    at += part?.directive.length ?? 1;
  }
  const names = pieces.filter((piece) => typeof piece !== 'string');
  return names.length === PARTS.length && new Set(names).size === PARTS.length ? pieces : undefined;
}

/** The strptime format that a Java pattern such as `yyyy-MM-dd` means; undefined when it cannot be translated. */
export function strptimeFormat(pattern: string): string | undefined {
  let format = '';
  for (let at = 0; at < pattern.length; ) {
    const part = PARTS.find(({ java }) => pattern.startsWith(java, at));
    const character = pattern[at]!;
    if (part === undefined && /[A-Za-z'%[\]{}#]/.test(character)) return undefined;
    format += part?.directive ?? character;
    at += part?.java.length ?? 1;
  }
  return piecesOf(format) && format;
}

/** The Java pattern that a strptime format means; undefined when it cannot be translated. */
export function javaPattern(format: string): string | undefined {
  const pieces = piecesOf(format);
  if (pieces?.some((piece) => typeof piece === 'string' && /[A-Za-z'[\]{}#]/.test(piece))) return undefined;
  return pieces?.map((piece) => (typeof piece === 'string' ? piece : piece.java)).join('');
}

/**
 * A reader of dates in one strptime format of %Y, %m and %d: text to seconds since 1970, null when it is no such date.
 * As DuckDB reads: blanks around are skipped, a part may have fewer digits than its full width. `exact` asks for full
 * width, as Spark does. Undefined for a format with anything else.
 */
export function dateReader(format: string, exact: boolean): ((text: string) => number | null) | undefined {
  const pieces = piecesOf(format);
  if (pieces === undefined) return undefined;
  const order: string[] = [];
  const pattern = pieces.map((piece) => {
    if (typeof piece === 'string')
      return piece === ' ' ? ' *' : piece.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
    order.push(piece.directive);
    // A group that never gives digits back, as DuckDB reads: '191614' is no %Y%m%d.
    return `(?=(\\d{${exact ? '' : '1,'}${piece.digits}}))\\${order.length}`;
  });
  const blanks = exact ? '' : ' *';
  const reader = new RegExp(`^${blanks}${pattern.join('')}${blanks}$`);
  const [year, month, day] = ['%Y', '%m', '%d'].map((directive) => order.indexOf(directive) + 1);
  return (text) => {
    const found = reader.exec(text);
    return found === null
      ? null
      : epochSeconds(Number(found[year!]), Number(found[month!]), Number(found[day!]));
  };
}

/** Seconds since 1970 at the start of a day (proleptic Gregorian), null for a day that does not exist. */
function epochSeconds(year: number, month: number, day: number): number | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.getTime() / 1000 : null;
}
