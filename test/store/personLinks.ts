import { expect } from 'vitest';
import { linksOfRecords } from '../../src/store/personLinks.ts';
import type { WriteStore } from '../../src/store/store.ts';

/** That the links kept beside the records of persons are those that the records themselves say; fills them anew. */
export function expectLinksOfRecords({ db }: WriteStore): void {
  const links = () =>
    db
      .prepare(
        `SELECT client_key, cwin, from_update, to_update, person_id FROM person_link
         WHERE to_update IS NULL OR to_update > from_update ORDER BY client_key, cwin, from_update`,
      )
      .all();
  const kept = links();
  db.exec('DELETE FROM person_link');
  db.exec(linksOfRecords);
  expect(kept).toEqual(links());
}
