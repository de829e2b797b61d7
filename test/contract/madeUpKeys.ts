import { cwsKeyOf } from '../../src/domain/cwsKey.ts';

/** A CWS/CMS key of nobody, another for every number. */
export const madeUpKey = (n: number): string =>
  cwsKeyOf({
    year: 2021,
    month: 5,
    day: 6,
    hour: 9,
    minute: 30,
    second: n % 60,
    hundredths: n % 100,
    staff: 82_000 + n,
  });
