import type { Database } from './driver.ts';

/** Who the store belongs to, kept inside it. */
export interface StoreIdentity {
  readonly storeId: string;
  /** Project name, e.g. "Demo county". */
  readonly name: string;
  readonly county: string;
  /** Made-up people only. */
  readonly synthetic: boolean;
  readonly createdAt: string;
}

/** An open store that can only be read: the driver refuses every write on it. */
export interface ReadStore {
  readonly access: 'read' | 'write';
  readonly db: Database;
  readonly folder: string;
  readonly identity: StoreIdentity;
}

/** The one open store that may be written. */
export interface WriteStore extends ReadStore {
  readonly access: 'write';
  /** Opens further connections of this process; zeroed on close. */
  readonly dataKey: Buffer;
  /** Signs audit rows; zeroed on close. */
  readonly auditKey: Buffer;
  /** Whoever is at the desk, for decisions and the audit log. */
  readonly reviewer: string;
  /** The store was not closed in order last time; it was checked in full. */
  readonly recovered: boolean;
  /** Schema version found before migrating, or null when nothing had to be migrated. */
  readonly migratedFrom: number | null;
  /** Step that holds the store for writing right now, in words; null = free. */
  readonly hold: { step: string | null };
  /** Holds the single-writer lock until the store is closed. */
  readonly lock: Database;
}
