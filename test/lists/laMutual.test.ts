import { describe, expect, it } from 'vitest';
import { laMutual } from '../../src/lists/definitions/laMutual.ts';
import { evaluateList } from '../../src/lists/evaluate.ts';
import type { Evaluation } from '../../src/lists/evaluate.ts';
import type { Involvement } from '../../src/store/facts/facts.ts';
import {
  aidCase,
  auntCwin,
  childCwin,
  childKey,
  client,
  day,
  factsOf,
  link,
  longAgo,
  membership,
  motherCwin,
  motherKey,
  openCase,
} from './madeUpFacts.ts';
import type { Family } from './madeUpFacts.ts';

const evaluate = (family: Family = {}): Evaluation => evaluateList(laMutual, factsOf(family), day);
const ids = (evaluation: Evaluation): readonly string[] => evaluation.rows.map(({ rowId }) => rowId);
const ofCase = (more: Partial<Involvement>): Family => ({ involvements: [{ ...openCase, ...more }] });

describe('LA-Mutual, branch A', () => {
  it('LA-5: lists a parent in the household, named on the court family maintenance plan, with reasons in words', () => {
    const { rows, excluded } = evaluate();
    expect(rows.map(({ rowId }) => rowId)).toEqual(['A~1~2']);
    expect(rows[0]!.reasons).toEqual([
      'Named as parent on the Court FM plan of MUSTER, ANA since 5 Mar 2026.',
      'Court FM in effect since 1 Jan 2024.',
      'CalWORKs case 1B2K111 active since 1 Jan 2024.',
      'In the household since 1 Jan 2024, aided.',
    ]);
    expect(excluded).toEqual([]);
  });

  it.each([
    ['1692', 1],
    ['1693', 1],
    ['1694', 1],
    ['1695', 0],
    ['6540', 0],
  ])('LA-5: component %s gives %i row', (component, rows) => {
    const family = ofCase({ components: [{ component, from: longAgo, to: null }] });
    expect(ids(evaluate(family))).toHaveLength(rows);
  });

  it('LA-5: a missing voluntary status is shown as unknown, not guessed', () => {
    const [row] = evaluate(ofCase({ voluntary: [] })).rows;
    expect(row!.reasons).toContain('FM, court or voluntary unknown in effect since 1 Jan 2024.');
  });

  it('LA-5: voluntary from the day it is agreed, court until the day before', () => {
    const switched = (from: number): Family =>
      ofCase({
        voluntary: [
          { voluntary: false, from: longAgo, to: from },
          { voluntary: true, from, to: null },
        ],
      });
    expect(evaluate(switched(day)).rows[0]!.reasons[1]).toMatch(/^Voluntary FM/);
    expect(evaluate(switched(day + 1)).rows[0]!.reasons[1]).toMatch(/^Court FM/);
  });

  it('LA-5: family maintenance after reunification is shown as post-placement', () => {
    const [row] = evaluate(
      ofCase({
        components: [
          { component: '1694', from: longAgo, to: longAgo + 200 },
          { component: '1693', from: longAgo + 200, to: null },
        ],
      }),
    ).rows;
    expect(row!.reasons[1]).toMatch(/^Court FM, post-placement in effect/);
  });

  it.each([
    ['the day before', day - 1, 0],
    ['on the day', day, 0],
    ['the day after', day + 1, 1],
  ])('LA-2: a child welfare case that closed %s', (_, to, rows) => {
    expect(ids(evaluate(ofCase({ to })))).toHaveLength(rows);
  });

  it.each([
    ['the day before', day - 1, 1],
    ['on the day', day, 1],
    ['the day after', day + 1, 0],
  ])('LA-2: cash aid that began %s', (_, from, rows) => {
    const family: Family = {
      aidCases: [
        aidCase([membership(motherCwin, 'PARENT')], {
          statuses: [
            { status: 'PENDING', from: longAgo, to: from, workerId: null },
            { status: 'ACTIVE', from, to: null, workerId: null },
          ],
        }),
      ],
    };
    expect(ids(evaluate(family))).toHaveLength(rows);
  });

  it.each([
    ['the day before', day - 1, 0],
    ['on the day', day, 0],
    ['the day after', day + 1, 1],
  ])('LA-5: named on the plan until %s', (_, to, rows) => {
    const participants = [{ clientKey: motherKey, role: 'PARENT', from: longAgo, to }];
    expect(ids(evaluate(ofCase({ participants })))).toHaveLength(rows);
  });

  it('LA-5: a parent outside the household is not on it; an unaided one in the household is', () => {
    const only = (more: object): Family => ({
      aidCases: [aidCase([membership(motherCwin, 'PARENT', more)])],
    });
    expect(ids(evaluate(only({ inHousehold: false })))).toEqual([]);
    const unaided = evaluate(only({ aided: false, notAidedReason: 'SSI' }));
    expect(unaided.rows[0]!.reasons).toContain('In the household since 1 Jan 2024, not aided (ssi).');
  });

  it('LA-5: somebody in the household who is not named on the plan is not on it', () => {
    const stepfather = 'St00000001';
    const family: Family = {
      links: [link(stepfather, auntCwin, 3)],
      aidCases: [aidCase([membership(auntCwin, 'STEPPARENT')])],
    };
    expect(ids(evaluate(family))).toEqual([]);
  });

  it('LA-5: where the case names nobody on its plan, a birth parent stands in, marked; an alleged father does not', () => {
    const family = (code: string): Family => ({
      ...ofCase({ participants: [] }),
      parents: new Map([[childKey, [{ childKey, parentKey: motherKey, code, from: null, to: null }]]]),
    });
    expect(evaluate(family('247')).rows[0]!.reasons[0]).toBe(
      'Parent (birth) of MUSTER, ANA by relationship: the case names nobody on its plan.',
    );
    expect(ids(evaluate(family('204')))).toEqual([]);
  });

  it('LA-5: one row for a person and child, however many cash aid cases and case records there are', () => {
    const second = membership(motherCwin, 'PARENT', { caseNumber: '2B2K222', inHousehold: false });
    const family: Family = {
      involvements: [openCase, { ...openCase, key: 'Ca00000002' }],
      aidCases: [aidCase([second], { caseNumber: '2B2K222' }), aidCase([membership(motherCwin, 'PARENT')])],
    };
    const { rows } = evaluate(family);
    expect(rows).toHaveLength(1);
    expect(rows[0]!.candidate.membership!.caseNumber).toBe('1B2K111');
  });
});

describe('LA-Mutual, branch B', () => {
  const inAuntsCase = (role: string, child: object = {}): Family => ({
    links: [link(childKey, childCwin, 2)],
    aidCases: [
      aidCase([membership(auntCwin, role, { aided: false }), membership(childCwin, 'CHILD', child)]),
    ],
  });

  it.each(['NEEDY CARETAKER RELATIVE', 'NON-NEEDY CARETAKER RELATIVE'])(
    'LA-5: lists a %s of an aided, involved child, though child welfare does not know the relative',
    (role) => {
      const { rows } = evaluate(inAuntsCase(role));
      expect(rows.map(({ rowId, branch }) => [rowId, branch.id])).toEqual([['B~3~2', 'B']]);
      expect(rows[0]!.reasons.at(-1)).toBe('The child is aided in the same case since 1 Jan 2024.');
    },
  );

  it('LA-5: not for a parent, an unaided child, or a case that is not active', () => {
    expect(ids(evaluate(inAuntsCase('PARENT')))).toEqual([]);
    expect(ids(evaluate(inAuntsCase('NEEDY CARETAKER RELATIVE', { aided: false })))).toEqual([]);
    const family = inAuntsCase('NEEDY CARETAKER RELATIVE');
    const pending = { status: 'PENDING', from: longAgo, to: null, workerId: null };
    const waiting = family.aidCases!.map((one) => ({ ...one, statuses: [pending] }));
    expect(ids(evaluate({ ...family, aidCases: waiting }))).toEqual([]);
  });

  it('LA-5: any component will do, permanent placement too', () => {
    const family = {
      ...inAuntsCase('NON-NEEDY CARETAKER RELATIVE'),
      ...ofCase({ components: [{ component: '1695', from: longAgo, to: null }] }),
    };
    expect(ids(evaluate(family))).toEqual(['B~3~2']);
  });
});

describe('who is left out of LA-Mutual', () => {
  it.each([
    ['a probation case', ofCase({ agency: 'P' }), 'Primary responsibility: probation'],
    [
      'an agency not recorded',
      ofCase({ agency: null }),
      'Primary responsibility: an agency that is not recorded',
    ],
    ['another county', ofCase({ countyEntity: '1097' }), 'Case of another county'],
    [
      'an incoming request of another state',
      ofCase({ incomingIcpc: true }),
      'Incoming request of another state (ICPC)',
    ],
    ['a sensitive case', ofCase({ limitedAccess: 'S' }), 'Sensitive in child welfare'],
    ['a sealed case', ofCase({ limitedAccess: 'R' }), 'Sealed in child welfare'],
    [
      'a sealed child',
      { clients: [client(motherKey, 1, 'MARIA'), client(childKey, 2, 'ANA', { sealed: true })] },
      'Sealed in child welfare',
    ],
    [
      'a sensitive parent',
      { clients: [client(motherKey, 1, 'MARIA', { sensitivity: 'S' }), client(childKey, 2, 'ANA')] },
      'Sensitive in child welfare',
    ],
    [
      'a parent who died on the day',
      { clients: [client(motherKey, 1, 'MARIA', { death: day }), client(childKey, 2, 'ANA')] },
      'Died on or before the day of the list',
    ],
  ])('OCM-7, SCC-13: %s is counted with its reason and not listed', (_, family: Family, reason) => {
    const { rows, excluded } = evaluate(family);
    expect(rows).toEqual([]);
    expect(excluded).toEqual([{ reason, count: 1 }]);
  });

  it('OCM-7: nobody is counted as left out who would not have been on the list', () => {
    expect(evaluate({ ...ofCase({ agency: 'P', to: day }) }).excluded).toEqual([]);
  });

  it('SCC-13: a record that is sealed is counted as sealed, whatever else is wrong with it', () => {
    expect(evaluate(ofCase({ limitedAccess: 'R', agency: 'P' })).excluded).toEqual([
      { reason: 'Sealed in child welfare', count: 1 },
    ]);
  });
});

describe('watched rows', () => {
  it('OCP-15: says why a row of last month is gone', () => {
    const watched = new Set(['A~1~2']);
    const gone = (family: Family): string | undefined =>
      evaluateList(laMutual, factsOf(family), day, watched).gone.get('A~1~2');
    expect(gone(ofCase({ to: day - 3 }))).toBe('The child welfare case is not open');
    expect(gone(ofCase({ agency: 'P' }))).toBe('Primary responsibility: probation');
    expect(gone({ aidCases: [aidCase([membership(motherCwin, 'PARENT', { inHousehold: false })])] })).toBe(
      'Not in the household of the CalWORKs case',
    );
    expect(gone({ aidCases: [] })).toBe('In no CalWORKs case');
    expect(gone({})).toBeUndefined();
  });
});
