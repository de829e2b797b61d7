import { LinkdeskError } from '../domain/error.ts';
import { isExponentForm } from './valueClass.ts';

/** Keys of which none holds a letter of the other case before that counts as damage: by chance, one file in 10^14. */
const KEYS_FOR_CERTAINTY = 10;
const ENOUGH_KEYS = 1000;

const remedy =
  'Export the file again with the column as text and do not open it in a spreadsheet before importing it. Nothing of the file was kept.';

/**
 * Watches one column of CWS/CMS keys for what spreadsheets and databases do to it (domain.md 2.4): numbers in
 * exponent form, long ids rounded to 15 digits, letters all of one case. Each makes different people look like one,
 * so the whole file is refused.
 */
export class DamageWatch {
  readonly #file: string;
  readonly #column: string;
  #longIds = 0;
  #roundedIds = 0;
  #firstRounded = 0;
  #upper = false;
  #lower = false;
  readonly #keys = new Set<string>();

  constructor(file: string, column: string) {
    this.#file = file;
    this.#column = column;
  }

  /** Looks at one cell. Throws a LinkdeskError as soon as the damage is certain. */
  see(cell: string, line: number): void {
    const text = cell.trim();
    const first = text.charCodeAt(0);
    if (text.length === 10) {
      if (!(this.#upper && this.#lower)) this.#seeCase(text);
    } else if (first >= 48 && first <= 57) {
      this.#seeNumber(text, line);
    }
  }

  /** To be called after the last row. */
  finish(): void {
    if (this.#roundedIds >= 2 && this.#roundedIds * 2 >= this.#longIds) {
      throw this.#refusal(
        'KEYS_ROUNDED',
        this.#firstRounded,
        `${this.#roundedIds} of ${this.#longIds} long ids end in zeros, because a spreadsheet keeps only 15 digits`,
      );
    }
    if (this.#upper !== this.#lower && this.#keys.size >= KEYS_FOR_CERTAINTY) throw this.#oneCase();
  }

  #seeCase(key: string): void {
    this.#upper ||= /[A-Z]/.test(key);
    this.#lower ||= /[a-z]/.test(key);
    if (this.#upper && this.#lower) {
      this.#keys.clear();
    } else if (this.#keys.size < ENOUGH_KEYS) {
      this.#keys.add(key);
    } else if (this.#upper !== this.#lower) {
      throw this.#oneCase();
    }
  }

  #seeNumber(text: string, line: number): void {
    if (isExponentForm(text)) {
      throw this.#refusal(
        'KEYS_AS_NUMBERS',
        line,
        'a key stands there as a number in exponent form, as 1.23E+17',
      );
    }
    const digits = text.replaceAll('-', '');
    if (digits.length < 17 || digits.length > 19 || !/^\d+$/.test(digits)) return;
    this.#longIds++;
    if (digits.endsWith('0'.repeat(digits.length - 15))) {
      this.#roundedIds++;
      if (this.#firstRounded === 0) this.#firstRounded = line;
    }
  }

  #oneCase(): LinkdeskError {
    return this.#refusal(
      'KEYS_ONE_CASE',
      undefined,
      `all keys are in ${this.#upper ? 'capital' : 'small'} letters, but CWS/CMS keys differ by the case of their letters`,
    );
  }

  #refusal(code: string, line: number | undefined, what: string): LinkdeskError {
    const place = line === undefined ? '' : `, line ${line}`;
    return new LinkdeskError(code, `${this.#file}${place}, column ${this.#column}: ${what}. ${remedy}`, {
      file: this.#file,
      column: this.#column,
      ...(line === undefined ? {} : { line }),
    });
  }
}
