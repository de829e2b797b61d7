import { type ExtractKindName, extractKind } from '../domain/extract.ts';

/** What every extract row has besides its kind's fields. */
export interface RowVersion {
  readonly record_id: number;
  readonly first_import: number;
  readonly last_import: number;
  readonly superseded_import: number | null;
  readonly line: number;
  readonly raw: string;
}

export const versionColumns = 'record_id, first_import, last_import, superseded_import, line, raw';

/** The kind's field columns as an SQL list, in the order of `extractKind(kind).fields`; `of` qualifies them. */
export function fieldColumns(kind: ExtractKindName, of = ''): string {
  const prefix = of === '' ? '' : `${of}.`;
  return extractKind(kind)
    .fields.map(({ name }) => prefix + name)
    .join(', ');
}
