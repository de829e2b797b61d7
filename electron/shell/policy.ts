import { existsSync, readFileSync } from 'node:fs';
import { LinkdeskError } from '../../src/domain/error.ts';

/** What the county's IT decides for a workstation. */
export interface Policy {
  /** Minutes without a touch until the project locks, 1 to 60. */
  readonly idleMinutes: number;
  /** Keep screenshots and screen sharing from seeing the window. */
  readonly contentProtection: boolean;
}

const standard: Policy = { idleMinutes: 10, contentProtection: true };

/**
 * Reads `policy.json`, which lies beside the program where only administrators write. No file means the standard: ten
 * minutes, protected. A file that does not say clearly what it wants throws POLICY_UNREADABLE, because guessing would
 * mean weakening somebody's decision.
 */
export function readPolicy(file: string): Policy {
  if (!existsSync(file)) return standard;
  const wanted = { ...standard, ...parsed(file) };
  const { idleMinutes, contentProtection } = wanted;
  const known = Object.keys(wanted).length === Object.keys(standard).length;
  const inRange = Number.isInteger(idleMinutes) && idleMinutes >= 1 && idleMinutes <= 60;
  if (!known || !inRange || typeof contentProtection !== 'boolean') throw unreadable();
  return { idleMinutes, contentProtection };
}

function parsed(file: string): Partial<Policy> {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Not JSON, or not ours to read: one sentence for both.
  }
  throw unreadable();
}

function unreadable(): LinkdeskError {
  return new LinkdeskError(
    'POLICY_UNREADABLE',
    'The file policy.json beside the program cannot be used. It may hold "idleMinutes" (1 to 60) and "contentProtection" (true or false), nothing else. Linkdesk was not started.',
  );
}
