import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { civilDay } from '../../src/domain/civilDate.ts';
import { cwsKeyOf, toUiIdentifier } from '../../src/domain/cwsKey.ts';
import { LinkdeskError } from '../../src/domain/error.ts';
import { extractKind } from '../../src/domain/extract.ts';
import type { FieldType } from '../../src/domain/extract.ts';
import type { ExtractBatch } from '../../src/intake/extractBatch.ts';
import { builtInLayouts } from '../../src/intake/layouts/index.ts';
import type { Layout } from '../../src/intake/layouts/layout.ts';
import { smartCases } from '../../src/intake/profiles/builtIn/smart.ts';
import { profileColumns } from '../../src/intake/profiles/profile.ts';
import { readProfile } from '../../src/intake/profiles/readProfile.ts';
import { readExtract } from '../../src/intake/readExtract.ts';
import { recogniseFile } from '../../src/intake/recogniseLayout.ts';

/** LINKDESK_FUZZ=10000 for a long run. */
const RUNS = Number(process.env['LINKDESK_FUZZ'] ?? 300);
const folder = mkdtempSync(join(tmpdir(), 'linkdesk-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Seeded numbers from 0 to 1 (mulberry32), so that a failing run can be repeated by its number. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Pick = <T>(from: readonly T[]) => T;

const keyOf = (n: number): string =>
  cwsKeyOf({
    year: 2020,
    month: 3,
    day: 4,
    hour: 10,
    minute: 5,
    second: 6,
    hundredths: n % 100,
    staff: 71_000 + n,
  });

/** A likely value of each type, made up. */
const values: Readonly<Record<FieldType, (n: number, pick: Pick) => string>> = {
  cws_key: (n, pick) => (pick([true, true, true, false]) ? keyOf(n) : toUiIdentifier(keyOf(n))),
  cwin: (n) => `00${1_000_000 + n}`,
  calsaws_id: (n) => String(5_000_000 + n),
  case_number: (n) => `1B2K${String(n % 1000).padStart(3, '0')}`,
  county_id: (n) => `40-30-1B2K${String(n % 1000).padStart(3, '0')}-0-01`,
  ssn: (n) => `9123${String(n % 100_000).padStart(5, '1')}`,
  cin: (n) => `9${String(1_000_000 + n)}A`,
  name: (_, pick) => pick(['ANA', "O'BRIEN", 'DE LA CRUZ', 'NÚÑEZ', 'BABY BOY', '']),
  name_suffix: (_, pick) => pick(['', '', 'JR', 'III']),
  date: (_, pick) => pick(['2019-03-04', '2026-09-30', '']),
  sex: (_, pick) => pick(['M', 'F', 'U']),
  code: (_, pick) => pick(['ACTIVE', 'CHILD', '1693', 'N', '']),
  text: (_, pick) => pick(['MAIN STREET', 'A, B', 'say "x"', '']),
  zip: () => '93401',
  flag: (_, pick) => pick(['Y', 'N', '']),
  integer: (n) => String(n % 60),
  cents: () => '694.00',
};

/** A small file of a layout with its cells padded and quoted as its system does. */
function madeUpExtract(layout: Layout, rows: number, pick: Pick): string {
  const types = new Map(extractKind(layout.kind).fields.map((field) => [field.name, field.type]));
  const lines = Array.from({ length: rows }, (_, n) =>
    layout.columns
      .map(({ field, width }) => {
        const value = values[types.get(field)!](n, pick);
        const text = value.padEnd(width ?? 0);
        return `"${text.replaceAll('"', '""')}"`;
      })
      .join(','),
  );
  return `${[layout.columns.map((column) => column.header).join(','), ...lines].join('\n')}\n`;
}

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
function mutated(content: string, next: () => number, pick: Pick): Uint8Array {
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

/** Values that only people's cells hold; no sentence may repeat them. */
const PERSONAL = /O'BRIEN|DE LA CRUZ|N[ÚU]ÑEZ|MAIN STREET|9123\d{5}|91\d{6}A/i;

/** Reads to the end; the counts must add up at every batch. Returns the code of the refusal, if there was one. */
async function outcome(batches: AsyncGenerator<ExtractBatch>): Promise<string> {
  let rows = 0;
  let rejected = 0;
  let finished = false;
  try {
    for await (const batch of batches) {
      rows += batch.rows.length;
      rejected += batch.rejected;
      expect(batch.counts).toEqual({ read: rows + rejected, imported: rows, rejected });
      const rejections = batch.findings.filter(({ finding }) => finding.severity === 'rejected').length;
      expect(rejections).toBeGreaterThanOrEqual(batch.rejected);
      expect(finished).toBe(false);
      for (const notice of batch.summary?.notices ?? []) expect(notice.sentence).not.toMatch(PERSONAL);
      for (const { finding } of batch.findings)
        expect(`${finding.column} ${finding.class}`).not.toMatch(PERSONAL);
      finished = batch.summary !== undefined;
    }
  } catch (error) {
    if (!(error instanceof LinkdeskError)) throw error;
    expect(error.message).toMatch(/^[^\n]+\.$/s);
    expect(error.message).not.toMatch(PERSONAL);
    return error.code;
  }
  expect(finished).toBe(true);
  return 'READ';
}

describe('mutated files', () => {
  it(
    `${RUNS} of them: no crash, no hang, counts always add up, each refusal a sentence`,
    async () => {
      const outcomes = new Map<string, number>();
      const profileHeader = profileColumns(smartCases).join(',');
      for (let run = 0; run < RUNS; run++) {
        const next = random(run + 1);
        const pick: Pick = (from) => from[Math.floor(next() * from.length)]!;
        const layout = pick(builtInLayouts);
        const file = join(folder, `run-${run % 8}.csv`);
        const byProfile = next() < 0.2;
        const content = madeUpExtract(layout, 1 + Math.floor(next() * 40), pick);
        const whole = byProfile ? `${profileHeader}\n${content.split('\n').slice(1).join('\n')}` : content;
        writeFileSync(file, mutated(whole, next, pick));
        const options = { acceptDemo: true, asOf: civilDay(2026, 10, 31) };
        const result = await outcome(
          byProfile
            ? readProfile(file, smartCases, ['cws_client'], options)
            : readExtract(file, layout, options),
        ).catch((error: unknown) => {
          throw new Error(`run ${run} (${layout.id})`, { cause: error });
        });
        outcomes.set(result, (outcomes.get(result) ?? 0) + 1);
        await recogniseFile(file).catch((error: unknown) => {
          if (!(error instanceof LinkdeskError)) throw new Error(`run ${run}`, { cause: error });
        });
      }
      expect(outcomes.get('READ')).toBeGreaterThan(RUNS / 4);
      expect(outcomes.size).toBeGreaterThan(5);
    },
    60_000 + RUNS * 100,
  );
});
