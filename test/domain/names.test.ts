import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isBabyPlaceholder,
  isUnknownName,
  normaliseName,
  normaliseSuffix,
  parseFullName,
  splitSuffix,
  surnameParts,
} from '../../src/domain/names.ts';
import { areNicknames, formalNamesOf, nicknameKey } from '../../src/domain/nicknames.ts';

describe('names', () => {
  it('are folded to capitals without losing letters', () => {
    expect(normaliseName('  José  Núñez ')).toBe('JOSE NUNEZ');
    expect(normaliseName('Đặng Thị Hồng')).toBe('DANG THI HONG');
    expect(normaliseName('Strauß-Łęcki')).toBe('STRAUSS LECKI');
    expect(normaliseName('🙂')).toBe('');
  });

  it('are the same in all their spellings with apostrophe, particle or blank', () => {
    expect(new Set(["O'Brien", 'O’BRIEN', 'O BRIEN', 'OBrien'].map(normaliseName))).toEqual(
      new Set(['OBRIEN']),
    );
    expect(new Set(['Mc Donald', 'McDonald', 'MC-DONALD'].map(normaliseName))).toEqual(new Set(['MCDONALD']));
    expect(new Set(['St. John', 'Saint John', 'ST JOHN'].map(normaliseName))).toEqual(new Set(['ST JOHN']));
    for (const text of ['DE LA CRUZ', 'DELACRUZ', 'DE LACRUZ', 'Dela Cruz']) {
      expect(surnameParts(text)).toEqual(['DELACRUZ']);
    }
  });

  it('give the parts of a double surname', () => {
    expect(surnameParts('GARCIA-LOPEZ')).toEqual(['GARCIA', 'LOPEZ']);
    expect(surnameParts('Garcia de la Cruz')).toEqual(['GARCIA', 'DELACRUZ']);
    expect(surnameParts('GARCIA Y LOPEZ')).toEqual(['GARCIA', 'LOPEZ']);
    expect(surnameParts('LE')).toEqual(['LE']);
    expect(surnameParts('Y')).toEqual(['Y']);
    expect(surnameParts(' ')).toEqual([]);
  });

  it('stay as they are when normalised again, and are ASCII always', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const once = normaliseName(text);
        expect(once).toMatch(/^(?:[A-Z0-9]+(?: [A-Z0-9]+)*)?$/);
        expect(normaliseName(once)).toBe(once);
        expect(surnameParts(text).join('')).toMatch(/^[A-Z0-9]*$/);
      }),
    );
  });

  it('are split into first, middle, last and suffix', () => {
    expect(parseFullName('GARCIA LOPEZ, JUAN CARLOS JR')).toEqual({
      first: 'JUAN',
      middle: 'CARLOS',
      last: 'GARCIA LOPEZ',
      suffix: 'JR',
    });
    expect(parseFullName('Garcia III, Juan')).toMatchObject({ first: 'JUAN', last: 'GARCIA', suffix: 'III' });
    expect(parseFullName('GARCIA, JUAN, SR')).toMatchObject({ first: 'JUAN', last: 'GARCIA', suffix: 'SR' });
    expect(parseFullName('Maria Elena de la Cruz')).toEqual({
      first: 'MARIA',
      middle: 'ELENA',
      last: 'DE LA CRUZ',
      suffix: '',
    });
    expect(parseFullName('NGUYEN THI HOA', 'family_first')).toEqual({
      first: 'THI',
      middle: 'HOA',
      last: 'NGUYEN',
      suffix: '',
    });
    expect(parseFullName('MADONNA')).toEqual({ first: 'MADONNA', middle: '', last: '', suffix: '' });
    expect(parseFullName('')).toEqual({ first: '', middle: '', last: '', suffix: '' });
  });

  it('lose no letter in the split', () => {
    const word = fc.stringMatching(/^[A-Z]{3,8}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), fc.boolean(), (words, comma) => {
        const text = comma ? `${words[0]}, ${words.slice(1).join(' ')}` : words.join(' ');
        const { first, middle, last, suffix } = parseFullName(text);
        const found = [first, middle, last, suffix].join('').replaceAll(' ', '').split('').sort().join('');
        expect(found).toBe(normaliseName(text).replaceAll(' ', '').split('').sort().join(''));
      }),
    );
  });

  it('have a suffix field read and a suffix in the surname taken off', () => {
    expect(normaliseSuffix(' Jr. ')).toBe('JR');
    expect(normaliseSuffix('3rd')).toBe('III');
    expect(normaliseSuffix('ESQ')).toBe('');
    expect(splitSuffix('GARCIA JR')).toEqual({ name: 'GARCIA', suffix: 'JR' });
    expect(splitSuffix('JR')).toEqual({ name: 'JR', suffix: '' });
  });

  it('that name nobody are known as such', () => {
    for (const text of ['BABY BOY', 'Babygirl', 'BABY GIRL A', 'BB', 'UNBORN', 'Newborn', 'Twin B']) {
      expect([text, isBabyPlaceholder(text)]).toEqual([text, true]);
    }
    for (const text of ['BABETTE', 'BOBBY', 'BARBARA']) expect(isBabyPlaceholder(text)).toBe(false);
    expect(isUnknownName('Unknown')).toBe(true);
    expect(isUnknownName('NANCY')).toBe(false);
  });
});

describe('nicknames', () => {
  it('join short and formal names in English and Spanish', () => {
    expect(nicknameKey('Bill')).toBe('WILLIAM');
    expect(nicknameKey('Chuy')).toBe('JESUS');
    expect(nicknameKey('LUPITA MARIA')).toBe('GUADALUPE');
    expect(nicknameKey('Zyxwv')).toBe('ZYXWV');
    expect(formalNamesOf('ALEX')).toEqual(expect.arrayContaining(['ALEXANDER', 'ALEXANDRA', 'ALEJANDRO']));
    for (const [a, b] of [
      ['PACO', 'FRANCISCO'],
      ['Pepe', 'José'],
      ['NACHO', 'IGNACIO'],
      ['LALO', 'EDUARDO'],
      ['CHAYO', 'ROSARIO'],
      ['BOB', 'ROBBIE'],
    ] as const) {
      expect([a, areNicknames(a, b)]).toEqual([a, true]);
      expect(areNicknames(b, a)).toBe(true);
    }
    expect(areNicknames('FRANCISCO', 'FRANCISCA')).toBe(false);
    expect(areNicknames('JOSE', 'JOSE')).toBe(false);
    expect(areNicknames('', '')).toBe(false);
  });
});
