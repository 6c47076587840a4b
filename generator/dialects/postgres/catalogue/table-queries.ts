import { isDeclared } from './declared.js'
import { statisticsTarget } from './definitions.js'

const relation = `format('%I.%I', n.nspname, c.relname)`
const schema = 'JOIN pg_namespace n ON n.oid = c.relnamespace'

/** Numbers of columns are left out everywhere, because ADD COLUMN can only append. */
export const tableQueries: readonly string[] = [
  `SELECT concat_ws(' ', CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' ELSE 'table' END, ${relation},
    nullif(c.relpersistence, 'p'), array_to_string(c.reloptions, ', '),
    'toast ' || (SELECT array_to_string(o.reloptions, ', ') FROM pg_class o WHERE o.oid = c.reltoastrelid), pg_get_partkeydef(c.oid),
    'of ' || (SELECT string_agg(i.inhparent::regclass::text, ', ' ORDER BY i.inhseqno) FROM pg_inherits i WHERE i.inhrelid = c.oid),
    pg_get_expr(c.relpartbound, c.oid), 'rows of ' || nullif(c.reloftype, 0)::regtype,
    CASE WHEN c.relkind IN ('r', 'p') AND c.relreplident <> 'd' THEN concat_ws(' ', 'replica identity', c.relreplident,
      (SELECT i.indexrelid::regclass FROM pg_index i WHERE i.indrelid = c.oid AND i.indisreplident)) END,
    CASE WHEN c.relrowsecurity THEN 'row security' END, CASE WHEN c.relforcerowsecurity THEN 'forced' END,
    'comment ' || quote_literal(obj_description(c.oid, 'pg_class')),
    CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END) AS line
  FROM pg_class c ${schema} WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND ${isDeclared}`,

  `SELECT concat_ws(' ', 'column', ${relation} || '.' || quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
    CASE WHEN a.attnotnull THEN 'not null' END, 'identity ' || nullif(a.attidentity::text, ''), 'generated ' || nullif(a.attgenerated::text, ''),
    'default ' || pg_get_expr(d.adbin, d.adrelid), 'collation ' || CASE WHEN l.oid <> k.oid THEN l.oid::regcollation::text END,
    'storage ' || nullif(a.attstorage, t.typstorage)::text, 'compression ' || nullif(a.attcompression::text, ''),
    'statistics ' || ${statisticsTarget('a.attstattarget')}, array_to_string(a.attoptions, ', '),
    'comment ' || quote_literal(col_description(c.oid, a.attnum))) AS line
  FROM pg_class c ${schema} JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_collation l ON l.oid = a.attcollation LEFT JOIN pg_collation k ON k.oid = t.typcollation
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND ${isDeclared}`,

  // That a column is not null stands in its line; from version 18 on it is a constraint too, whose name means nothing.
  `SELECT concat_ws(' ', 'constraint', CASE WHEN k.contype <> 'n' THEN quote_ident(k.conname) END, 'of', ${relation},
    pg_get_constraintdef(k.oid), 'comment ' || quote_literal(obj_description(k.oid, 'pg_constraint'))) AS line
  FROM pg_class c ${schema} JOIN pg_constraint k ON k.conrelid = c.oid
  WHERE (k.contype NOT IN ('n', 't') OR NOT k.convalidated) AND ${isDeclared}`,

  `SELECT concat_ws(' ', 'index', pg_get_indexdef(i.indexrelid), CASE WHEN NOT i.indisvalid THEN 'not valid' END,
    CASE WHEN i.indisclustered THEN 'clustered' END, 'comment ' || quote_literal(obj_description(i.indexrelid, 'pg_class'))) AS line
  FROM pg_class c ${schema} JOIN pg_index i ON i.indrelid = c.oid WHERE c.relkind IN ('r', 'p', 'm') AND ${isDeclared}`,

  `SELECT concat_ws(' ', 'trigger', pg_get_triggerdef(g.oid), nullif(g.tgenabled, 'O'),
    'comment ' || quote_literal(obj_description(g.oid, 'pg_trigger'))) AS line
  FROM pg_class c ${schema} JOIN pg_trigger g ON g.tgrelid = c.oid WHERE NOT g.tgisinternal AND ${isDeclared}`,

  // Triggers of the database's own, which enforce keys.
  `SELECT DISTINCT concat_ws(' ', 'triggers of', quote_ident(k.conname), 'of', ${relation}, 'on', g.tgrelid::regclass, g.tgenabled) AS line
  FROM pg_class c ${schema} JOIN pg_constraint k ON k.conrelid = c.oid JOIN pg_trigger g ON g.tgconstraint = k.oid
  WHERE g.tgisinternal AND g.tgenabled <> 'O' AND ${isDeclared}`,

  `SELECT concat_ws(' ', 'policy', quote_ident(p.polname), 'of', ${relation}, p.polcmd, p.polpermissive,
    'to ' || (SELECT string_agg(CASE WHEN r.role = 0 THEN 'public' ELSE pg_get_userbyid(r.role) END, ', ' ORDER BY 1) FROM unnest(p.polroles) AS r (role)),
    pg_get_expr(p.polqual, c.oid), 'check ' || pg_get_expr(p.polwithcheck, c.oid),
    'comment ' || quote_literal(obj_description(p.oid, 'pg_policy'))) AS line
  FROM pg_class c ${schema} JOIN pg_policy p ON p.polrelid = c.oid WHERE ${isDeclared}`,

  `SELECT concat_ws(' ', 'rule', pg_get_ruledef(r.oid), nullif(r.ev_enabled, 'O'),
    'comment ' || quote_literal(obj_description(r.oid, 'pg_rewrite'))) AS line
  FROM pg_class c ${schema} JOIN pg_rewrite r ON r.ev_class = c.oid WHERE r.rulename <> '_RETURN' AND ${isDeclared}`,

  `SELECT concat_ws(' ', 'sequence', ${relation}, nullif(c.relpersistence, 'p'), format_type(s.seqtypid, NULL), 'start', s.seqstart, 'by', s.seqincrement,
    'from', s.seqmin, 'to', s.seqmax, 'cache', s.seqcache, CASE WHEN s.seqcycle THEN 'cycle' END,
    (SELECT format('of %s.%I', d.refobjid::regclass, o.attname) FROM pg_depend d
      JOIN pg_attribute o ON o.attrelid = d.refobjid AND o.attnum = d.refobjsubid
      WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')),
    'comment ' || quote_literal(obj_description(c.oid, 'pg_class'))) AS line
  FROM pg_class c ${schema} JOIN pg_sequence s ON s.seqrelid = c.oid WHERE ${isDeclared}`,
]
