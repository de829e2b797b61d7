export interface CaseNumber {
  readonly caseNumber: string;
  /** Not seven letters and digits, as CalWIN and CalSAWS serials are: worth a look, not an error. */
  readonly unusual?: true;
}

/** Reads a CalWORKs case number (domain.md 2.3): upper case, no blanks or hyphens, leading zeros kept; undefined when blank. */
export function parseCaseNumber(text: string): CaseNumber | undefined {
  const caseNumber = text.replace(/[\s-]+/g, '').toUpperCase();
  if (caseNumber === '') return undefined;
  return /^[0-9A-Z]{7}$/.test(caseNumber) ? { caseNumber } : { caseNumber, unusual: true };
}
