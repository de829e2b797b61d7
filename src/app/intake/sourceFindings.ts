import { findingTexts } from '../../intake/findings.ts';
import type { SourceFinding } from '../contract/intake.ts';
import type { CheckedSource } from './checkSources.ts';

export interface FindingFilter {
  /** Empty: of any field. */
  readonly field: string;
  readonly which: 'any' | 'invalid' | 'suspicious' | 'repeated' | 'row';
  /** Findings already shown. */
  readonly after: number;
}

const pageSize = 200;

/** The rows behind a count of the quality table: line, column, kind of value, reason, remedy; never the value. */
export function sourceFindings(
  { view, findings, repeated }: CheckedSource,
  { field, which, after }: FindingFilter,
): { readonly rows: SourceFinding[]; readonly next: number | null } {
  const column = view.fields.find((one) => one.field === field)?.column;
  const chosen = (which === 'repeated' ? repeated(field) : findings).filter(({ finding }) => {
    if (which === 'repeated') return true;
    if (which === 'row') return finding.column === '';
    if (field !== '' && finding.column !== column) return false;
    if (which === 'invalid') return finding.severity !== 'noted' && finding.code !== 'REQUIRED_BLANK';
    return which === 'any' || finding.severity === 'noted';
  });
  const rows = chosen.slice(after, after + pageSize).map(({ line, finding }) => ({
    line,
    column: finding.column,
    valueClass: finding.class,
    severity: finding.severity,
    ...findingTexts[finding.code],
  }));
  return { rows, next: after + pageSize < chosen.length ? after + pageSize : null };
}
