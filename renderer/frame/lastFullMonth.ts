import { previousMonth } from '../../src/domain/month.ts';

/** The month before the one that a moment lies in: where a project without imports begins. */
export function lastFullMonth(now: Date): string {
  return previousMonth(`${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}`);
}
