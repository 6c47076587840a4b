import { isDeclared } from '../catalogue/declared.js'
import { nameHere, ours, pathHere } from './here.js'

/**
 * Keys are enforced by triggers of the database's own, on both tables, which `DISABLE TRIGGER ALL` turns off. Their names are numbers
 * that no script could say.
 */
export const unenforcedQuery = `SELECT concat(CASE WHEN bool_and(q.state = 'A') THEN 'always enforced ' ELSE 'unenforced ' END,
      CASE q.contype WHEN 'f' THEN 'foreign key' WHEN 'u' THEN 'unique constraint' WHEN 'p' THEN 'primary key' ELSE 'exclusion constraint' END) AS kind,
    q.name, q."table", NULL AS create, NULL AS drop, NULL AS comment, NULL AS parts, NULL AS body,
    string_agg(DISTINCT format('its triggers on %s %s', q.place, CASE q.state WHEN 'D' THEN 'are disabled' WHEN 'R' THEN 'fire on replicas alone' ELSE 'fire always' END), ', ') AS reason,
    0 AS place
  FROM (SELECT k.oid, k.contype, k.conname AS name, ${nameHere('c.relname')} AS "table", g.tgenabled AS state,
      (SELECT ${pathHere('r.relname')} FROM pg_class r JOIN pg_namespace n ON n.oid = r.relnamespace WHERE r.oid = g.tgrelid) AS place
    FROM pg_trigger g JOIN pg_constraint k ON k.oid = g.tgconstraint JOIN pg_class c ON c.oid = k.conrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE g.tgisinternal AND g.tgenabled <> 'O' AND k.contype IN ('f', 'u', 'p', 'x') AND ${ours} AND ${isDeclared}) q
  GROUP BY q.oid, q.contype, q.name, q."table"`
