import type { Handlers } from '../handler.ts';
import { lookUpPersons } from '../lookUpPersons.ts';
import { personDetail } from '../personDetail.ts';

export const personHandlers: Handlers<'persons'> = {
  'persons.find'(session, input) {
    const found = lookUpPersons(session.store(), input, session.now());
    return { ...found, rows: [...found.rows] };
  },

  'persons.one': (session, input) => personDetail(session.store(), input, session.now()),
};
