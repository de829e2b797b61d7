import { assert, double, oneof, property, string, constantFrom, integer } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineBytes } from '../../src/files/lineBytes.ts';

const written = (write: (lines: LineBytes) => void): string => {
  const lines = new LineBytes();
  write(lines);
  return new TextDecoder().decode(lines.take());
};

/** Any number, and those a step or less from a tie of the ninth digit or the sixth after the point. */
const weights = oneof(
  double({ noNaN: true }),
  double({ min: -60, max: 60, noNaN: true }),
  integer({ min: -40_000_000, max: 40_000_000 }).map((n) => (n + 0.5) / 1e6),
  constantFrom(0, -0, -1e-9, 1e-9, 999_999.9999996, 1e6, 0.9999995, -0.9999995, Number.POSITIVE_INFINITY),
);
const probabilities = oneof(
  double({ min: 0, max: 1, noNaN: true }),
  integer({ min: -40, max: 40 }).chain((exponent) =>
    double({ min: 0.5, max: 1, noNaN: true }).map((share) => 1 / (1 + share * 2 ** exponent)),
  ),
  integer({ min: 0, max: 2_000_000_000 }).map((n) => (n + 0.5) / 1e9),
  integer({ min: 0, max: 9 }).map((n) => 10 ** -n),
  constantFrom(0, 1, 0.1, 0.09999999995, 0.99999999949, 0.9999999995, 0.99999999951, 9.9999999951e-7, 1e-300),
);

describe('lines of bytes', () => {
  it('writes numbers as the language does', () => {
    assert(
      property(weights, (number) => {
        expect(written((lines) => lines.fixed(number))).toBe(number.toFixed(6));
      }),
      { numRuns: 5000 },
    );
    assert(
      property(probabilities, (number) => {
        expect(written((lines) => lines.precise(number))).toBe(number.toPrecision(9));
      }),
      { numRuns: 5000 },
    );
  });

  it('quotes a cell only when it must, whatever its letters, and holds what is longer than a chunk', () => {
    const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    assert(
      property(
        oneof(string({ unit: 'grapheme' }), string({ unit: constantFrom('a', '"', ',', '\n') })),
        (text) => {
          const bytes = new TextEncoder().encode(`x${text}x`);
          expect(written((lines) => lines.cell(bytes, 1, bytes.length - 1))).toBe(cell(text));
        },
      ),
    );
    const long = '"é'.repeat(1 << 20);
    const bytes = new TextEncoder().encode(long);
    const lines = new LineBytes();
    lines.text('first,');
    lines.cell(bytes, 0, bytes.length);
    expect(lines.isFull).toBe(true);
    expect(new TextDecoder().decode(lines.take())).toBe(`first,${cell(long)}`);
    expect(lines.isFull).toBe(false);
    expect(lines.take()).toHaveLength(0);
  });
});
