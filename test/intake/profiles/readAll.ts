import { expect } from 'vitest';
import { extractKind } from '../../../src/domain/extract.ts';
import type { ExtractKindName } from '../../../src/domain/extract.ts';
import type { ExtractSummary } from '../../../src/intake/extractBatch.ts';
import type { Value } from '../../../src/intake/fieldReading.ts';
import type { Profile } from '../../../src/intake/profiles/profile.ts';
import { readProfile } from '../../../src/intake/profiles/readProfile.ts';
import type { ReadProfileOptions } from '../../../src/intake/profiles/readProfile.ts';
import type { LocatedFinding } from '../../../src/intake/rejects.ts';

export interface WholeKind {
  /** Rows by field name, blank fields left out */
  readonly rows: readonly Readonly<Record<string, Value>>[];
  readonly lines: readonly number[];
  /** Rows as they were read */
  readonly raws: readonly string[];
  readonly findings: readonly LocatedFinding[];
  readonly summary: ExtractSummary;
}

/** Reads all rows of one kind by a profile, checking that the counts add up. */
export async function readAll(
  file: string,
  profile: Profile,
  kind: ExtractKindName,
  options: Partial<ReadProfileOptions> = {},
): Promise<WholeKind> {
  const names = extractKind(kind).fields.map((field) => field.name);
  const rows: Record<string, Value>[] = [];
  const lines: number[] = [];
  const raws: string[] = [];
  const findings: LocatedFinding[] = [];
  let rejected = 0;
  let summary: ExtractSummary | undefined;
  for await (const batch of readProfile(file, profile, [kind], { acceptDemo: true, ...options })) {
    for (const row of batch.rows) {
      const named = names.map((name, index) => [name, row.values[index]!] as const);
      rows.push(Object.fromEntries(named.filter(([, value]) => value !== null)));
      lines.push(row.line);
      raws.push(row.raw);
    }
    findings.push(...batch.findings);
    rejected += batch.rejected;
    summary = batch.summary;
  }
  expect(summary!.counts).toEqual({ read: rows.length + rejected, imported: rows.length, rejected });
  return { rows, lines, raws, findings, summary: summary! };
}
