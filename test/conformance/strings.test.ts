import { describe, expect, it } from 'vitest';
import { damerauLevenshtein } from '../../src/linkage/strings/damerauLevenshtein.ts';
import { jaro } from '../../src/linkage/strings/jaro.ts';
import { jaroWinkler } from '../../src/linkage/strings/jaroWinkler.ts';
import { levenshtein } from '../../src/linkage/strings/levenshtein.ts';
import { sparkJaroWinkler } from '../../src/linkage/strings/sparkJaroWinkler.ts';
import { sharedRows } from './goldenFiles.ts';

describe('string similarities against the reference vectors', () => {
  const rows = sharedRows('golden/string_similarity_vectors.csv');
  const functions = {
    duckdb_jaro: jaro,
    duckdb_jaro_winkler: jaroWinkler,
    duckdb_levenshtein: levenshtein,
    duckdb_damerau_levenshtein: damerauLevenshtein,
    commons_text_1_10_jaro_winkler_reimpl: sparkJaroWinkler,
  };

  it('covers every vector', () => expect(rows.length).toBe(8967));

  for (const [column, similarity] of Object.entries(functions)) {
    it(`${column} is equal on every pair`, () => {
      const different = rows.filter((row) => {
        const expected = Number(row[column]);
        return !(Math.abs(similarity(row['a']!, row['b']!) - expected) <= 1e-15);
      });
      expect(
        different
          .slice(0, 5)
          .map((row) => [row['a'], row['b'], row[column], similarity(row['a']!, row['b']!)]),
      ).toEqual([]);
    });
  }
});
