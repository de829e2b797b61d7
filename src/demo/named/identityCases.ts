import { addYears, civilDay } from '../../domain/civilDate.ts';
import type { NamedCaseTold } from './namedCase.ts';
import { tellFirstOfJanuary } from './firstOfJanuary.ts';
import { nextSsn, swapCase } from './doubleIdentity.ts';
import { tellTogether } from './togetherFamily.ts';

/** Cases about who is who: twins, namesakes, wrong numbers, changed names. */
export const identityCases: readonly NamedCaseTold[] = [
  {
    name: 'named-01-twins-same-initial',
    about: 'Twins with the same initial and consecutive SSNs, enumerated before June 2011.',
    tell: (open) => {
      const t = open();
      const birth = civilDay(2009, 3, 14);
      const julia = t.person({ first: 'JULIA', last: 'WETHERBY', sex: 'F', birth });
      const juliana = t.person({
        first: 'JULIANA',
        last: 'WETHERBY',
        sex: 'F',
        birth,
        ssn: nextSsn(julia.ssn),
      });
      const mother = t.person({ first: 'DIANE', last: 'WETHERBY', sex: 'F', birth: civilDay(1984, 6, 2) });
      tellTogether(t, mother, [julia, juliana]);
    },
  },
  {
    name: 'named-02-twins-one-ssn-missing',
    about: 'Twins; child welfare has no SSN of the second.',
    tell: (open) => {
      const t = open();
      const birth = civilDay(2018, 11, 27);
      const marco = t.person({ first: 'MARCO', last: 'QUINTANILLA', sex: 'M', birth, group: 'hispanic' });
      const mario = t.person({ first: 'MARIO', last: 'QUINTANILLA', sex: 'M', birth, group: 'hispanic' });
      const mother = t.person({ first: 'ROSA', last: 'QUINTANILLA', sex: 'F', birth: civilDay(1993, 1, 19) });
      tellTogether(t, mother, [marco, mario], { clients: { child2: { ssn: '' } } });
    },
  },
  {
    name: 'named-03-junior-senior-same-address',
    about: 'Father and son of one name at one address; CalWORKs lost both suffixes.',
    tell: (open) => {
      const t = open();
      const last = 'HOLLINGSWORTH';
      const senior = t.person({
        first: 'ROBERT',
        middle: 'ALLEN',
        last,
        suffix: 'SR',
        sex: 'M',
        birth: civilDay(1981, 5, 8),
      });
      const junior = t.person({
        first: 'ROBERT',
        middle: 'ALLEN',
        last,
        suffix: 'JR',
        sex: 'M',
        birth: civilDay(2010, 8, 5),
      });
      tellTogether(t, senior, [junior], {
        kind: 'birth father',
        aided: { parent: { name_suffix: '' }, child1: { name_suffix: '' } },
        clients: { parent: { ssn: '', cin: '' }, child1: { ssn: '', cin: '' } },
      });
    },
  },
  {
    name: 'named-04-mothers-ssn-on-child',
    about: "Child welfare has the mother's SSN on the child's record.",
    tell: (open) => {
      const t = open();
      const mother = t.person({
        first: 'LYNETTE',
        last: 'ABERCROMBIE',
        sex: 'F',
        birth: civilDay(1990, 2, 11),
      });
      const child = t.person({ first: 'TESSA', last: 'ABERCROMBIE', sex: 'F', birth: civilDay(2016, 9, 30) });
      tellTogether(t, mother, [child], { clients: { child1: { ssn: mother.ssn, cin: '' } } });
    },
  },
  {
    name: 'named-05-siblings-cin-on-record',
    about: "Child welfare has the older sister's CIN on the younger brother's record.",
    tell: (open) => {
      const t = open();
      const mother = t.person({
        first: 'CARMEN',
        last: 'VILLALOBOS',
        sex: 'F',
        birth: civilDay(1988, 12, 3),
        group: 'hispanic',
      });
      const sister = t.person({
        first: 'NOEMI',
        last: 'VILLALOBOS',
        sex: 'F',
        birth: civilDay(2013, 4, 17),
        group: 'hispanic',
      });
      const brother = t.person({
        first: 'ELISEO',
        last: 'VILLALOBOS',
        sex: 'M',
        birth: civilDay(2017, 7, 6),
        group: 'hispanic',
      });
      tellTogether(t, mother, [sister, brother], { clients: { child2: { cin: sister.cin, ssn: '' } } });
    },
  },
  {
    name: 'named-06-two-cins-one-frozen',
    about: 'A child with two CINs: child welfare has the frozen one, CalWORKs both.',
    tell: (open) => {
      const t = open();
      const mother = t.person({
        first: 'BRIDGET',
        last: 'OSTRANDER',
        sex: 'F',
        birth: civilDay(1992, 10, 21),
      });
      const child = t.person({
        first: 'FELIX',
        last: 'OSTRANDER',
        sex: 'M',
        birth: civilDay(2015, 1, 9),
        hasFrozenCin: true,
      });
      tellTogether(t, mother, [child], { clients: { child1: { cin: child.frozenCin, ssn: '' } } });
    },
  },
  {
    name: 'named-07-adopted-sealed-record',
    about: 'An adopted child with a new name and CIN; the old record is sealed and must never link.',
    tell: (open) => {
      const t = open();
      const birth = civilDay(2019, 5, 23);
      const before = t.person({ first: 'DAKOTA', last: 'PRUITT', sex: 'F', birth });
      const after = t.person({ first: 'EVANGELINE', last: 'MARCHETTI', sex: 'F', birth });
      const adopter = t.person({ first: 'PAULA', last: 'MARCHETTI', sex: 'F', birth: civilDay(1979, 8, 14) });
      const old = t.client(
        'sealed',
        before,
        { sealed: true, sensitivity: 'R', adoption_status: 'T' },
        { made: t.ago(60) },
      );
      t.welfareCase('sealed', old, [], {
        from: t.ago(60),
        until: t.ago(5),
        closureReason: 'ADPT',
        access: 'R',
        components: [{ code: '1695', from: t.ago(40), until: t.ago(5) }],
      });
      const parent = t.aided('adopter', adopter);
      const child = t.aided('adopted', after, {}, { made: t.ago(4) });
      t.aidCase('adopter', {
        granted: t.ago(4),
        members: [
          { record: parent, role: 'PARENT' },
          { record: child, role: 'CHILD' },
        ],
      });
      const known = t.client('adopted', after, { adoption_status: 'T' }, { made: t.ago(3) });
      t.referral('adopted', {
        clients: [known],
        received: t.ago(3),
        disposition: 'UNFOUNDED',
        closed: t.ago(2),
      });
    },
  },
  {
    name: 'named-28-double-surname-truncated',
    about: 'Two long surnames, cut off at 25 characters by child welfare and whole in CalWORKs.',
    tell: (open) => {
      const t = open();
      const last = 'MONTENEGRO VILLASENOR DE LA GARZA';
      const mother = t.person({
        first: 'XOCHITL',
        last,
        sex: 'F',
        birth: civilDay(1991, 3, 29),
        group: 'hispanic',
      });
      const child = t.person({
        first: 'AMERICA',
        last,
        sex: 'F',
        birth: civilDay(2014, 12, 12),
        group: 'hispanic',
      });
      tellTogether(t, mother, [child], {
        clients: { parent: { ssn: '', cin: '' }, child1: { ssn: '', cin: '' } },
      });
    },
  },
  {
    name: 'named-29-vietnamese-order-swapped',
    about: 'Family name first in CalWORKs: NGUYEN THI HOA recorded with first name Nguyen and last name Hoa.',
    tell: (open) => {
      const t = open();
      const mother = t.person({
        first: 'HOA',
        middle: 'THI',
        last: 'NGUYEN',
        sex: 'F',
        birth: civilDay(1986, 4, 30),
        group: 'vietnamese',
      });
      const child = t.person({
        first: 'BAO',
        middle: 'VAN',
        last: 'NGUYEN',
        sex: 'M',
        birth: civilDay(2012, 2, 8),
        group: 'vietnamese',
      });
      tellTogether(t, mother, [child], {
        clients: { parent: { ssn: '', cin: '' }, child1: { ssn: '', cin: '' } },
        aided: {
          parent: { first_name: 'NGUYEN', last_name: 'HOA' },
          child1: { first_name: 'NGUYEN', last_name: 'BAO' },
        },
      });
    },
  },
  {
    name: 'named-30-first-of-january',
    about: 'Forty adults recorded with 1 January 1990 for want of a birth date; ten of them are on CalWORKs.',
    tell: (open) => {
      for (let household = 0; household < 5; household += 1) tellFirstOfJanuary(open(), household);
    },
  },
  {
    name: 'named-31-keys-differ-by-case',
    about: 'Two children whose client keys differ only in upper and lower case.',
    tell: (open) => {
      const t = open();
      const birth = civilDay(2011, 6, 1);
      const upper = t.person({ first: 'PRESTON', last: 'GALLOWAY', sex: 'M', birth });
      const lower = t.person({ first: 'SAVANNAH', last: 'GALLOWAY', sex: 'F', birth: addYears(birth, 3) });
      const mother = t.person({ first: 'COLLEEN', last: 'GALLOWAY', sex: 'F', birth: civilDay(1987, 7, 7) });
      let key = t.builder.cwsKey(t.ago(14));
      while (swapCase(key) === key) key = t.builder.cwsKey(t.ago(14));
      tellTogether(t, mother, [upper, lower], { clientKeys: { child1: key, child2: swapCase(key) } });
    },
  },
  {
    name: 'named-32-ids-damaged-by-spreadsheet',
    about: 'Files spoilt on the way, in the folder `damaged`; the people here are in the sound files.',
    tell: (open) => {
      const t = open();
      const mother = t.person({
        first: 'IRENE',
        last: 'CASTLEBERRY',
        sex: 'F',
        birth: civilDay(1985, 11, 16),
      });
      const child = t.person({ first: 'WALTER', last: 'CASTLEBERRY', sex: 'M', birth: civilDay(2013, 3, 3) });
      tellTogether(t, mother, [child]);
    },
  },
  {
    name: 'named-33-one-state-id-two-mothers',
    about: 'Two children under one State ID who have different mothers by birth: an error to report.',
    tell: (open) => {
      const t = open();
      const first = t.person({ first: 'HEIDI', last: 'STROUD', sex: 'F', birth: civilDay(1989, 9, 9) });
      const second = t.person({ first: 'GRETCHEN', last: 'LOCKHART', sex: 'F', birth: civilDay(1994, 4, 4) });
      const a = t.person({ first: 'OWEN', last: 'STROUD', sex: 'M', birth: civilDay(2015, 5, 5) });
      const b = t.person({ first: 'MAEVE', last: 'LOCKHART', sex: 'F', birth: civilDay(2018, 8, 8) });
      const [motherA, motherB] = [t.client('mother1', first), t.client('mother2', second)];
      const [childA, childB] = [t.client('child1', a), t.client('child2', b)];
      const stateId = t.builder.stateId(first);
      t.welfareCase('child1', childA, [motherA], { stateId });
      t.welfareCase('child2', childB, [motherB], { stateId });
      t.relate(motherA, [childA]);
      t.relate(motherB, [childB]);
    },
  },
  {
    name: 'named-34-converted-to-calsaws-id',
    about: 'A mother and child whose CWIN becomes a CalSAWS person id on the first day of the month.',
    tell: (open) => {
      const t = open();
      const mother = t.person({ first: 'NADINE', last: 'THORNBURG', sex: 'F', birth: civilDay(1991, 1, 31) });
      const child = t.person({ first: 'JASPER', last: 'THORNBURG', sex: 'M', birth: civilDay(2017, 10, 10) });
      const day = t.ago(1) + 1;
      tellTogether(t, mother, [child], {
        converted: { parent: { day, key: mother.calsawsId }, child1: { day, key: child.calsawsId } },
      });
    },
  },
];
