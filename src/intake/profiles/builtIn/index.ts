import type { Profile } from '../profile.ts';
import { civLinkages } from './civLinkages.ts';
import { calsawsPersonMonth, calwinPersonMonth } from './personMonth.ts';
import { santaClaraList } from './santaClaraList.ts';
import { smartCases, smartReferrals } from './smart.ts';

/**
 * The profiles that ship with Linkdesk, beside the layouts of the synthetic county. Column names of real reports
 * differ from county to county: a profile is where to start, and `learnProfile` and `mendProfile` do the rest.
 */
export const builtInProfiles: readonly Profile[] = [
  santaClaraList,
  civLinkages,
  smartCases,
  smartReferrals,
  calwinPersonMonth,
  calsawsPersonMonth,
];
