import { describe, expect, it } from 'vitest';
import { writeName } from '../../src/demo/names/writtenName.ts';
import type { TrueName } from '../../src/demo/names/trueName.ts';
import { Random } from '../../src/demo/random.ts';
import { defaultRates } from '../../src/demo/rates.ts';

const plain: TrueName = {
  group: 'hispanic',
  first: 'JOSE',
  western: '',
  middle: 'LUIS',
  last: 'GARCIA',
  second: '',
  suffix: '',
};

function spellings(
  name: TrueName,
  what: 'first' | 'last' | 'suffix' | 'middle',
): ReadonlyMap<string, number> {
  const random = new Random(9);
  const counts = new Map<string, number>();
  for (let i = 0; i < 6_000; i += 1) {
    const text = writeName(name, false, 1, random, defaultRates).written[what];
    counts.set(text, (counts.get(text) ?? 0) + 1 / 6_000);
  }
  return counts;
}

describe('names as clerks write them (domain.md 6.2)', () => {
  it('writes double surnames in six forms', () => {
    const found = spellings({ ...plain, second: 'LOPEZ' }, 'last');
    const wanted = {
      GARCIA: 0.4,
      LOPEZ: 0.15,
      'GARCIA LOPEZ': 0.27,
      'GARCIA-LOPEZ': 0.15,
      'LOPEZ GARCIA': 0.03,
    };
    for (const [form, rate] of Object.entries(wanted)) {
      expect(Math.abs(found.get(form)! - rate * 0.965), form).toBeLessThan(0.03);
    }
  });

  it('keeps the whole name beside one of which a part is missing', () => {
    const random = new Random(4);
    for (let i = 0; i < 200; i += 1) {
      const { written, otherwise } = writeName({ ...plain, second: 'LOPEZ' }, false, 0, random, defaultRates);
      if (written.last === 'GARCIA') expect(otherwise?.last).toBe('GARCIA LOPEZ');
    }
  });

  it.each([
    ['DE LA CRUZ', ['DE LA CRUZ', 'DELACRUZ', 'DE LACRUZ']],
    ["O'BRIEN", ["O'BRIEN", 'OBRIEN', 'O BRIEN']],
    ['MC DONALD', ['MCDONALD', 'MC DONALD']],
    ['ST JOHN', ['ST JOHN', 'SAINT JOHN']],
  ])('writes %s in two or more spellings', (last, forms) => {
    const found = spellings({ ...plain, last }, 'last');
    for (const form of forms) expect(found.get(form), form).toBeGreaterThan(0.1);
  });

  it('uses short forms, leaves out middle names and suffixes, swaps Vietnamese names', () => {
    expect(spellings(plain, 'first').get('PEPE')).toBeGreaterThan(0.01);
    const middle = spellings(plain, 'middle');
    expect(middle.get('')).toBeCloseTo(0.4, 1);
    expect(middle.get('L')).toBeCloseTo(0.3, 1);
    expect(spellings({ ...plain, suffix: 'JR' }, 'suffix').get('')).toBeCloseTo(0.3, 1);
    const swapped = spellings({ ...plain, group: 'vietnamese', first: 'HOA', last: 'NGUYEN' }, 'first');
    expect(swapped.get('NGUYEN')).toBeCloseTo(0.08, 1);
  });

  it('writes the name itself when nobody errs', () => {
    const random = new Random(5);
    for (let i = 0; i < 100; i += 1) {
      const { written } = writeName(plain, false, 0, random, defaultRates);
      expect([written.first, written.last]).toEqual(['JOSE', 'GARCIA']);
    }
  });
});
