/** A saved method: how a measure is defined, in words that are printed with it (OCM-4, OCM-12). */
export interface MeasureMethod {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly requirements: readonly string[];
  /** What is counted; never mixed with another unit in one chart (OCM-3). */
  readonly unit: string;
  /** One paragraph. */
  readonly definition: string;
  readonly sections: readonly { readonly heading: string; readonly paragraphs: readonly string[] }[];
  readonly glossary: readonly (readonly [term: string, meaning: string])[];
}

/** Percentage of children with CalWORKs (OCM-5 to OCM-10). */
export const ocPercentMethod: MeasureMethod = {
  id: 'OC-%',
  version: 1,
  title: 'Children with CalWORKs',
  requirements: ['OCM-5', 'OCM-6', 'OCM-7', 'OCM-8', 'OCM-9', 'OCM-10'],
  unit: 'child',
  definition:
    'Of all children with a child welfare case of the county’s own agency that is open in the period, the percentage who are in the household of an active CalWORKs case while their child welfare case is open.',
  sections: [
    {
      heading: 'Denominator',
      paragraphs: [
        'Children with a child welfare case whose span of days meets the period. A case closed on a day is not open on that day.',
        'Only cases for which the county welfare department has primary responsibility: responsible agency C, and the county’s own government entity. Cases of probation and other agencies, of other counties, and incoming requests of other states are left out and counted. Sensitive and sealed records are left out and counted.',
        'A child with several cases or several records counts once.',
      ],
    },
    {
      heading: 'Numerator',
      paragraphs: [
        'Children of the denominator who are a member of a CalWORKs case, on at least one day on which the case is active, the child is in the household, and the child welfare case is open. “On the last day” asks the same of the last day of the period alone, and the denominator with it.',
        'A child who is listed on the case but not in the home does not count. A child in the home who is not aided counts; “aided only” is a variant.',
      ],
    },
    {
      heading: 'Who is the same child',
      paragraphs: [
        'Identity comes first, time second: records of both systems are linked by Client Index Number, Social Security number, or name and birth date, with support from other fields; near matches are decided by people.',
        'Identity as it is known now is used for all months. Months before the first extract are counted from the history in that extract.',
      ],
    },
    {
      heading: 'Release',
      paragraphs: [
        'In a version for release, counts of 1 to 10 are withheld, with every percentage that rests on them and as many further figures as it takes so that none can be worked out by subtraction: between those on CalWORKs and all, between ways of counting, and between a longer period and the shorter ones in it. Zeros are shown. The department decides what is released.',
      ],
    },
  ],
  glossary: [
    [
      'CalWORKs',
      'California Work Opportunity and Responsibility to Kids, cash aid for families with children',
    ],
    ['CWS/CMS', 'Child Welfare Services/Case Management System'],
    ['CFS', 'Children and Family Services, the county’s child welfare agency'],
    ['Mutual client', 'Somebody whom child welfare and CalWORKs staff serve at the same time'],
  ],
};
