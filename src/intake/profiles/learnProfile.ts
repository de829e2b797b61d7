import { extractKind, extractKinds } from '../../domain/extract.ts';
import type { ExtractField, ExtractKind, ExtractKindName } from '../../domain/extract.ts';
import type { DateFormat } from '../../domain/civilDate.ts';
import { nameLikeness } from '../headerDifference.ts';
import { builtInLayouts } from '../layouts/index.ts';
import { builtInProfiles } from './builtIn/index.ts';
import { knownCodes } from '../knownCodes.ts';
import { codedColumns } from './codedColumns.ts';
import { columnEvidence, typeWords } from './columnEvidence.ts';
import type { ColumnEvidence } from './columnEvidence.ts';
import { oddWords } from './oddValues.ts';
import type { FileFormat, Profile } from './profile.ts';
import { suggestCode } from './suggestCode.ts';
import { withValueMap } from './withValueMap.ts';

/** What a column may hold, for a person to accept or change. */
interface ColumnSuggestion {
  readonly column: string;
  /** Absent: nothing fits, the column would be ignored */
  readonly field?: string;
  /** The column would hold a field, were its values not what they are */
  readonly spoilt?: true;
  /** Why, in words: "named so in CWS/CMS clients", "its values are SSNs" */
  readonly reason: string;
}

export interface LearnedProfile {
  readonly profile: Profile;
  readonly suggestions: readonly ColumnSuggestion[];
  /** Required fields that no column seems to hold: to be mapped by hand before the profile can be used */
  readonly unmapped: readonly string[];
  /** Codes of the source that the profile maps, each with the reason */
  readonly codes: readonly MappedCode[];
}

export interface MappedCode {
  readonly column: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

export interface LearnRequest {
  readonly id: string;
  readonly title: string;
  readonly header: readonly string[];
  /** Up to a few hundred rows */
  readonly sample: readonly (readonly string[])[];
  readonly format: FileFormat;
  /** Guessed from the columns when absent */
  readonly kind?: ExtractKindName;
}

interface Fit {
  readonly column: string;
  readonly field: ExtractField;
  readonly score: number;
  readonly reason: string;
}

/** More different values than this are no spellings of a sex or of yes and no. */
const MOST_CODES = 6;
/** Below this a resemblance is chance. */
const LEAST_SCORE = 0.55;

/**
 * A first profile from a header and some rows: each column goes to the field that its name (as built-in layouts and
 * profiles use it, or as the field is called) and its values speak for most, with the reason in words. Nothing is
 * final: the wizard shows the suggestions, the person decides.
 */
export function learnProfile(request: LearnRequest): LearnedProfile {
  const evidence = request.header.map((_, place) =>
    columnEvidence(request.sample.map((row) => row[place] ?? '')),
  );
  const kinds = request.kind === undefined ? extractKinds : [extractKind(request.kind)];
  const [best] = kinds
    .map((kind) => ({ kind, fits: assign(bestFits(kind, request.header, evidence)) }))
    .sort((a, b) => kindScore(b.kind, b.fits) - kindScore(a.kind, a.fits));
  const { kind, fits } = best!;
  const byColumn = new Map(fits.map((fit) => [fit.column, fit]));
  const mapped = new Set(fits.map((fit) => fit.field.name));
  const dateFormat = commonDateFormat(evidence);
  const bare: Profile = {
    id: request.id,
    version: 1,
    title: request.title,
    system: kind.system,
    format: request.format,
    dateFormat,
    flag: evidence.find((one) => one.flag !== undefined)?.flag ?? ['Y', 'N'],
    ignored: request.header.filter((column) => column.trim() !== '' && !byColumn.has(column)),
    valueMaps: {},
    parts: [
      {
        kind: kind.kind,
        records: [
          { fields: Object.fromEntries(fits.map((fit) => [fit.field.name, { column: fit.column }])) },
        ],
      },
    ],
  };
  const { profile, codes } = withUsualCodes(bare, request.header, request.sample);
  return {
    suggestions: request.header.map((column, place) => {
      const fit = byColumn.get(column);
      return fit === undefined
        ? leftOut(column, evidence[place]!, kind)
        : { column, field: fit.field.name, reason: fit.reason };
    }),
    unmapped: kind.fields
      .filter((field) => field.required === true && !mapped.has(field.name))
      .map((field) => field.name),
    codes,
    profile,
  };
}

/** Why a column goes to no field: it has no name, its values are not what its name promises, or nothing fits. */
function leftOut(column: string, { odd, filled }: ColumnEvidence, kind: ExtractKind): ColumnSuggestion {
  if (column.trim() === '') {
    return filled === 0
      ? { column, reason: 'it is blank and has no name' }
      : { column, spoilt: true, reason: 'it has no name: have the extract give it one' };
  }
  const known = knownNames(kind);
  const field = kind.fields.find(
    ({ name, type }) => checkable.has(type) && known.get(name)?.has(comparable(column)) === true,
  );
  if (field === undefined || filled === 0) {
    return { column, reason: 'neither its name nor its values fit a field' };
  }
  const title = known.get(field.name)!.get(comparable(column))!;
  const what = odd === undefined ? `no ${typeWords[field.type] ?? 'values of that field'}` : oddWords[odd];
  return { column, spoilt: true, reason: `named so in ${title}, but its values are ${what}` };
}

/** The profile with the codes mapped that the sample holds, that no field knows and whose meaning is usual. */
function withUsualCodes(
  bare: Profile,
  header: readonly string[],
  sample: readonly (readonly string[])[],
): { readonly profile: Profile; readonly codes: readonly MappedCode[] } {
  const codes: MappedCode[] = [];
  let profile = bare;
  for (const { kind, field, source } of codedColumns(bare)) {
    const known = knownCodes(field, bare.flag, 0);
    if (known === undefined) continue;
    const at = header.indexOf(source.column);
    const values = new Set(sample.map((row) => (row[at] ?? '').trim()).filter((value) => value !== ''));
    const entries = [...values].sort().flatMap((from) => {
      const usual = known.knows(from) ? undefined : suggestCode(kind, field, known, from, bare.flag);
      return usual === undefined ? [] : [{ from, ...usual }];
    });
    if (entries.length === 0) continue;
    codes.push(...entries.map((entry) => ({ column: source.column, ...entry })));
    profile = withValueMap(
      profile,
      kind,
      field.name,
      entries.map(({ from, to }) => ({ from, to })),
    );
  }
  return { profile, codes };
}

function bestFits(
  kind: ExtractKind,
  header: readonly string[],
  evidence: readonly ColumnEvidence[],
): readonly Fit[] {
  const known = knownNames(kind);
  return header.flatMap((column, place) =>
    kind.fields.flatMap((field) => fitOf(column, field, evidence[place]!, known) ?? []),
  );
}

function fitOf(
  column: string,
  field: ExtractField,
  evidence: ColumnEvidence,
  known: ReadonlyMap<string, ReadonlyMap<string, string>>,
): Fit | undefined {
  const title = known.get(field.name)?.get(comparable(column));
  const likeness = title === undefined ? nameLikeness(column, field.name) : 1;
  const valuesFit = evidence.types.includes(field.type);
  // a few values may be codes of the source, to be mapped
  const mayBeCodes = (field.type === 'sex' || field.type === 'flag') && evidence.distinct <= MOST_CODES;
  // the wizard offers to put lost zeros back
  const lacksZeros = field.type === 'ssn' && evidence.odd === 'zeros_lost';
  const valuesSpeakAgainst =
    evidence.filled > 0 && checkable.has(field.type) && !valuesFit && !mayBeCodes && !lacksZeros;
  // values alone settle only what nothing else looks like
  const byValues = valuesFit && telling.has(field.type) && evidence.types[0] === field.type ? 0.6 : 0;
  const byName =
    likeness * (title === undefined ? 0.8 : 1) + (valuesFit ? 0.1 : 0) - (valuesSpeakAgainst ? 0.5 : 0);
  const score = Math.max(byName, byValues);
  if (score < LEAST_SCORE) return undefined;
  const reasons = [
    title !== undefined ? `named so in ${title}` : likeness >= LEAST_SCORE ? `named like ${field.name}` : '',
    valuesFit && checkable.has(field.type) ? `its values are ${typeWords[field.type] ?? field.type}` : '',
    lacksZeros ? `its values are ${oddWords.zeros_lost}` : '',
    field.type === 'date' && ambiguous(evidence)
      ? 'no day is above 12, so month and day cannot be told apart'
      : '',
  ];
  return { column, field, score, reason: reasons.filter((reason) => reason !== '').join('; ') };
}

const ambiguous = ({ dateFormats }: ColumnEvidence): boolean =>
  dateFormats.includes('MM/DD/YYYY') && dateFormats.includes('DD/MM/YYYY');

/** Types whose values can be told from others, and those of them that give the field away by themselves. */
const checkable: ReadonlySet<string> = new Set([
  'cin',
  'ssn',
  'cws_key',
  'date',
  'county_id',
  'sex',
  'flag',
  'zip',
  'name',
]);
const telling: ReadonlySet<string> = new Set(['cin', 'ssn', 'cws_key', 'county_id']);
const comparable = (name: string): string => name.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** For each field of a kind the column names under which built-in layouts and profiles know it, and whose they are. */
function knownNames(kind: ExtractKind): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const names = new Map<string, Map<string, string>>();
  const note = (field: string, column: string, title: string): void => {
    const columns = names.get(field) ?? new Map<string, string>();
    if (!columns.has(comparable(column))) columns.set(comparable(column), title);
    names.set(field, columns);
  };
  for (const layout of builtInLayouts) {
    if (layout.kind !== kind.kind) continue;
    for (const column of layout.columns) note(column.field, column.header, layout.title);
  }
  for (const profile of builtInProfiles) {
    for (const part of profile.parts) {
      if (part.kind !== kind.kind) continue;
      for (const [field, source] of Object.entries(part.records[0]!.fields)) {
        if ('column' in source) note(field, source.column, profile.title);
      }
    }
  }
  for (const field of kind.fields) note(field.name, field.name, 'Linkdesk');
  return names;
}

/** Each column to one field and each field to one column, the surest first. */
function assign(fits: readonly Fit[]): readonly Fit[] {
  const columns = new Set<string>();
  const fields = new Set<string>();
  const chosen: Fit[] = [];
  for (const fit of [...fits].sort((a, b) => b.score - a.score)) {
    if (columns.has(fit.column) || fields.has(fit.field.name)) continue;
    columns.add(fit.column);
    fields.add(fit.field.name);
    chosen.push(fit);
  }
  return chosen;
}

/** How well a kind explains a file: its required fields first, then the sureness of all its columns. */
function kindScore(kind: ExtractKind, fits: readonly Fit[]): number {
  const mapped = new Set(fits.map((fit) => fit.field.name));
  const required = kind.fields.filter((field) => field.required === true);
  const found = required.filter((field) => mapped.has(field.name)).length;
  const sureness = fits.reduce((all, fit) => all + fit.score, 0);
  return sureness - (required.length - found);
}

/** The spelling that fits the most columns of dates; month before day where both fit, as California writes it. */
function commonDateFormat(evidence: readonly ColumnEvidence[]): DateFormat {
  const votes = new Map<DateFormat, number>();
  for (const { dateFormats } of evidence) {
    for (const format of dateFormats) votes.set(format, (votes.get(format) ?? 0) + 1);
  }
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'MM/DD/YYYY';
}
