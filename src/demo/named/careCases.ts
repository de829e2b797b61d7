import { civilDay, civilParts } from '../../domain/civilDate.ts';
import type { CivilDay } from '../../domain/civilDate.ts';
import type { Stay } from '../calworksFacts.ts';
import { tellPlacement, tellRelationship } from '../cwsFacts.ts';
import type { Component } from '../cwsFacts.ts';
import { AUNT_CODE, GRANDMOTHER_CODE } from '../relationshipCodes.ts';
import type { RecordedPerson } from '../storyBuilder.ts';
import type { NamedCaseTold } from './namedCase.ts';
import type { NamedTeller } from './namedTeller.ts';
import { tellTogether } from './togetherFamily.ts';
import type { Together, TogetherOptions } from './togetherFamily.ts';

import { motherAndSon } from './motherAndSon.ts';
/** A mother and two children under six on both sides. */
function family(t: NamedTeller, last: string, options: TogetherOptions = {}): Together {
  const mother = t.person({ first: 'NAOMI', last, sex: 'F', birth: civilDay(1992, 3, 8) });
  const boy = t.person({ first: 'CASSIUS', last, sex: 'M', birth: civilDay(2018, 1, 22) });
  const girl = t.person({ first: 'MIRABEL', last, sex: 'F', birth: civilDay(2020, 7, 19) });
  return tellTogether(t, mother, [boy, girl], options);
}

const firstOfMonth = (day: CivilDay): CivilDay => day - civilParts(day).day + 1;

/** Children out of the home since a day, with their places. */
function remove(
  t: NamedTeller,
  children: readonly RecordedPerson[],
  removed: CivilDay,
  back: CivilDay | null,
): void {
  for (const child of children) {
    tellPlacement(
      t.builder,
      {
        child,
        removed,
        episodeEnds: back,
        from: removed,
        until: back,
        facility: 'RESOURCE FAMILY HOME',
        relativeHome: false,
      },
      { from: removed, until: null },
    );
  }
}

const awaySince = (granted: CivilDay, removed: CivilDay, until: CivilDay | null): readonly Stay[] => [
  { from: granted, until: removed, inHousehold: true, notAided: '' },
  { from: removed, until, inHousehold: false, notAided: 'FOSTER CARE' },
];

/** A family whose children were all removed; aid goes on until `closed`. */
function removedFamily(
  t: NamedTeller,
  last: string,
  removed: CivilDay,
  closed: CivilDay | undefined,
  notAided = false,
): Together {
  const granted = t.ago(20);
  const stays = awaySince(granted, removed, closed ?? null);
  const parent: readonly Stay[] = [
    { from: granted, until: notAided ? removed - 40 : (closed ?? null), inHousehold: true, notAided: '' },
    ...(notAided
      ? [{ from: removed - 40, until: closed ?? null, inHousehold: true, notAided: 'SANCTIONED' as const }]
      : []),
  ];
  const told = family(t, last, {
    welfare: { from: removed, component: '1694' },
    aid: { granted, ...(closed === undefined ? {} : { closed }) },
    members: { parent: { stays: parent }, child1: { stays }, child2: { stays } },
  });
  remove(t, told.children, removed, null);
  t.clock(told.parentAided, {
    base: 9,
    counted: [{ from: granted, until: notAided ? removed - 40 : (closed ?? null) }],
  });
  return told;
}

/** Cases about what child welfare does: removals, relatives, components, closing. */
export const careCases: readonly NamedCaseTold[] = [
  {
    name: 'named-08-aunt-needy-relative',
    about:
      "A child aided in the aunt's case (needy caretaker relative) while the mother's own case is pending.",
    tell: (open) => {
      const t = open();
      const mother = t.person({
        first: 'ROXANNE',
        last: 'BLACKWOOD',
        sex: 'F',
        birth: civilDay(1994, 11, 11),
      });
      const aunt = t.person({ first: 'PATRICE', last: 'BLACKWOOD', sex: 'F', birth: civilDay(1990, 4, 20) });
      const child = t.person({ first: 'DELILAH', last: 'BLACKWOOD', sex: 'F', birth: civilDay(2019, 2, 28) });
      const [childClient, motherClient, auntClient] = [
        t.client('child', child),
        t.client('mother', mother),
        t.client('aunt', aunt),
      ];
      t.welfareCase('child', childClient, [motherClient], { component: '1694', also: [auntClient] });
      t.relate(motherClient, [childClient]);
      tellRelationship(t.builder, auntClient, childClient, AUNT_CODE);
      const removed = t.ago(9);
      tellPlacement(
        t.builder,
        {
          child: childClient,
          removed,
          episodeEnds: null,
          from: removed,
          until: null,
          facility: 'RELATIVE/NREFM HOME',
          relativeHome: true,
        },
        { from: removed, until: null },
      );
      t.aidCase('aunt', {
        granted: t.ago(7),
        members: [
          { record: t.aided('aunt', aunt), role: 'NEEDY CARETAKER RELATIVE' },
          { record: t.aided('child', child), role: 'CHILD' },
        ],
      });
      const applied = t.ago(0, 12);
      t.aidCase('mother', {
        granted: undefined,
        applied,
        members: [{ record: t.aided('mother', mother, {}, { made: applied }), role: 'PARENT' }],
      });
    },
  },
  {
    name: 'named-09-grandmother-child-only',
    about:
      'A non-needy grandmother has the child in a relative placement and aid for the child only (LA branch B).',
    tell: (open) => {
      const t = open();
      const mother = t.person({ first: 'SHELBY', last: 'CARMODY', sex: 'F', birth: civilDay(1996, 6, 6) });
      const grandmother = t.person({
        first: 'MAXINE',
        last: 'CARMODY',
        sex: 'F',
        birth: civilDay(1968, 10, 1),
      });
      const child = t.person({ first: 'GIDEON', last: 'CARMODY', sex: 'M', birth: civilDay(2018, 4, 4) });
      const [childClient, motherClient, relative] = [
        t.client('child', child),
        t.client('mother', mother),
        t.client('grandmother', grandmother),
      ];
      t.welfareCase('child', childClient, [motherClient], { component: '1695', also: [relative] });
      t.relate(motherClient, [childClient]);
      tellRelationship(t.builder, relative, childClient, GRANDMOTHER_CODE);
      const removed = t.ago(9);
      tellPlacement(
        t.builder,
        {
          child: childClient,
          removed,
          episodeEnds: null,
          from: removed,
          until: null,
          facility: 'RELATIVE/NREFM HOME',
          relativeHome: true,
        },
        { from: removed, until: null },
      );
      const granted = t.ago(8);
      t.aidCase('grandmother', {
        granted,
        members: [
          {
            record: t.aided('grandmother', grandmother),
            role: 'NON-NEEDY CARETAKER RELATIVE',
            aidCode: '33',
            stays: [{ from: granted, until: null, inHousehold: true, notAided: 'OPTIONAL' }],
          },
          { record: t.aided('child', child), role: 'CHILD', aidCode: '33' },
        ],
      });
    },
  },
  {
    name: 'named-10-reunification-month-3',
    about:
      'All children removed, family reunification; the third full month of AB 135 aid, the case is active.',
    tell: (open) => {
      const t = open();
      // Removed in the fourth month back: this is the third full month since.
      removedFamily(t, 'DUNLEAVY', firstOfMonth(t.ago(3)) + 9, undefined);
    },
  },
  {
    name: 'named-11-reunification-month-7',
    about: 'All children removed, family reunification; six full months are over, CalWORKs has ended.',
    tell: (open) => {
      const t = open();
      removedFamily(t, 'ELLERBE', firstOfMonth(t.ago(7)) + 9, firstOfMonth(t.asOf));
    },
  },
  {
    name: 'named-12-reunification-services-sanctioned',
    about: 'A sanctioned parent, all children removed: services without cash (AB 429).',
    tell: (open) => {
      const t = open();
      const removed = firstOfMonth(t.ago(2)) + 4;
      const told = removedFamily(t, 'FENWICK', removed, firstOfMonth(t.ago(1)), true);
      t.wtw(
        told.parentAided,
        [{ status: 'SANCTION', from: removed - 40, until: null }],
        'FAILED TO PARTICIPATE',
      );
    },
  },
  {
    name: 'named-13-court-to-voluntary-mid-month',
    about: 'Family maintenance by court turned voluntary on the 15th of the month.',
    tell: (open) => {
      const t = open();
      const from = t.ago(9);
      const turned = firstOfMonth(t.asOf) + 14;
      motherAndSon(t, 'ADELAIDE', 'GATEWOOD', {
        welfare: {
          from,
          voluntary: [
            { voluntary: false, from, until: turned },
            { voluntary: true, from: turned, until: null },
          ],
        },
      });
    },
  },
  {
    name: 'named-14-maintenance-post-placement',
    about: 'Family maintenance after reunification in the same case.',
    tell: (open) => {
      const t = open();
      const [removed, back] = [t.ago(12), t.ago(2)];
      const components: readonly Component[] = [
        { code: '1694', from: removed, until: back },
        { code: '1693', from: back, until: null },
      ];
      const told = motherAndSon(t, 'BEATRICE', 'HARGROVE', {
        welfare: { from: removed, components },
        aid: { granted: back + 20 },
      });
      remove(t, told.children, removed, back);
    },
  },
  {
    name: 'named-15-closed-before-on-after-calworks',
    about: 'The child welfare case ended one day before, on, and one day after the first day of CalWORKs.',
    tell: (open) => {
      const families = [
        { label: 'before-', mother: 'CORDELIA', last: 'ISHERWOOD', days: -1 },
        { label: 'on-', mother: 'DAPHNE', last: 'JESSUP', days: 0 },
        { label: 'after-', mother: 'ESTELLE', last: 'KETTERING', days: 1 },
      ];
      for (const { label, mother, last, days } of families) {
        const t = open();
        const granted = firstOfMonth(t.asOf) + 9;
        motherAndSon(t, mother, last, {
          label,
          aid: { granted },
          welfare: { until: granted + days, closureReason: 'FAMS' },
        });
      }
    },
  },
];
