import { array, assert, constantFrom, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextInterner, textAt } from '../../../src/linkage/encode/textTable.ts';

describe('interned texts', () => {
  it('gives equal texts one number and gives every text back, in any alphabet', () => {
    assert(
      property(array(string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 300 }), (texts) => {
        const interner = new TextInterner();
        const numbers = new Map<string, number>();
        for (const text of texts) {
          const number = interner.intern(text);
          expect(numbers.get(text) ?? number).toBe(number);
          numbers.set(text, number);
        }
        expect(interner.size).toBe(numbers.size);
        const table = interner.finish();
        for (const [text, number] of numbers) expect(textAt(table, number)).toBe(text);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps numbers and texts when room is made before, between and for too few', () => {
    const texts = Array.from({ length: 5000 }, (_, i) => `text ${i % 3000}`);
    const plain = new TextInterner();
    const roomy = new TextInterner();
    roomy.reserve(100);
    texts.forEach((text, i) => {
      if (i === 2000) roomy.reserve(10_000);
      expect(roomy.intern(text)).toBe(plain.intern(text));
    });
    expect(roomy.size).toBe(3000);
    expect(textAt(roomy.finish(), 2999)).toBe('text 2999');
  });

  it('takes texts that differ in blanks only as one, written as it was first seen', () => {
    assert(
      property(
        array(string({ unit: constantFrom('A', 'É', ' '), maxLength: 9 }), { maxLength: 200 }),
        (texts) => {
          const interner = new TextInterner({ ignoresBlanks: true });
          const first = new Map<string, string>();
          const numbers = new Map<string, number>();
          for (const text of texts) {
            const plain = text.replaceAll(' ', '');
            const number = interner.intern(text);
            expect(number).toBe(numbers.get(plain) ?? numbers.size);
            if (!numbers.has(plain)) first.set(plain, text);
            numbers.set(plain, number);
          }
          const table = interner.finish();
          for (const [plain, number] of numbers) expect(textAt(table, number)).toBe(first.get(plain));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps its numbers while it grows', () => {
    const interner = new TextInterner();
    for (let i = 0; i < 50_000; i++) expect(interner.intern(`record ${i}`)).toBe(i);
    for (let i = 0; i < 50_000; i += 777) expect(interner.intern(`record ${i}`)).toBe(i);
  });
});
