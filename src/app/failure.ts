import { LinkdeskError } from '../domain/error.ts';
import type { Failure } from './contract/contract.ts';

let unexpected = 0;

/**
 * What a caller may know of an error. Our own errors carry a sentence made for people; anything else gets a fixed
 * sentence and a number, because its own words may quote a file or a person. With LINKDESK_DEBUG=1 its stack goes to
 * standard error.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof LinkdeskError) return { code: error.code, message: error.message, ref: '' };
  unexpected += 1;
  const ref = `E-${String(unexpected).padStart(6, '0')}`;
  if (process.env['LINKDESK_DEBUG'] === '1' && error instanceof Error)
    process.stderr.write(`${ref} ${error.stack ?? error.name}\n`);
  return {
    code: 'UNEXPECTED',
    message: `A fault in Linkdesk itself (${ref}). Nothing of the running step was kept; what was saved before is safe.`,
    ref,
  };
}
