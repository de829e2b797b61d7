import { civilDay } from '../../domain/civilDate.ts';
import type { NamedTeller } from './namedTeller.ts';

const firstNames = 'MARIA JOSE ANA LUIS ROSA JUAN ELENA PEDRO'.split(' ');
const lastNames = 'GARCIA LOPEZ SMITH NGUYEN JOHNSON'.split(' ');

/** Eight adults of one referral, recorded with the placeholder; two of them are on CalWORKs with their true birth date. */
export function tellFirstOfJanuary(t: NamedTeller, household: number): void {
  const last = lastNames[household]!;
  const people = firstNames.map((first, index) =>
    t.person({
      first,
      last,
      sex: index % 2 === 0 ? 'F' : 'M',
      birth: civilDay(1978 + index * 2, 1 + ((index + household) % 12), 4 + household * 3 + index),
      group: 'hispanic',
    }),
  );
  const clients = people.map((person, index) =>
    t.client(`adult${household * 8 + index + 1}`, person, {
      birth_date: civilDay(1990, 1, 1),
      birth_date_basis: 'Y',
      ssn: '',
      cin: '',
    }),
  );
  t.referral(`referral${household + 1}`, {
    clients,
    received: t.ago(4, household),
    disposition: 'INCONCLUSIVE',
    closed: t.ago(3),
  });
  const members = people.slice(0, 2).map((person, index) => ({
    record: t.aided(`adult${household * 8 + index + 1}`, person),
    role: 'PARENT' as const,
    aidCode: '35',
  }));
  t.aidCase(`adults${household + 1}`, { granted: t.ago(10), members });
}
