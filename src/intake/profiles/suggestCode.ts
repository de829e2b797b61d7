import type { ExtractField, ExtractKindName } from '../../domain/extract.ts';
import type { KnownCodes } from '../knownCodes.ts';
import { builtInProfiles } from './builtIn/index.ts';
import { codedColumns } from './codedColumns.ts';

/** What a source's code may stand for, with the reason in words. */
export interface CodeSuggestion {
  readonly to: string;
  readonly reason: string;
}

const usualSexes: Readonly<Record<string, string>> = {
  '1': 'M',
  '2': 'F',
  '0': 'U',
  '9': 'U',
  BOY: 'M',
  GIRL: 'F',
  MAN: 'M',
  WOMAN: 'F',
  'NON-BINARY': 'X',
};
const yes: ReadonlySet<string> = new Set(['Y', 'YES', '1', 'T', 'TRUE', 'X']);
const no: ReadonlySet<string> = new Set(['N', 'NO', '0', 'F', 'FALSE']);

/**
 * A code of the field that a source's value may stand for: by what codes mean, by the code lists of the profiles that
 * ship with Linkdesk, by the usual numbers of sexes (ISO/IEC 5218). Undefined when nothing speaks for any.
 */
export function suggestCode(
  kind: ExtractKindName,
  field: ExtractField,
  { codes }: KnownCodes,
  value: string,
  flag: readonly [yes: string, no: string],
): CodeSuggestion | undefined {
  const text = value.trim().toUpperCase();
  if (field.type === 'flag') {
    if (yes.has(text)) return { to: flag[0], reason: 'a usual spelling of yes' };
    return no.has(text) ? { to: flag[1], reason: 'a usual spelling of no' } : undefined;
  }
  const meant = codes.find(({ means }) => means !== '' && means.toUpperCase() === text);
  if (meant !== undefined) return { to: meant.code, reason: `${meant.code} means ${meant.means}` };
  const usual = field.type === 'sex' ? usualSexes[text] : undefined;
  if (usual !== undefined) return { to: usual, reason: 'as usual (ISO/IEC 5218)' };
  return builtInLists.get(`${kind} ${field.name}`)?.get(text);
}

/** For each field the codes that built-in profiles map, and whose they are. */
const builtInLists: ReadonlyMap<string, ReadonlyMap<string, CodeSuggestion>> = new Map(
  builtInProfiles
    .flatMap((profile) => codedColumns(profile).map((coded) => ({ profile, coded })))
    .reduce((lists, { profile, coded: { kind, field, source } }) => {
      const name = `${kind} ${field.name}`;
      const list = lists.get(name) ?? new Map<string, CodeSuggestion>();
      for (const { from, to } of profile.valueMaps[source.map ?? ''] ?? []) {
        if (from !== '*' && !list.has(from.toUpperCase())) {
          list.set(from.toUpperCase(), { to, reason: `mapped so in ${profile.title}` });
        }
      }
      return lists.set(name, list);
    }, new Map<string, Map<string, CodeSuggestion>>()),
);
