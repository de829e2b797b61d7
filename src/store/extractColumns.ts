import { type ExtractKindName, extractKind } from '../domain/extract.ts';

/** The kind's field columns as an SQL list, in the order of `extractKind(kind).fields`; `of` qualifies them. */
export function fieldColumns(kind: ExtractKindName, of = ''): string {
  const prefix = of === '' ? '' : `${of}.`;
  return extractKind(kind)
    .fields.map(({ name }) => prefix + name)
    .join(', ');
}

/** `last_import` of a row that stands in the newest import of its kind: no import has been without it yet. */
export const stillThere = 0x7fff_ffff;
