import type { Migration } from './migration.ts';

/** Import from which, and import from which no longer, a row of the table `of` holds together with its case `c`. */
const firstOf = (of: string): string => `max(${of}.first_import, c.first_import)`;
const supersededOf = (of: string): string =>
  `nullif(min(coalesce(${of}.superseded_import, 2147483647), coalesce(c.superseded_import, 2147483647)), 2147483647)`;

/**
 * What was known when: each change of the index names the update that made it, and each update its time, so that the
 * index can be read as it stood on any past day. An older store gets the times of its runs and decisions. The views
 * say of every row in which import it began, ended and stood last, so that they can be read as known then.
 */
export const indexHistory: Migration = {
  version: 60,
  name: 'index history',
  sql: `
ALTER TABLE index_update ADD COLUMN updated_at TEXT NOT NULL DEFAULT '';
UPDATE index_update SET updated_at = max(
  (SELECT finished_at FROM match_run r WHERE r.run_id = index_update.run_id),
  coalesce((SELECT max(at) FROM decision_event d WHERE d.event_id <= index_update.last_decision), ''));

ALTER TABLE person ADD COLUMN created_update INTEGER NOT NULL DEFAULT 0;
UPDATE person SET created_update =
  coalesce((SELECT min(update_id) FROM index_update u WHERE u.run_id = person.created_run), 0);

ALTER TABLE person_record ADD COLUMN from_update INTEGER NOT NULL DEFAULT 0;
-- the update that took the record away; NULL as long as it belongs to the person
ALTER TABLE person_record ADD COLUMN to_update INTEGER;
UPDATE person_record SET
  from_update = coalesce((SELECT min(update_id) FROM index_update u WHERE u.run_id = person_record.from_run), 0),
  to_update = (SELECT max(update_id) FROM index_update u WHERE u.run_id = person_record.to_run);

CREATE INDEX person_record_by_update ON person_record (from_update);
CREATE INDEX person_record_by_last_update ON person_record (to_update) WHERE to_update IS NOT NULL;

ALTER TABLE person_event ADD COLUMN update_id INTEGER NOT NULL DEFAULT 0;
UPDATE person_event SET update_id =
  coalesce((SELECT max(update_id) FROM index_update u WHERE u.run_id = person_event.run_id), 0);
CREATE INDEX person_event_by_update ON person_event (update_id);

DROP VIEW person_address;
-- every address the records had, by the extracts
CREATE VIEW record_address AS
SELECT 'cws' AS system, client_key AS source_key, street, city, zip, phone,
  coalesce(address_confidential, 0) AS confidential, first_import, superseded_import
FROM cws_client WHERE street IS NOT NULL OR zip IS NOT NULL OR phone IS NOT NULL
UNION ALL
SELECT 'calworks', cwin, street, city, zip, phone, 0, first_import, superseded_import
FROM cw_person WHERE street IS NOT NULL OR zip IS NOT NULL OR phone IS NOT NULL;

DROP VIEW participation;
-- every program the records take part in, in every version; half-open days (SLO-12). A version made of two rows holds
-- while both do; last_import and other_last_import say until which import of their kinds they stood in the extracts
CREATE VIEW record_participation AS
SELECT 'cws' AS system, client_key AS source_key, 'CWS-CASE' AS program, 'CHILD' AS role, '' AS status,
  start_date AS from_day, end_date AS to_day, case_key AS source_id, first_import, superseded_import,
  'cws_case' AS kind, last_import, NULL AS other_kind, NULL AS other_last_import
FROM cws_case
UNION ALL
SELECT 'cws', c.client_key,
  CASE s.component WHEN '1692' THEN 'CWS-ER' WHEN '1693' THEN 'CWS-FM' WHEN '1694' THEN 'CWS-FR'
    WHEN '1695' THEN 'CWS-PP' WHEN '6540' THEN 'CWS-ST' ELSE 'CWS' END,
  'CHILD', '', s.start_date, s.end_date, s.case_key, ${firstOf('s')}, ${supersededOf('s')},
  'cws_component', s.last_import, 'cws_case', c.last_import
FROM cws_component s JOIN cws_case c ON c.case_key = s.case_key
UNION ALL
SELECT 'cws', client_key, 'CWS-PLAN', coalesce(plan_role, 'OTHER'), '', start_date, end_date, case_key, first_import,
  superseded_import, 'cws_participant', last_import, NULL, NULL
FROM cws_participant
UNION ALL
SELECT 'cws', client_key, 'CWS-REFERRAL', 'CLIENT', coalesce(disposition, ''), received_date, closed_date, referral_key,
  first_import, superseded_import, 'cws_referral', last_import, NULL, NULL
FROM cws_referral
UNION ALL
SELECT 'cws', client_key, 'CWS-PLACEMENT', 'CHILD', '', start_date, end_date, placement_key, first_import,
  superseded_import, 'cws_placement', last_import, NULL, NULL
FROM cws_placement
UNION ALL
-- mother of a case's child by birth: codes 247 and 252, and the other way round 196 and 291 (domain.md 3.6)
SELECT 'cws', m.client_key, 'CWS-CASE', 'BIRTH MOTHER', '', c.start_date, c.end_date, c.case_key, ${firstOf('m')},
  ${supersededOf('m')}, 'cws_relationship', m.last_import, 'cws_case', c.last_import
FROM cws_relationship m JOIN cws_case c ON c.client_key = m.related_client_key
WHERE m.relationship IN ('247', '252')
UNION ALL
SELECT 'cws', m.related_client_key, 'CWS-CASE', 'BIRTH MOTHER', '', c.start_date, c.end_date, c.case_key,
  ${firstOf('m')}, ${supersededOf('m')}, 'cws_relationship', m.last_import, 'cws_case', c.last_import
FROM cws_relationship m JOIN cws_case c ON c.client_key = m.client_key
WHERE m.relationship IN ('196', '291')
UNION ALL
SELECT 'calworks', cwin, 'CALWORKS', coalesce(role, 'OTHER'),
  CASE WHEN aided = 1 THEN 'AIDED' WHEN in_household = 1 THEN 'IN HOUSEHOLD' ELSE 'NOT IN HOUSEHOLD' END,
  start_date, end_date, case_number, first_import, superseded_import, 'cw_member', last_import, NULL, NULL
FROM cw_member
UNION ALL
SELECT 'calworks', cwin, 'WTW', 'PARTICIPANT', status, start_date, end_date, cwin, first_import, superseded_import,
  'cw_wtw', last_import, NULL, NULL
FROM cw_wtw;
`,
};
