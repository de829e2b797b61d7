/*
 * The answers a person can give, as data without schemas: the window takes its buttons from here without loading
 * a validator.
 */

/** Fixed reason codes, so that reasons can be counted; the words are the renderer's buttons. */
export const decisionReasons = [
  { code: 'all_agree', label: 'All evidence agrees' },
  { code: 'typing_error', label: 'Typing error in one system' },
  { code: 'name_change', label: 'Name changed' },
  { code: 'twin_or_sibling', label: 'Twin or sibling' },
  { code: 'parent_and_child', label: 'Parent and child, or senior and junior' },
  { code: 'shared_identifier', label: 'Identifier belongs to somebody else' },
  { code: 'different_people', label: 'Same name, different person' },
  { code: 'more_information', label: 'More information needed' },
  { code: 'ask_worker', label: 'Worker has to be asked' },
] as const;

/** The five ends of a mismatch (4.6 of the review notes). */
export const mismatchOutcomes = [
  { code: 'data_error', label: 'Same person, data error', verdict: 'same' },
  { code: 'shared_key', label: 'Different people, shared key', verdict: 'different' },
  { code: 'mixed_record', label: 'One record mixes two people', verdict: 'different' },
  { code: 'duplicate', label: 'Duplicate in one system', verdict: 'same' },
  { code: 'cannot_tell', label: 'Cannot tell', verdict: 'hold' },
] as const;
