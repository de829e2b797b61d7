import type { CivilDay } from '../domain/civilDate.ts';
import { findCounty } from '../domain/counties.ts';
import type { NameGroup } from './names/nameGroup.ts';
import { drawFirstName } from './names/firstNames.ts';
import { drawSurname } from './names/surnames.ts';
import { Random } from './random.ts';
import type { Row } from './story.ts';
import type { Tier } from './tiers.ts';

export interface Worker {
  readonly id: string;
  readonly name: string;
  /** Ten digits, 555-01xx */
  readonly phone: string;
  readonly email: string;
  readonly office: string;
  readonly unit: string;
  readonly role: string;
  readonly specialized: boolean;
}

/** The desks of both departments and who sits at them; made-up people, mail at example.invalid. */
export interface Workers {
  readonly cwsDesks: number;
  readonly calworksDesks: number;
  readonly cwsWorker: (desk: number, on: CivilDay) => Worker;
  readonly calworksWorker: (desk: number, on: CivilDay) => Worker;
  /** First day on which somebody else sits at this child welfare desk, after `on`. */
  readonly nextCwsWorker: (desk: number, on: CivilDay) => CivilDay;
  /** State county code 1068 + n − 1, "1107" */
  readonly entity: string;
}

/** How many days people stay at a desk, and by how many days its changes are shifted. */
interface Tenure {
  readonly days: number;
  readonly shift: number;
}

const calworksRoles = ['CM', 'CM', 'CM', 'CEES', 'CM', 'ET', 'IEES', 'SCM', 'CM', 'SUPERVISOR'] as const;
const FAR_PAST = -3_650;

/** The desks of a county. Who sits where is a matter of the day alone. */
export function workersOf(seed: number, tier: Tier): Workers {
  const code = Number(tier.code);
  const officeCount = Math.min(tier.cities.length, tier.county === 'slo' ? 4 : 9);

  const tenures: [Tenure[], Tenure[]] = [[], []];
  const tenure = (desk: number, department: 0 | 1): Tenure => {
    const known = tenures[department][desk];
    if (known !== undefined) return known;
    const random = new Random(seed, code, 0x77, department, desk);
    return (tenures[department][desk] = { days: random.between(420, 1180), shift: random.below(1180) });
  };
  const holder = (desk: number, department: 0 | 1, on: CivilDay): number => {
    const { days, shift } = tenure(desk, department);
    return Math.floor((on + shift - FAR_PAST) / days);
  };
  const known = new Map<string, Worker>();
  const worker = (desk: number, department: 0 | 1, on: CivilDay): Worker => {
    const nth = holder(desk, department, on);
    const id = `${department === 0 ? 'SW' : 'CW'}${String(desk + 1).padStart(4, '0')}${String.fromCodePoint(65 + (nth % 26))}`;
    let found = known.get(id);
    if (found === undefined) {
      const random = new Random(seed, code, 0x78, department, desk, nth);
      const group = random.weighted(tier.mix as Record<NameGroup, number>);
      const first = drawFirstName(group, random.chance(0.78) ? 'F' : 'M', false, random);
      const last = drawSurname(group, random);
      const role = department === 0 ? 'SW' : calworksRoles[desk % calworksRoles.length]!;
      const office = tier.cities[desk % officeCount]!.city;
      found = {
        id,
        name: `${first} ${last}`,
        phone: `${tier.areaCode}55501${String(random.below(100)).padStart(2, '0')}`,
        email: `${first}.${last}.${id}@example.invalid`.toLowerCase().replace(/[^a-z0-9.@]/g, ''),
        office: office.slice(0, 20),
        unit: `U${String(1 + Math.floor(desk / 6)).padStart(2, '0')}`,
        role,
        specialized: role === 'SCM',
      };
      known.set(id, found);
    }
    return found;
  };
  return {
    cwsDesks: Math.max(20, Math.ceil(tier.openChildren / 16)),
    calworksDesks: Math.max(20, Math.ceil(tier.calworksPersons / 260)),
    cwsWorker: (desk, on) => worker(desk, 0, on),
    calworksWorker: (desk, on) => worker(desk, 1, on),
    nextCwsWorker: (desk, on) => {
      const { days, shift } = tenure(desk, 0);
      return (holder(desk, 0, on) + 1) * days - shift + FAR_PAST;
    },
    entity: findCounty(tier.code)!.entity,
  };
}

/** The rows of the CalWORKs workers' extract of a day. */
export function workerRows(workers: Workers, on: CivilDay): readonly Row[] {
  return Array.from({ length: workers.calworksDesks }, (_, desk) => {
    const worker = workers.calworksWorker(desk, on);
    const supervisor = workers.calworksWorker(desk - (desk % calworksRoles.length) + 9, on);
    return {
      worker_id: worker.id,
      worker_name: worker.name,
      worker_role: worker.role,
      office: worker.office,
      unit: worker.unit,
      worker_phone: worker.phone,
      worker_email: worker.email,
      regional_contact: supervisor.name,
      specialized: worker.specialized,
    };
  });
}
