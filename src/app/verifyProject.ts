import { verifyAudit } from '../store/audit.ts';
import { checkStore } from '../store/checkStore.ts';
import { allImports } from '../store/imports.ts';
import { countRowsInImport } from '../store/extractRows.ts';
import { readVault } from '../vault/vaultFile.ts';
import type { OpenProject } from './project.ts';

export interface Verification {
  readonly checks: readonly { readonly name: string; readonly passed: boolean; readonly words: string }[];
  readonly passed: boolean;
}

/** Checks that a project is whole: its store page by page, its audit log, and that every import's counts add up. */
export function verifyProject(project: OpenProject): Verification {
  const problems = checkStore(project);
  const audit = verifyAudit(project, readVault(project.folder).auditHead);
  const imports = allImports(project);
  const wrongCounts = imports.filter(
    (record) =>
      record.read !== record.imported + record.rejected ||
      record.imported !== record.fresh + record.changed + record.unchanged ||
      record.imported !== countRowsInImport(project, record.kind, record.importId),
  );
  const checks = [
    {
      name: 'store',
      passed: problems.length === 0,
      words: problems.length === 0 ? 'every page and every reference is whole' : problems.join('; '),
    },
    {
      name: 'audit log',
      passed: audit.intact,
      words: audit.intact
        ? `${audit.rows.toLocaleString('en-US')} entries, none missing or changed`
        : `broken at entry ${audit.seq}`,
    },
    {
      name: 'imports',
      passed: wrongCounts.length === 0,
      words:
        wrongCounts.length === 0
          ? `the counts of ${imports.length} files add up`
          : `the counts of ${wrongCounts.map((record) => record.fileName).join(', ')} do not add up`,
    },
  ];
  return { checks, passed: checks.every((check) => check.passed) };
}
