import { civilDay } from '../../domain/civilDate.ts';
import type { CivilDay } from '../../domain/civilDate.ts';
import { tellHomeless } from '../calworksFacts.ts';
import type { NotAided, Stay } from '../calworksFacts.ts';
import type { NamedCaseTold } from './namedCase.ts';
import type { NamedTeller } from './namedTeller.ts';
import type { Person } from '../person.ts';
import { tellTogether } from './togetherFamily.ts';
import type { Together, TogetherOptions } from './togetherFamily.ts';

const inHome = (from: CivilDay, notAided: NotAided = '', until: CivilDay | null = null): Stay => ({
  from,
  until,
  inHousehold: true,
  notAided,
});

const mothersBirth = civilDay(1990, 5, 17);
const childsBirth = civilDay(2016, 6, 13);

/** A mother and child on both sides, in family maintenance, the mother with a Welfare-to-Work record to come. */
function motherAndChild(
  t: NamedTeller,
  names: { readonly mother: string; readonly child: string; readonly last: string },
  options: TogetherOptions = {},
  motherBirth: CivilDay = mothersBirth,
): Together & { readonly mother: Person } {
  const mother = t.person({ first: names.mother, last: names.last, sex: 'F', birth: motherBirth });
  const child = t.person({ first: names.child, last: names.last, sex: 'F', birth: childsBirth });
  return { ...tellTogether(t, mother, [child], options), mother };
}

/** Cases about CalWORKs: who is aided, clocks, sanctions, homelessness. */
export const aidCases: readonly NamedCaseTold[] = [
  {
    name: 'named-20-timed-out-adult',
    about: 'The mother has used 60 months and is off aid, the child is aided under K1: no time left.',
    tell: (open) => {
      const t = open();
      const from = t.ago(13);
      const told = motherAndChild(
        t,
        { mother: 'YVONNE', child: 'BREANNA', last: 'CHATTERTON' },
        {
          members: {
            parent: { aidCode: 'K1', stays: [inHome(from, 'TIMED OUT')] },
            child1: { aidCode: 'K1' },
          },
        },
      );
      t.clock(told.parentAided, { base: 60, counted: [] });
    },
  },
  {
    name: 'named-21-months-59-60-61',
    about: 'Three mothers who have used 59, 60 and 61 months at the end of the month.',
    tell: (open) => {
      const families = [
        { mother: 'ARLENE', child: 'KIRSTEN', last: 'FAIRBANKS', months: 59 },
        { mother: 'BEVERLY', child: 'LARISSA', last: 'GREENLEAF', months: 60 },
        { mother: 'CHARLENE', child: 'MARGOT', last: 'HATHAWAY', months: 61 },
      ];
      for (const { months, ...names } of families) {
        const t = open();
        const isOut = months >= 60;
        const told = motherAndChild(t, names, {
          label: `months${months}-`,
          members: {
            parent: isOut ? { aidCode: 'K1', stays: [inHome(t.ago(13), 'TIMED OUT')] } : {},
            child1: isOut ? { aidCode: 'K1' } : {},
          },
        });
        // The one who is not out of time is exempt, so her clock stands still.
        if (!isOut) {
          const from = t.ago(2);
          t.wtw(
            told.parentAided,
            [{ status: 'EXEMPT', from, until: null, exemptionEnds: t.ago(-4) }],
            'DISABILITY',
          );
        }
        t.clock(told.parentAided, { base: months, counted: [] });
      }
    },
  },
  {
    name: 'named-22-sanction-imposed-day-20-cured',
    about: 'Three mothers: sanction imposed; noncompliance on its 20th day; sanction cured yesterday.',
    tell: (open) => {
      const imposed = open();
      const since = imposed.ago(1, 14);
      const first = motherAndChild(
        imposed,
        { mother: 'DOLORES', child: 'NADIA', last: 'INGLEWOOD' },
        {
          label: 'imposed-',
          members: {
            parent: { stays: [inHome(imposed.ago(13), '', since), inHome(since, 'SANCTIONED')] },
          },
        },
      );
      imposed.wtw(first.parentAided, [{ status: 'ACTIVE', from: imposed.ago(13), until: since - 30 }]);
      imposed.wtw(
        first.parentAided,
        [
          { status: 'NONCOMPLIANCE', from: since - 30, until: since },
          { status: 'SANCTION', from: since, until: null },
        ],
        'FAILED TO PARTICIPATE',
      );
      imposed.clock(first.parentAided, { base: 22, counted: [{ from: imposed.ago(13), until: since }] });

      const pending = open();
      const second = motherAndChild(
        pending,
        { mother: 'EUNICE', child: 'OCTAVIA', last: 'JARDINE' },
        { label: 'day20-' },
      );
      // Calendar days count from the day after the notice, so the end of the month is the 20th.
      const notice = pending.asOf - 20;
      pending.wtw(second.parentAided, [{ status: 'ACTIVE', from: pending.ago(13), until: notice }]);
      pending.wtw(
        second.parentAided,
        [{ status: 'NONCOMPLIANCE', from: notice, until: null }],
        'FAILED TO SIGN PLAN',
      );
      pending.clock(second.parentAided, { base: 10, counted: [{ from: pending.ago(13), until: null }] });

      const cured = open();
      const yesterday = cured.asOf - 1;
      const imposedOn = cured.ago(4);
      const third = motherAndChild(
        cured,
        { mother: 'FRANCES', child: 'PERSEPHONE', last: 'KIRKLAND' },
        {
          label: 'cured-',
          members: {
            parent: {
              stays: [
                inHome(cured.ago(13), '', imposedOn),
                inHome(imposedOn, 'SANCTIONED', yesterday),
                inHome(yesterday),
              ],
            },
          },
        },
      );
      cured.wtw(
        third.parentAided,
        [{ status: 'SANCTION', from: imposedOn, until: yesterday }],
        'NO PROGRESS',
      );
      cured.wtw(third.parentAided, [{ status: 'ACTIVE', from: yesterday, until: null }]);
      cured.clock(third.parentAided, { base: 31, counted: [{ from: yesterday, until: null }] });
    },
  },
  {
    name: 'named-23-homeless-payment-13-and-11-months',
    about: 'Two families with a temporary Homeless Assistance payment 13 months ago and 11 months ago.',
    tell: (open) => {
      const families = [
        { mother: 'GWENDOLYN', child: 'QUINN', last: 'LANCASTER', months: 13 },
        { mother: 'HARRIET', child: 'ROSALIE', last: 'MERRIWEATHER', months: 11 },
      ];
      for (const { months, ...names } of families) {
        const t = open();
        const granted = t.ago(18);
        const told = motherAndChild(t, names, { label: `paid${months}-`, aid: { granted } });
        const from = t.ago(months);
        tellHomeless(
          t.builder,
          told.caseNumber,
          { basis: 'THA', from, until: from + 10, cents: 85_000 },
          { from: granted, until: null },
        );
        t.clock(told.parentAided, { base: 12, counted: [{ from: granted, until: null }] });
      }
    },
  },
  {
    name: 'named-24-ssi-parent-not-aided',
    about: 'A mother on SSI lives in the household and is not aided; the child is.',
    tell: (open) => {
      const t = open();
      motherAndChild(
        t,
        { mother: 'IMOGEN', child: 'SERAPHINA', last: 'NIGHTINGALE' },
        {
          members: {
            parent: { aidCode: '33', stays: [inHome(t.ago(13), 'SSI')] },
            child1: { aidCode: '33' },
          },
        },
      );
    },
  },
  {
    name: 'named-25-listed-but-absent',
    about: 'A child is listed on the CalWORKs case but does not live in the household.',
    tell: (open) => {
      const t = open();
      const absent: Stay = { from: t.ago(13), until: null, inHousehold: false, notAided: 'EXCLUDED' };
      motherAndChild(
        t,
        { mother: 'JOSEPHINE', child: 'TABITHA', last: 'OVERSTREET' },
        { members: { child1: { stays: [absent] } } },
      );
    },
  },
  {
    name: 'named-35-nonminor-dependent-own-case',
    about: 'A nonminor dependent of 19 in supportive transition, on CalWORKs of her own with her baby.',
    tell: (open) => {
      const t = open();
      const youth = t.person({ first: 'VALENCIA', last: 'PEMBERTON', sex: 'F', birth: t.ago(19 * 12 + 5) });
      const baby = t.person({ first: 'WILLA', last: 'PEMBERTON', sex: 'F', birth: t.ago(14) });
      const client = t.client('youth', youth, {}, { made: t.ago(60) });
      t.welfareCase('youth', client, [], { from: t.ago(40), component: '6540', stateId: '' });
      t.aidCase('youth', {
        granted: t.ago(12),
        members: [
          { record: t.aided('youth', youth), role: 'PARENT' },
          { record: t.aided('baby', baby), role: 'CHILD' },
        ],
      });
    },
  },
  {
    name: 'named-36-minor-parent',
    about: 'A mother of 16 is the child of one case in child welfare and the parent on the plan of another.',
    tell: (open) => {
      const t = open();
      const grandmother = t.person({
        first: 'LORRAINE',
        last: 'RADCLIFFE',
        sex: 'F',
        birth: civilDay(1985, 1, 25),
      });
      const minor = t.person({ first: 'KENDRA', last: 'RADCLIFFE', sex: 'F', birth: t.ago(16 * 12 + 4) });
      const baby = t.person({ first: 'ATLAS', last: 'RADCLIFFE', sex: 'M', birth: t.ago(10) });
      const told = tellTogether(t, grandmother, [minor]);
      const minorClient = told.children[0]!;
      const babyClient = t.client('baby', baby, {}, { made: t.ago(9) });
      t.welfareCase('baby', babyClient, [minorClient], { from: t.ago(9), stateId: t.builder.stateId(minor) });
      t.relate(minorClient, [babyClient]);
      const babyAided = t.aided('baby', baby, {}, { made: t.ago(9) });
      t.aidCase('minor', {
        granted: t.ago(8),
        members: [
          { record: told.childrenAided[0]!, role: 'PARENT' },
          { record: babyAided, role: 'CHILD' },
        ],
      });
    },
  },
  {
    name: 'named-38-death-date',
    about: 'A father on the plan and the CalWORKs case died 20 days before the end of the month.',
    tell: (open) => {
      const t = open();
      const death = t.asOf - 20;
      const father = t.person({
        first: 'SIMON',
        last: 'THACKERAY',
        sex: 'M',
        birth: civilDay(1983, 2, 2),
        death,
      });
      const child = t.person({ first: 'PHOEBE', last: 'THACKERAY', sex: 'F', birth: childsBirth });
      tellTogether(t, father, [child], {
        kind: 'birth father',
        members: { parent: { stays: [inHome(t.ago(13), '', death)] } },
      });
    },
  },
];
