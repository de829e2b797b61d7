import type { Migration } from './migration.ts';

/**
 * Indexes of what lasts from a day to a day say these days and the imports that had it, so that of a person's or a
 * case's many rows only the one in effect is read; small rows are read out of their index alone.
 */
export const datedIndexes: Migration = {
  version: 95,
  name: 'dated indexes',
  sql: `
DROP INDEX cws_participant_by_key;
CREATE INDEX cws_participant_by_key
  ON cws_participant (case_key, client_key, start_date, end_date, plan_role, first_import, last_import);
DROP INDEX cws_assignment_by_key;
CREATE INDEX cws_assignment_by_key
  ON cws_assignment (case_key, worker_id, assignment, start_date, end_date, first_import, last_import);
DROP INDEX cw_case_by_key;
CREATE INDEX cw_case_by_key
  ON cw_case (case_number, status_date, status_end_date, status, worker_id, first_import, last_import);
DROP INDEX cw_member_by_cwin;
CREATE INDEX cw_member_by_cwin ON cw_member (cwin, start_date, end_date, first_import, last_import);
DROP INDEX cw_wtw_by_key;
CREATE INDEX cw_wtw_by_key ON cw_wtw (cwin, status, start_date, end_date, reason, first_import, last_import);
DROP INDEX cw_clock_by_key;
CREATE INDEX cw_clock_by_key
  ON cw_clock (cwin, as_of_date, months_used, months_limit, first_import, last_import);
`,
};
