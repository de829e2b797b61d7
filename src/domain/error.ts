/**
 * A failure that a person can act on. `message` is one or two full sentences: what is wrong, where, how to mend it,
 * and what was left unchanged. It never holds a person's data, because it is shown, printed and logged.
 */
export class LinkdeskError extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, string | number>>;

  /** `code` in SCREAMING_SNAKE names the kind of failure; `details` are scalars a program may use (file, line, column). */
  constructor(code: string, message: string, details: Readonly<Record<string, string | number>> = {}) {
    super(message);
    this.name = 'LinkdeskError';
    this.code = code;
    this.details = details;
  }
}
