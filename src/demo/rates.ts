/**
 * How often what happens, as probabilities unless stated. Defaults are the proposed values of domain.md 6.1 and 6.2.
 * A rate of an error is for the pair of records of one person: each system errs on its own, and
 * `cwsShareOfErrors` of the errors are made in child welfare.
 */
export interface Rates {
  readonly cwsShareOfErrors: number;

  readonly ssnMissingCwsChild: number;
  readonly ssnMissingCwsAdult: number;
  readonly ssnMissingCalworksChild: number;
  readonly ssnMissingCalworksAdult: number;
  readonly cinMissingCwsCaseChild: number;
  readonly cinMissingCwsReferralChild: number;
  readonly cinMissingCwsAdult: number;
  readonly cinMissingCalworks: number;

  readonly ssnOneDigit: number;
  readonly ssnTransposed: number;
  readonly ssnOfRelative: number;
  readonly ssnPlaceholder: number;
  /** Two CINs, the older one frozen. */
  readonly cinFrozen: number;
  /** Of adoptions out of child welfare: a new record, name and CIN appear beside the sealed old record. */
  readonly adoptionPair: number;

  readonly birthDayMonthSwapped: number;
  readonly birthYearOff: number;
  readonly birthMonthOff: number;
  readonly birthDigit: number;
  readonly birthDecade: number;
  readonly birthEstimatedCwsAdult: number;
  readonly birthEstimatedCwsChild: number;
  readonly birthMissingCwsAdult: number;
  readonly birthMissingAllegedFather: number;

  readonly nicknameAdult: number;
  readonly nicknameChild: number;
  readonly initialOnly: number;
  /** Of children recorded within 30 days of birth: BABY BOY and the like. */
  readonly babyPlaceholder: number;
  readonly middleMissing: number;
  readonly middleInitial: number;
  /** Of adult women, within five years. */
  readonly surnameChanged: number;
  readonly spellingEdit: number;
  readonly spellingPhonetic: number;
  readonly namesSwapped: number;
  readonly suffixLost: number;

  /** Of Hispanic people: has two surnames in at least one system. The six forms below share them out. */
  readonly doubleSurname: number;
  readonly doubleFirstOnly: number;
  readonly doubleSecondOnly: number;
  readonly doubleSpace: number;
  readonly doubleHyphen: number;
  readonly doubleSwapped: number;
  readonly doubleTruncated: number;
  readonly vietnameseSwapped: number;
  readonly vietnameseCompound: number;
  readonly westernFirstName: number;

  readonly sexDifferent: number;
  readonly sexUnknown: number;
  /** Moves a year. */
  readonly moved: number;
  readonly generalDelivery: number;
  /** Of names changed or recorded another way: CWS has the other one among the other names. */
  readonly otherNameKept: number;
  readonly duplicateCwsAdult: number;
  readonly duplicateCwsChild: number;
  readonly duplicateCalworks: number;
  /** Of errors in a record: found and mended within about two years. */
  readonly corrected: number;

  readonly twins: number;
  /** Of sibling groups: has children of more than one father. */
  readonly halfSiblings: number;
  readonly sensitive: number;
  readonly restricted: number;
  readonly agencyProbation: number;
  readonly agencyOther: number;
  readonly otherCounty: number;
  readonly voluntaryMaintenance: number;
  readonly voluntaryReunification: number;
  readonly relativePlacement: number;

  /** Of families with a child welfare case: on CalWORKs while it is open, by the road the case takes. */
  readonly calworksMaintenance: number;
  readonly calworksReunified: number;
  readonly calworksRemoved: number;
  readonly calworksRelativeCaretaker: number;
  /** Of families with a referral and no case. */
  readonly calworksReferral: number;

  readonly twoParents: number;
  readonly childOnly: number;
  readonly sanctioned: number;
  readonly noncompliant: number;
  readonly exempt: number;
  readonly homeless: number;
  readonly denied: number;
}

/** The proposed starting values; none of them is a published figure. */
export const defaultRates: Rates = {
  cwsShareOfErrors: 0.65,

  ssnMissingCwsChild: 0.35,
  ssnMissingCwsAdult: 0.25,
  ssnMissingCalworksChild: 0.08,
  ssnMissingCalworksAdult: 0.045,
  cinMissingCwsCaseChild: 0.25,
  cinMissingCwsReferralChild: 0.6,
  cinMissingCwsAdult: 0.7,
  cinMissingCalworks: 0.005,

  ssnOneDigit: 0.01,
  ssnTransposed: 0.007,
  ssnOfRelative: 0.005,
  ssnPlaceholder: 0.003,
  cinFrozen: 0.015,
  adoptionPair: 0.02,

  birthDayMonthSwapped: 0.006,
  birthYearOff: 0.008,
  birthMonthOff: 0.004,
  birthDigit: 0.008,
  birthDecade: 0.001,
  birthEstimatedCwsAdult: 0.03,
  birthEstimatedCwsChild: 0.01,
  birthMissingCwsAdult: 0.035,
  birthMissingAllegedFather: 0.15,

  nicknameAdult: 0.06,
  nicknameChild: 0.04,
  initialOnly: 0.005,
  babyPlaceholder: 0.2,
  middleMissing: 0.4,
  middleInitial: 0.3,
  surnameChanged: 0.08,
  spellingEdit: 0.02,
  spellingPhonetic: 0.015,
  namesSwapped: 0.003,
  suffixLost: 0.3,

  doubleSurname: 0.35,
  doubleFirstOnly: 0.4,
  doubleSecondOnly: 0.15,
  doubleSpace: 0.25,
  doubleHyphen: 0.15,
  doubleSwapped: 0.03,
  doubleTruncated: 0.02,
  vietnameseSwapped: 0.08,
  vietnameseCompound: 0.5,
  westernFirstName: 0.25,

  sexDifferent: 0.005,
  sexUnknown: 0.005,
  moved: 0.2,
  generalDelivery: 0.05,
  otherNameKept: 0.6,
  duplicateCwsAdult: 0.04,
  duplicateCwsChild: 0.02,
  duplicateCalworks: 0.005,
  corrected: 0.25,

  twins: 0.031,
  halfSiblings: 0.4,
  sensitive: 0.0075,
  restricted: 0.002,
  agencyProbation: 0.06,
  agencyOther: 0.02,
  otherCounty: 0.015,
  voluntaryMaintenance: 0.28,
  voluntaryReunification: 0.02,
  relativePlacement: 0.35,

  calworksMaintenance: 0.52,
  calworksReunified: 0.45,
  calworksRemoved: 0.12,
  calworksRelativeCaretaker: 0.5,
  calworksReferral: 0.12,

  twoParents: 0.14,
  childOnly: 0.32,
  sanctioned: 0.12,
  noncompliant: 0.065,
  exempt: 0.3,
  homeless: 0.08,
  denied: 0.15,
};
