import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ChangeRequest, changePersons } from '../changePersons.ts';
import type { Handlers } from '../handler.ts';
import { lookUpPersons } from '../lookUpPersons.ts';
import { personDetail } from '../personDetail.ts';
import { exportFolder } from '../project.ts';
import type { Session } from '../session.ts';
import { writeCrosswalk } from '../writeCrosswalk.ts';

const crosswalkName = 'crosswalk.csv';

export const personHandlers: Handlers<'persons'> = {
  'persons.find'(session, input) {
    const found = lookUpPersons(session.store(), input, session.now());
    return { ...found, rows: [...found.rows] };
  },

  'persons.one': (session, input) => personDetail(session.store(), input, session.now()),
  'persons.merge': (session, input) => changed(session, { change: 'merge', ...input }),
  'persons.split': (session, input) => changed(session, { change: 'split', ...input }),
  'persons.unmerge': (session, input) => changed(session, { change: 'unmerge', ...input }),
  'persons.undo': (session, input) => changed(session, { change: 'undo', ...input }),

  async 'persons.crosswalk'(session) {
    const folder = exportFolder(session.folder);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { rows } = await writeCrosswalk(session.store(), join(folder, crosswalkName), {
      replace: true,
      at: session.now(),
    });
    return { fileName: crosswalkName, folder, rows };
  },
};

function changed(session: Session, request: ChangeRequest): { persons: string[] } {
  const after = changePersons(session.store(), request, session.now());
  session.emit({ type: 'changed', topics: ['persons', 'review', 'lists', 'month'] });
  return after;
}
