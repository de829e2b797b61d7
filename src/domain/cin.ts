export interface Cin {
  /** Nine characters: 9, seven digits, a letter. */
  readonly cin: string;
  /** Given as the longer number of the benefits card, of which the first nine characters were kept. */
  readonly cutFrom?: 'card';
  /** The last letter is one that the state leaves out (B I J K L O P Q R S): worth a look, not an error. */
  readonly unusualLetter?: true;
}

const PLAIN = /^9\d{7}[A-Z]$/;
const CARD = /^9\d{7}[A-Z]\d(?:\d{4})?$/;
const UNUSUAL = /[BIJKLOPQRS]$/;

/**
 * Reads a Client Index Number (domain.md 2.1). Blanks and hyphens do not matter, nor does case. Undefined when the
 * text is no CIN. The card's check digit is not tested: its rule is not public.
 */
export function parseCin(text: string): Cin | undefined {
  const bare = PLAIN.test(text) ? text : text.replace(/[\s-]+/g, '').toUpperCase();
  const isPlain = PLAIN.test(bare);
  if (!isPlain && !CARD.test(bare)) return undefined;
  const cin = isPlain ? bare : bare.slice(0, 9);
  return {
    cin,
    ...(isPlain ? {} : { cutFrom: 'card' as const }),
    ...(UNUSUAL.test(cin) ? { unusualLetter: true as const } : {}),
  };
}
