import type { CivilDay } from '../domain/civilDate.ts';
import type { Random } from './random.ts';
import type { Rates } from './rates.ts';
import type { Tier } from './tiers.ts';

export interface Address {
  readonly street: string;
  readonly city: string;
  readonly zip: string;
}

/** Where somebody lives over time, first stay first. */
export interface Home {
  readonly stays: readonly { readonly from: CivilDay; readonly address: Address }[];
  /** Ten digits, 555-01xx */
  readonly phone: string;
}

const words = (list: string): readonly string[] => list.trim().split(/\s+/);
const streetNames = words(
  `MAPLE OAK CEDAR PINE ELM WALNUT SPRING MAIN PARK LAKE HILL CHURCH RIVER SYCAMORE MAGNOLIA ORANGE LEMON OLIVE
  MISSION ALAMEDA CAMINO GRAND CENTRAL BROADWAY FIRST SECOND THIRD FOURTH FIFTH SIXTH 7TH 8TH 9TH 10TH 11TH 12TH 14TH
  16TH 18TH 22ND 24TH 32ND 41ST 53RD 76TH 92ND WASHINGTON LINCOLN JEFFERSON MADISON ADAMS JACKSON MONROE FRANKLIN
  HARRISON GRANT VINE CHESTNUT WILLOW POPLAR ASPEN LAUREL JUNIPER PALM ROSE LILAC POPPY VISTA SIERRA RANCHO MESA
  VALLEY CANYON CREEK BROOK MEADOW PRAIRIE RIDGE SUNSET SUNRISE PACIFIC OCEAN HARBOR BAY SANTA_ROSA SAN_CARLOS
  SAN_PEDRO LOS_ROBLES EL_CAMINO LAS_PALMAS VIA_DEL_SOL LA_PALMA CALLE_REAL MONTEREY VICTORIA FAIRVIEW HIGHLAND
  PROSPECT UNION LIBERTY MARKET STATION DEPOT COLLEGE SCHOOL CAPITOL`,
);
const streetKinds = words('ST ST ST ST AVE AVE AVE RD DR DR BLVD LN CT WAY PL');

/** An address anywhere in the county; large cities and low house numbers are likelier. */
function drawAddress(tier: Tier, random: Random, rates: Rates): Address {
  const rank = Math.floor(tier.cities.length * random.unit() ** 1.8);
  const { city, zips } = tier.cities[rank]!;
  const zip = random.pick(zips);
  if (random.chance(rates.generalDelivery)) return { street: 'GENERAL DELIVERY', city, zip };
  const number = 1 + Math.floor(random.unit() ** 2 * 9998);
  const unit = random.chance(0.38) ? ` APT ${random.between(1, random.chance(0.2) ? 240 : 30)}` : '';
  const name = random.pick(streetNames).replaceAll('_', ' ');
  return { street: `${number} ${name} ${random.pick(streetKinds)}${unit}`, city, zip };
}

/** A home from one day to another with the moves in between. */
export function drawHome(tier: Tier, from: CivilDay, until: CivilDay, random: Random, rates: Rates): Home {
  const stays = [{ from, address: drawAddress(tier, random, rates) }];
  const yearsToMove = 1 / Math.max(rates.moved, 1e-9);
  for (let day = from; ; ) {
    day += Math.ceil(random.lasting(yearsToMove * 365, 20, 1e6));
    if (day >= until) break;
    stays.push({ from: day, address: drawAddress(tier, random, rates) });
  }
  return { stays, phone: `${tier.areaCode}55501${String(random.below(100)).padStart(2, '0')}` };
}

/** The address on a day: the last one moved to by then. */
export function addressOn(home: Home, day: CivilDay): Address {
  let address = home.stays[0]!.address;
  for (const stay of home.stays) if (stay.from <= day) address = stay.address;
  return address;
}
