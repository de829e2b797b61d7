import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addMonths } from '../domain/civilDate.ts';
import { LinkdeskError } from '../domain/error.ts';
import type { ExtractKindName } from '../domain/extract.ts';
import { isMonth, lastDay, monthOf, nextMonth } from '../domain/month.ts';
import type { Month } from '../domain/month.ts';
import { builtInLayouts } from '../intake/layouts/index.ts';
import { countyOf } from './county.ts';
import type { County } from './county.ts';
import { writeDamagedFiles } from './damagedFiles.ts';
import { lineFile, openExtract } from './extractFile.ts';
import type { ExtractFile } from './extractFile.ts';
import { namedCases } from './named/namedCases.ts';
import { households } from './population.ts';
import { defaultRates } from './rates.ts';
import type { Rates } from './rates.ts';
import { isRecordSeen, isSeen, LOOK_BACK_MONTHS, rowOn } from './story.ts';
import type { Story, TruthRecord } from './story.ts';
import { scaledTier, tiers } from './tiers.ts';
import type { CountyName } from './tiers.ts';
import { workerRows } from './workers.ts';

export interface CountySettings {
  readonly county: CountyName;
  readonly months: number;
  readonly seed: number;
  readonly outDir: string;
  /** Default 2026-09, so that the second month is October 2026. */
  readonly firstMonth?: Month;
  readonly rates?: Partial<Rates>;
  /** A part of the county, above 0 to 1, for a quick look or a quick test; default 1. The named cases are always whole. */
  readonly scale?: number;
}

export interface CountySummary {
  readonly county: CountyName;
  readonly title: string;
  readonly seed: number;
  /** Month by month: rows of each file by its name, and true pairs in both extracts. */
  readonly months: readonly {
    readonly month: Month;
    readonly files: Readonly<Record<string, number>>;
    readonly truePairs: number;
  }[];
}

const DEFAULT_FIRST_MONTH: Month = '2026-09';

/** Months written side by side: each household is told once for all of them. */
const MONTHS_AT_ONCE = 6;

interface MonthFiles {
  readonly month: Month;
  readonly asOf: number;
  readonly since: number;
  readonly files: Readonly<Record<ExtractKindName, ExtractFile>>;
  readonly pairs: ReturnType<typeof lineFile>;
  truePairs: number;
}

function openMonth(outDir: string, month: Month): MonthFiles {
  const folder = join(outDir, month);
  mkdirSync(folder, { recursive: true });
  const asOf = lastDay(month);
  const files = builtInLayouts.map((layout) => [
    layout.kind,
    openExtract(join(folder, `${layout.stem}-${month}.csv`), layout, asOf),
  ]);
  return {
    month,
    asOf,
    since: addMonths(asOf, -LOOK_BACK_MONTHS),
    files: Object.fromEntries(files) as Record<ExtractKindName, ExtractFile>,
    pairs: lineFile(join(outDir, `truth-pairs-${month}.csv`), 'client_key,cwin,restricted'),
    truePairs: 0,
  };
}

function writeStory(story: Story, target: MonthFiles): void {
  for (const { layout, write } of Object.values(target.files)) {
    for (const told of story.rows[layout.kind]) {
      if (isSeen(told.seen, target.since, target.asOf)) write(rowOn(told, target.asOf));
    }
  }
  const present = story.records.filter((record) => isRecordSeen(record, target.since, target.asOf));
  for (const client of present) {
    if (client.system !== 'cws') continue;
    for (const person of present) {
      if (person.system !== 'calworks' || person.personId !== client.personId) continue;
      target.pairs.line(`${client.key},${person.key},${client.restricted}`);
      target.truePairs += 1;
    }
  }
}

/** The first month from `first` on whose extract holds the record; undefined when none does. */
function monthFirst(record: TruthRecord, first: Month): Month | undefined {
  const months = [
    first,
    ...[...record.seen, ...(record.held === undefined ? [] : [record.held])].map(({ from }) => monthOf(from)),
  ]
    .filter((month) => month >= first)
    .sort();
  return months.find((month) => {
    const asOf = lastDay(month);
    return isRecordSeen(record, addMonths(asOf, -LOOK_BACK_MONTHS), asOf);
  });
}

function check({ county, months, seed, firstMonth = DEFAULT_FIRST_MONTH, scale = 1 }: CountySettings): void {
  if (tiers[county] === undefined) {
    throw new LinkdeskError(
      'UNKNOWN_COUNTY',
      `There is no synthetic county of that name. Choose one of ${Object.keys(tiers).join(', ')}.`,
    );
  }
  if (!Number.isInteger(months) || months < 1 || months > 36) {
    throw new LinkdeskError(
      'MONTHS_OUT_OF_RANGE',
      'The number of months must be a whole number from 1 to 36.',
    );
  }
  if (!Number.isInteger(seed) || seed < 0) {
    throw new LinkdeskError('SEED_NOT_A_NUMBER', 'The seed must be a whole number, 0 or more.');
  }
  if (!(scale > 0 && scale <= 1)) {
    throw new LinkdeskError('SCALE_OUT_OF_RANGE', 'The scale must be above 0 and at most 1.');
  }
  if (!isMonth(firstMonth) || firstMonth < '2024-06' || firstMonth > '2029-12') {
    throw new LinkdeskError(
      'MONTH_NOT_READ',
      'The first month must be written as YYYY-MM and lie between 2024-06 and 2029-12, where the named cases have their age.',
    );
  }
}

/**
 * Writes a synthetic county: for each month a folder with one file for each built-in layout, as of the month's last
 * day, the true pairs of the month, and for all months `truth.csv` and `county.json`. The same seed gives the same
 * bytes, and a month is the same however many months are asked for. Throws LinkdeskError for settings out of range.
 */
export async function generateCounty(
  settings: CountySettings,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<CountySummary> {
  check(settings);
  const { outDir, seed, firstMonth = DEFAULT_FIRST_MONTH, scale = 1 } = settings;
  const county = countyOf(seed, scaledTier(tiers[settings.county], scale), {
    ...defaultRates,
    ...settings.rates,
  });
  const months: Month[] = [firstMonth];
  while (months.length < settings.months) months.push(nextMonth(months.at(-1)!));

  mkdirSync(outDir, { recursive: true });
  const truth = lineFile(join(outDir, 'truth.csv'), 'person_id,system,source_key,month_first,named_case');
  const named = namedCases(county, lastDay(nextMonth(firstMonth)));
  const summary: CountySummary['months'][number][] = [];
  for (let done = 0; done < months.length; done += MONTHS_AT_ONCE) {
    const targets = months.slice(done, done + MONTHS_AT_ONCE).map((month) => openMonth(outDir, month));
    const [first, last] = [targets[0]!.month, targets.at(-1)!.month];
    const tell = (story: Story, name: string): void => {
      for (const target of targets) writeStory(story, target);
      for (const record of story.records) {
        const month = monthFirst(record, firstMonth);
        if (month === undefined || month < first || month > last) continue;
        truth.line(`${record.personId},${record.system},${record.key},${month},${name}`);
      }
    };
    for (const { name, stories } of named) {
      for (const story of stories) tell(story, name);
    }
    await tellHouseholds(county, first, last, tell, (share) => {
      onProgress(done + share * targets.length, months.length);
    });
    for (const target of targets) {
      for (const row of workerRows(county.workers, target.asOf)) target.files.cw_worker.write(row);
      target.pairs.close();
      for (const file of Object.values(target.files)) file.close();
      summary.push({
        month: target.month,
        files: Object.fromEntries(
          Object.values(target.files).map((file) => [`${file.layout.stem}-${target.month}.csv`, file.rows()]),
        ),
        truePairs: target.truePairs,
      });
    }
  }
  truth.close();
  const result: CountySummary = {
    county: settings.county,
    title: county.tier.title,
    seed,
    months: summary,
  };
  const description = {
    ...result,
    damaged: writeDamagedFiles(outDir, firstMonth),
    scale,
    county_code: county.tier.code,
    county_entity: county.workers.entity,
    rates: county.rates,
    named_as_of: nextMonth(firstMonth),
    named: Object.fromEntries(named.map(({ name, about, keys }) => [name, { about, keys }])),
  };
  writeFileSync(join(outDir, 'county.json'), `${JSON.stringify(description, null, 2)}\n`);
  onProgress(months.length, months.length);
  return result;
}

/** Tells every household, and lets others have a turn now and then. */
async function tellHouseholds(
  county: County,
  first: Month,
  last: Month,
  tell: (story: Story, name: string) => void,
  onProgress: (share: number) => void,
): Promise<void> {
  let count = 0;
  for (const household of households(county, first, last)) {
    tell(household.tell(), '');
    count += 1;
    if (count % 2_000 === 0) {
      onProgress(household.progress);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
