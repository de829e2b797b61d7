import { createRequire } from 'node:module';
import type * as sqlite from 'better-sqlite3-multiple-ciphers';
import { LinkdeskError } from '../domain/error.ts';

/** A connection to an SQLite file. The driver is the better-sqlite3 fork with encryption; only this file loads it. */
export type Database = sqlite.Database;
/** A prepared statement that takes any bindings and gives rows of one shape. */
export type Statement<Row> = sqlite.Statement<unknown[], Row>;

export interface ConnectOptions {
  readonly readonly?: boolean;
  readonly fileMustExist?: boolean;
  /** Milliseconds to wait for another connection's lock. */
  readonly timeout?: number;
}

type DatabaseConstructor = new (file: string, options?: ConnectOptions) => Database;

let loaded: DatabaseConstructor | undefined;

/**
 * Opens a file with the driver, before any key is given. The driver is loaded here and not by an import statement,
 * because on a Node without Node-API 10 loading it ends the process without a word (desktop.md F1).
 * Throws NODE_TOO_OLD.
 */
export function connect(file: string, options: ConnectOptions = {}): Database {
  if (loaded === undefined) {
    if (Number(process.versions.napi) < 10) {
      throw new LinkdeskError(
        'NODE_TOO_OLD',
        `The store needs Node 22.14 or newer; this is ${process.version}. Start Linkdesk with its own commands, which bring their own Node.`,
      );
    }
    loaded = createRequire(import.meta.url)('better-sqlite3-multiple-ciphers') as DatabaseConstructor;
  }
  return new loaded(file, options);
}
