import { describe, expect, it } from 'vitest';
import { LinkdeskError } from '../../src/domain/error.ts';
import { checkedFileName, lookBackFileName, publicationFileName } from '../../src/files/fileName.ts';

describe('publicationFileName', () => {
  it('is lower case, dashed, and says list, month and version', () => {
    const parts = { month: '2026-10', version: 1, draft: false, extension: 'xlsx' } as const;
    expect(publicationFileName({ ...parts, stem: 'mutual-clients-la' })).toBe(
      'mutual-clients-la-2026-10-v1.xlsx',
    );
    expect(publicationFileName({ ...parts, stem: 'OC-%', version: 2, draft: true, extension: 'csv' })).toBe(
      'oc-percent-2026-10-v2-draft.csv',
    );
  });
});

describe('lookBackFileName', () => {
  it('LA-2: says since when nothing more was known, and the day when one was asked for', () => {
    const parts = { stem: 'mutual-clients-la', month: '2026-10', extension: 'csv' } as const;
    const knownAt = '2026-11-05T15:30:07.123Z';
    expect(lookBackFileName({ ...parts, knownAt, asOf: null })).toBe(
      'mutual-clients-la-2026-10-as-known-2026-11-05t153007z.csv',
    );
    expect(lookBackFileName({ ...parts, knownAt, asOf: '2026-10-15' })).toBe(
      'mutual-clients-la-2026-10-as-known-2026-11-05t153007z-as-of-2026-10-15.csv',
    );
  });
});

describe('checkedFileName', () => {
  it('lets ordinary names through', () => {
    expect(checkedFileName('console.csv')).toBe('console.csv');
    expect(checkedFileName('com10.csv')).toBe('com10.csv');
  });

  it.each(['', '.', '..', 'NUL', 'nul.txt', 'con.tar.gz', 'a/b', 'a\\b', 'tab\t', 'end ', 'x'.repeat(300)])(
    'refuses %j',
    (name) => {
      expect(() => checkedFileName(name)).toThrow(LinkdeskError);
    },
  );
});
