import { LinkdeskError } from '../domain/error.ts';
import { type ConnectOptions, connect, type Database } from './driver.ts';

/** Settings of every connection, in this order, each with the value it has to read back as (desktop.md 4.1). */
const settings: readonly (readonly [pragma: string, value: string, readsBack: string | number])[] = [
  ['temp_store', 'MEMORY', 2],
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  ['recursive_triggers', 'ON', 1],
  ['secure_delete', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['busy_timeout', '5000', 5000],
];

/**
 * Page cache in KiB, used as far as it is needed. A page that does not fit is encrypted and written, and decrypted
 * again when it is next needed, so whoever writes much gets plenty.
 */
const readingCache = 32_768;
const writingCache = 262_144;

/**
 * Opens an encrypted file: cipher, raw key, a first read that proves the key, then every setting, read back.
 * `legacy=4` makes the file a standard SQLCipher 4 file, which other tools can open with the same key. Plain
 * temporary files are ruled out by `temp_store` (desktop.md F4), lost commits by `synchronous` (F5).
 * Throws the driver's SQLITE_NOTADB or SQLITE_CORRUPT for a wrong key or a damaged file.
 */
export function keyedConnection(file: string, dataKey: Buffer, options: ConnectOptions = {}): Database {
  const db = connect(file, options);
  try {
    db.pragma("cipher = 'sqlcipher'");
    db.pragma('legacy = 4');
    const raw = Buffer.from(`raw:${dataKey.toString('hex')}`);
    db.key(raw);
    raw.fill(0);
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    if (db.pragma('cipher', { simple: true }) !== 'sqlcipher') throw wrongSetting('cipher');
    for (const [pragma, value, readsBack] of settings) {
      if (options.readonly && pragma === 'journal_mode') continue;
      db.pragma(`${pragma} = ${value}`);
      if (db.pragma(pragma, { simple: true }) !== readsBack) throw wrongSetting(pragma);
    }
    db.pragma(`cache_size = -${options.readonly ? readingCache : writingCache}`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function wrongSetting(pragma: string): LinkdeskError {
  return new LinkdeskError(
    'STORE_SETTING_REFUSED',
    `The database driver did not accept the setting "${pragma}" that keeps the store safe, so the store was not opened. Reinstall Linkdesk.`,
  );
}
