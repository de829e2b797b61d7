/** What of a value goes into a key. Each form is coarser than `value`, so that a slip in the rest does no harm. */
export type KeyForm =
  | 'value'
  /** How a name sounds (Soundex). */
  | 'sound'
  | 'initial'
  | 'first_three'
  /** The first and the last half of a number or text. */
  | 'head'
  | 'tail'
  | 'year'
  | 'year_month'
  | 'month_day'
  /** A date whichever of day and month stands first. */
  | 'any_order_date'
  /** An e-mail address up to the @. */
  | 'user';

/**
 * One thing two records must share. `otherColumn`: the two columns in either order, so that swapped names still meet.
 */
export type KeyPart = { readonly column: number; readonly form: KeyForm; readonly otherColumn?: number };

/**
 * A rule that proposes pairs: two records meet when they share every part. Without parts every pair is looked at.
 * `otherNames`: the rule is tried with all names a record has.
 */
export type BlockingPass = {
  readonly name: string;
  readonly parts: readonly KeyPart[];
  readonly otherNames?: true;
};

/** Whether every pair that meets in `fine` also meets in `coarse`. */
export function implies(fine: BlockingPass, coarse: BlockingPass): boolean {
  if (coarse.otherNames === true && fine.otherNames !== true) return false;
  return coarse.parts.every((part) =>
    fine.parts.some(
      (other) =>
        other.column === part.column &&
        other.otherColumn === part.otherColumn &&
        (other.form === part.form || isCoarserForm(other.form, part.form)),
    ),
  );
}

const coarser: Readonly<Partial<Record<KeyForm, readonly KeyForm[]>>> = {
  value: [
    'sound',
    'initial',
    'first_three',
    'head',
    'tail',
    'year',
    'year_month',
    'month_day',
    'any_order_date',
    'user',
  ],
  sound: ['initial'],
  first_three: ['initial'],
  year_month: ['year'],
  any_order_date: ['year'],
};

function isCoarserForm(fine: KeyForm, coarse: KeyForm): boolean {
  return coarser[fine]?.includes(coarse) ?? false;
}
