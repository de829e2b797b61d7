import type { SourceSystem } from '../domain/extract.ts';
import { maskButEnd } from '../domain/masking.ts';
import { maskSsn } from '../domain/ssn.ts';
import type { RecordedIdentifier } from '../store/personView.ts';

export type IdentifierKind = 'cws_key' | 'cwin' | 'cin' | 'ssn';

const labels: Readonly<Record<IdentifierKind, string>> = {
  cws_key: 'CWS key',
  cwin: 'CWIN',
  cin: 'CIN',
  ssn: 'SSN',
};
const isKind = (type: string): type is IdentifierKind => Object.hasOwn(labels, type);

/** An id as it may be shown: keys of the systems as they are, SSN and CIN but for their end. */
export function shownIdentifier({ system, type, value }: RecordedIdentifier): {
  readonly system: SourceSystem;
  readonly type: IdentifierKind;
  readonly label: string;
  readonly text: string;
} {
  const kind = isKind(type) ? type : 'cwin';
  return { system, type: kind, label: labels[kind], text: maskIdentifier(kind, value) };
}

/** An SSN by its last four digits, any other identifier that says who somebody is by its last three characters. */
export function maskIdentifier(type: string, value: string): string {
  if (type === 'ssn') return maskSsn(value);
  return type === 'cin' ? maskButEnd(value) : value;
}
