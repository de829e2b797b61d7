import type { Pick } from './random.ts';

const nastyTexts = [
  '"',
  '""',
  ',',
  '\n',
  '\r\n',
  '\r',
  ';',
  '\t',
  '|',
  '\0',
  '\u001f',
  '\uFFFD',
  '🙂',
  'é',
  '1.23E+17',
  "'; --",
  '=1+1',
  '9'.repeat(300),
];

/** One to four wounds: bytes changed, cut, doubled or inserted, another encoding, another delimiter, lines shuffled. */
export function mutated(content: string, next: () => number, pick: Pick): Uint8Array {
  const at = (length: number): number => Math.floor(next() * length);
  let text = content;
  let bytes: Buffer | undefined;
  for (let wounds = 1 + at(4); wounds > 0; wounds--) {
    switch (at(10)) {
      case 0:
        text = text.slice(0, at(text.length));
        break;
      case 1: {
        const from = at(text.length);
        text = text.slice(0, from) + pick(nastyTexts) + text.slice(from);
        break;
      }
      case 2: {
        const from = at(text.length);
        text = text.slice(0, from) + text.slice(from + 1 + at(30));
        break;
      }
      case 3: {
        const lines = text.split('\n');
        const [a, b] = [at(lines.length), at(lines.length)];
        [lines[a], lines[b]] = [lines[b]!, lines[a]!];
        text = lines.join('\n');
        break;
      }
      case 4: {
        const lines = text.split('\n');
        lines.splice(at(lines.length), 0, lines[at(lines.length)]!);
        text = lines.join('\n');
        break;
      }
      case 5:
        text = text.replaceAll(',', pick([';', '\t', '|', '~']));
        break;
      case 6:
        text = pick([(t: string) => t.toUpperCase(), (t: string) => t.toLowerCase()])(text);
        break;
      case 7:
        text = text.replaceAll('"', pick(['', "'", '""']));
        break;
      case 8:
        bytes = Buffer.from(text, pick(['utf16le', 'latin1', 'utf8'] as const));
        break;
      default:
        bytes = Buffer.from(text);
        for (let flips = 1 + at(8); flips > 0 && bytes.length > 0; flips--) bytes[at(bytes.length)] = at(256);
    }
  }
  return bytes ?? Buffer.from(text);
}

/** A packed file with bytes changed, cut off, left out or put in, and now and then whole. */
export function mutatedPack(content: Uint8Array, next: () => number, pick: Pick): Uint8Array {
  const bytes = Buffer.from(content);
  const at = (length: number): number => Math.floor(next() * length);
  switch (at(5)) {
    case 0:
      return bytes;
    case 1:
      return bytes.subarray(0, at(bytes.length));
    case 2: {
      const from = at(bytes.length);
      return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + 1 + at(60))]);
    }
    case 3: {
      const from = at(bytes.length);
      return Buffer.concat([bytes.subarray(0, from), Buffer.from(pick(nastyTexts)), bytes.subarray(from)]);
    }
    default:
      for (let flips = 1 + at(8); flips > 0; flips--) bytes[at(bytes.length)] = at(256);
      return bytes;
  }
}
