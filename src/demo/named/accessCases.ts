import { civilDay } from '../../domain/civilDate.ts';
import type { RecordedPerson } from '../storyBuilder.ts';
import { motherAndSon } from './motherAndSon.ts';
import type { NamedCaseTold } from './namedCase.ts';
import type { NamedTeller } from './namedTeller.ts';
import { tellTogether } from './togetherFamily.ts';

/** Cases about who has the case and who may see it, referrals, and who is named where. */
export const accessCases: readonly NamedCaseTold[] = [
  {
    name: 'named-16-probation-case',
    about: 'A case for which probation is responsible (agency P).',
    tell: (open) => {
      const t = open();
      const mother = t.person({
        first: 'FLORENCE',
        last: 'LOVELACE',
        sex: 'F',
        birth: civilDay(1984, 12, 30),
      });
      const youth = t.person({ first: 'TRENTON', last: 'LOVELACE', sex: 'M', birth: civilDay(2010, 10, 28) });
      tellTogether(t, mother, [youth], { welfare: { agency: 'P' } });
    },
  },
  {
    name: 'named-17-sensitive-and-sealed',
    about: 'A sensitive case and a sealed case, both of families on CalWORKs.',
    tell: (open) => {
      const sensitive = { sensitivity: 'S' };
      const sealed = { sensitivity: 'R', sealed: true };
      motherAndSon(open(), 'GEORGINA', 'MONTAGUE', {
        label: 'sensitive-',
        clients: { parent: sensitive, child1: sensitive },
        welfare: { access: 'S' },
      });
      motherAndSon(open(), 'HENRIETTA', 'NETHERTON', {
        label: 'sealed-',
        clients: { parent: sealed, child1: sealed },
        welfare: { access: 'R' },
      });
    },
  },
  {
    name: 'named-18-referral-pending',
    about: 'An emergency response referral under investigation: staff of CalWORKs must not tell the family.',
    tell: (open) => {
      const t = open();
      referredFamily(t, 'ORMSBY', (clients) => {
        t.referral('family', { clients, received: t.asOf - 10 });
      });
    },
  },
  {
    name: 'named-19-referral-evaluated-out',
    about: 'A referral evaluated out: on no list.',
    tell: (open) => {
      const t = open();
      referredFamily(t, 'PENHALLOW', (clients) => {
        const received = t.asOf - 9;
        t.referral('family', {
          clients,
          received,
          response: 'EVALUATE OUT',
          disposition: 'EVALUATED OUT',
          closed: received + 1,
        });
      });
    },
  },
  {
    name: 'named-26-other-county-primary',
    about: 'Another county has the case, this county a secondary assignment.',
    tell: (open) => {
      const t = open();
      const { entity } = t.builder.county.workers;
      motherAndSon(t, 'IVANNA', 'QUILLFEATHER', { welfare: { entity: entity === '1121' ? '1122' : '1121' } });
    },
  },
  {
    name: 'named-27-incoming-icpc',
    about: 'An incoming request of another state (ICPC), which measures leave out.',
    tell: (open) => {
      motherAndSon(open(), 'JULIENNE', 'RAVENSCROFT', { welfare: { incomingIcpc: true } });
    },
  },
  {
    name: 'named-37-worker-missing-on-one-side',
    about: 'Two families: one without a CalWORKs worker, one without a social worker.',
    tell: (open) => {
      motherAndSon(open(), 'KATARINA', 'SHACKLEFORD', { label: 'calworks-', aid: { hasWorker: false } });
      motherAndSon(open(), 'LEONORA', 'TREMAINE', { label: 'cws-', welfare: { desk: undefined } });
    },
  },
  {
    name: 'named-39-stepfather-not-on-plan',
    about: 'A stepfather aided in the CalWORKs case and not named on the plan.',
    tell: (open) => {
      const t = open();
      const stepfather = t.person({
        first: 'AUGUSTUS',
        last: 'UNDERHILL',
        sex: 'M',
        birth: civilDay(1986, 8, 19),
      });
      const client = t.client('stepfather', stepfather);
      const told = motherAndSon(t, 'MARGUERITE', 'VANCE', {
        welfare: { also: [client] },
        moreMembers: [{ record: t.aided('stepfather', stepfather), role: 'STEPPARENT', aidCode: '35' }],
      });
      t.builder.involve([client], { from: t.ago(9), until: null });
      t.relate(client, told.children, 'step father');
    },
  },
  {
    name: 'named-40-alleged-father-elsewhere',
    about: 'An alleged father who is a parent in another CalWORKs case.',
    tell: (open) => {
      const t = open();
      const father = t.person({
        first: 'BARTHOLOMEW',
        last: 'WAINWRIGHT',
        sex: 'M',
        birth: civilDay(1990, 1, 15),
      });
      const other = t.person({
        first: 'CLEMENTINE',
        last: 'WAINWRIGHT',
        sex: 'F',
        birth: civilDay(2021, 3, 21),
      });
      const client = t.client('father', father, {
        birth_date: null,
        birth_date_basis: 'U',
        ssn: '',
        cin: '',
      });
      const told = motherAndSon(t, 'ODESSA', 'YARBOROUGH', { welfare: { also: [client] } });
      t.relate(client, told.children, 'alleged father');
      t.aidCase('father', {
        granted: t.ago(11),
        members: [
          { record: t.aided('father', father), role: 'PARENT' },
          { record: t.aided('other', other), role: 'CHILD' },
        ],
      });
    },
  },
];

/** A mother and child on CalWORKs and in a referral, without a case. */
function referredFamily(
  t: NamedTeller,
  last: string,
  refer: (clients: readonly RecordedPerson[]) => void,
): void {
  const mother = t.person({ first: 'PRUDENCE', last, sex: 'F', birth: civilDay(1991, 7, 31) });
  const child = t.person({ first: 'ELOWEN', last, sex: 'F', birth: civilDay(2019, 9, 9) });
  const made = t.asOf - 10;
  const clients = [t.client('child', child, {}, { made }), t.client('mother', mother, {}, { made })];
  refer(clients);
  t.relate(clients[1]!, [clients[0]!]);
  t.aidCase('family', {
    granted: t.ago(13),
    members: [
      { record: t.aided('mother', mother), role: 'PARENT' },
      { record: t.aided('child', child), role: 'CHILD' },
    ],
  });
}
