import { extractKind } from '../../domain/extract.ts';
import type { Layout } from '../layouts/layout.ts';
import type { FileFormat, Profile } from './profile.ts';

/** A built-in layout as a profile: to be changed for a county's own columns, or to read the same columns from a workbook. */
export function profileOfLayout(
  layout: Layout,
  format: FileFormat = { type: 'delimited', delimiter: layout.delimiter },
): Profile {
  return {
    id: layout.id,
    version: layout.version,
    title: layout.title,
    system: extractKind(layout.kind).system,
    format,
    dateFormat: layout.dateFormat,
    flag: layout.flag,
    ignored: [],
    valueMaps: {},
    parts: [
      {
        kind: layout.kind,
        records: [
          {
            fields: Object.fromEntries(
              layout.columns.map(({ field, header }) => [field, { column: header }]),
            ),
          },
        ],
      },
    ],
  };
}
