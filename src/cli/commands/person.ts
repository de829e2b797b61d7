import { clearPerson } from '../../app/clearPerson.ts';
import type { PersonDetail, PersonRow } from '../../app/contract/persons.ts';
import type { Command } from '../command.ts';
import { wholeBetween } from '../numbers.ts';
import { dayOption, knownAtOption, knownOption } from '../knownOption.ts';
import { projectOptions, withProject, workOf } from '../withProject.ts';

export const person: Command = {
  name: 'person',
  summary: 'looks a person up in the index: by any identifier, or by name (clearance)',
  positionals: ['QUERY'],
  options: {
    ...projectOptions,
    born: { type: 'text', value: 'YYYY-MM-DD', help: 'birth date, to narrow a name down' },
    'as-known-on': knownOption,
    'as-of': {
      type: 'text',
      value: 'YYYY-MM-DD',
      help: 'day that marks programs as running; else the newest extract’s',
    },
    limit: {
      type: 'number',
      takes: wholeBetween(1, 200),
      help: 'so many people at most, up to 200',
      default: 20,
    },
  },
  example: 'linkdesk person "Garcia Lopez, Maria" --born 1991-04-03 --project our-county',
  notes: [
    'QUERY is a person id (P-000123), SSN, CIN, CWS key, CWIN, case number or name. Give - to type it on standard',
    'input instead: what stands on a command line can be read by other users of the machine. SSNs and CINs are shown',
    'masked. Sealed and sensitive people are not found. Every look-up is noted in the audit log.',
    'Whom QUERY names is looked for in the index as it is; --as-known-on then tells what was known of that person:',
    'the records, names, ids and programs of the files imported by then. --as-of is the day things hold on.',
  ],
  async run(context) {
    const birthDate = dayOption(context, 'born');
    const [knownAt, asOf] = [knownAtOption(context), dayOption(context, 'as-of')];
    const limit = context.number('limit')!;
    const [given = ''] = context.positionals;
    const text = given === '-' ? await standardInput() : given;
    const found = await withProject(context, (project) =>
      Promise.resolve(clearPerson(project, { text, birthDate, limit, knownAt, asOf }, workOf(context).now())),
    );
    return {
      passed: found.total > 0,
      json: { total: found.total, people: found.rows, person: found.person },
      summary: [
        found.total === 1 ? '1 person' : `${found.total.toLocaleString('en-US')} people`,
        ...found.rows.flatMap(rowLines),
        ...(found.person === null ? [] : detailLines(found.person)),
      ],
    };
  },
};

async function standardInput(): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(Buffer.from(part as Uint8Array));
  return Buffer.concat(parts).toString('utf8').trim();
}

const programs = (titles: readonly string[]): string => (titles.length === 0 ? 'none' : titles.join(', '));

function rowLines(row: PersonRow): readonly string[] {
  return [
    `${row.personId}  ${row.name}  ${row.birthDate ?? 'birth date not recorded'}  (${row.foundBy})`,
    `    ${row.identifiers.map(({ label, text }) => `${label} ${text}`).join('  ')}`,
    `    child welfare: ${programs(row.programs.cws)}; cash aid: ${programs(row.programs.calworks)}`,
  ];
}

function detailLines({
  knownAt,
  asOf,
  participation,
  history,
  changes,
  pairs,
}: PersonDetail): readonly string[] {
  const span = ({ from, to }: { readonly from: string | null; readonly to: string | null }) =>
    `${from ?? '—'} to ${to ?? 'now'}`;
  return [
    ...(knownAt === null ? [] : [`AS KNOWN ON ${knownAt}; pairs are left out`]),
    `Programs, * running on ${asOf ?? 'no day'}`,
    ...participation.map(
      (one) =>
        `  ${one.now ? '*' : ' '} ${span(one).padEnd(24)}  ${one.program}, ${one.role}${one.status === '' ? '' : `, ${one.status}`}${one.goneSince === null ? '' : `, no longer in the extract of ${one.goneSince}`}`,
    ),
    'History',
    ...history.map(({ month, words }) => `    ${month}  ${words}`),
    ...(changes.length === 0 ? [] : ['Changes by people, by their numbers']),
    ...changes.map(
      ({ changeId, at, reviewer, words, undone }) =>
        `    ${changeId}  ${at.slice(0, 10)}  ${reviewer}: ${words}${undone ? ' (taken back)' : ''}`,
    ),
    ...(pairs.length === 0 ? [] : ['Pairs of the month', ...pairs.map(({ words }) => `    ${words}`)]),
  ];
}
