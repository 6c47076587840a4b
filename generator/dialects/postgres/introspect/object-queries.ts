import { isDeclared, isOfExtension, isOwnSchema } from '../catalogue/declared.js'
import { here } from './relation-queries.js'

/** Objects with the statements that make and remove them, in the database's own words; `create` null: it cannot be kept. */
export type ObjectRow = {
  readonly kind: string
  readonly name: string
  readonly table: string | null
  readonly create: readonly string[] | null
  readonly drop: readonly string[] | null
}

const object = (kind: string, name: string, table: string, create: string, drop: string): string =>
  `SELECT ${kind} AS kind, ${name} AS name, ${table} AS "table", ${create} AS create, ${drop} AS drop`

const list = (...statements: readonly string[]): string => `json_build_array(${statements.join(', ')})::text`

const own = (catalogue: string, oid: string): string => `${here} AND NOT ${isOfExtension(catalogue, oid)}`

const queries: readonly string[] = [
  `${object(`'extension'`, 'x.extname', 'NULL', list(`format('CREATE EXTENSION IF NOT EXISTS %I', x.extname)`), list(`format('DROP EXTENSION %I', x.extname)`))}
  FROM pg_extension x WHERE x.extname <> 'plpgsql'`,

  `${object(
    `'domain'`,
    't.typname',
    'NULL',
    list(`concat_ws(' ', format('CREATE DOMAIN %I AS %s', t.typname, format_type(t.typbasetype, t.typtypmod)),
      'COLLATE ' || (SELECT quote_ident(l.collname) FROM pg_collation l WHERE l.oid = t.typcollation AND l.collname <> 'default'
        AND t.typcollation <> (SELECT b.typcollation FROM pg_type b WHERE b.oid = t.typbasetype)),
      'DEFAULT ' || t.typdefault, CASE WHEN t.typnotnull THEN 'NOT NULL' END,
      (SELECT string_agg(format('CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), ' ' ORDER BY k.conname)
        FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'))`),
    list(`format('DROP DOMAIN %I', t.typname)`),
  )}
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'd' AND ${own('pg_type', 't.oid')}`,

  `${object(
    `'composite type'`,
    't.typname',
    'NULL',
    list(`format('CREATE TYPE %I AS (%s)', t.typname, (SELECT string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY a.attnum)
      FROM pg_attribute a WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped))`),
    list(`format('DROP TYPE %I', t.typname)`),
  )}
  FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c' JOIN pg_namespace n ON n.oid = t.typnamespace
  WHERE ${own('pg_type', 't.oid')}`,

  `${object(
    `'sequence'`,
    'c.relname',
    'NULL',
    list(`format('CREATE SEQUENCE %I AS %s START %s INCREMENT %s MINVALUE %s MAXVALUE %s CACHE %s%s', c.relname, format_type(s.seqtypid, NULL),
      s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, CASE WHEN s.seqcycle THEN ' CYCLE' ELSE '' END)`),
    list(`format('DROP SEQUENCE %I', c.relname)`),
  )}
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_sequence s ON s.seqrelid = c.oid
  WHERE ${here} AND ${isDeclared} AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
    AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i'))`,

  `${object(
    `CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END`,
    'p.proname',
    'NULL',
    `CASE WHEN p.prokind <> 'a' THEN ${list(`rtrim(regexp_replace(pg_get_functiondef(p.oid), '^(CREATE OR REPLACE (FUNCTION|PROCEDURE) )' || quote_ident(n.nspname) || '\\.', '\\1'), E'\\n ')`)} END`,
    list(
      `format('DROP %s %s', CASE p.prokind WHEN 'p' THEN 'PROCEDURE' WHEN 'a' THEN 'AGGREGATE' ELSE 'FUNCTION' END, p.oid::regprocedure)`,
    ),
  )}
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${own('pg_proc', 'p.oid')}`,

  `${object(
    `'trigger'`,
    'g.tgname',
    'c.relname',
    `CASE WHEN g.tgenabled = 'O' THEN ${list('pg_get_triggerdef(g.oid, true)')} ELSE ${list(
      'pg_get_triggerdef(g.oid, true)',
      `format('ALTER TABLE %I %s TRIGGER %I', c.relname, CASE g.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE REPLICA' END, g.tgname)`,
    )} END`,
    list(`format('DROP TRIGGER %I ON %I', g.tgname, c.relname)`),
  )}
  FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE NOT g.tgisinternal AND g.tgparentid = 0 AND ${here} AND ${isDeclared}`,

  `${object(
    `'policy'`,
    'p.polname',
    'c.relname',
    list(`concat_ws(' ', format('CREATE POLICY %I ON %I AS %s FOR %s', p.polname, c.relname,
        CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
        CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END),
      'TO ' || (SELECT string_agg(CASE WHEN r.role = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(r.role)) END, ', ') FROM unnest(p.polroles) AS r (role)),
      'USING (' || pg_get_expr(p.polqual, c.oid) || ')', 'WITH CHECK (' || pg_get_expr(p.polwithcheck, c.oid) || ')')`),
    list(`format('DROP POLICY %I ON %I', p.polname, c.relname)`),
  )}
  FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE ${here} AND ${isDeclared}`,

  `${object(`'rule'`, 'r.rulename', 'c.relname', list('pg_get_ruledef(r.oid, true)'), list(`format('DROP RULE %I ON %I', r.rulename, c.relname)`))}
  FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE r.rulename <> '_RETURN' AND ${here} AND ${isDeclared}`,

  `${object(`'statistics'`, 's.stxname', 'c.relname', list('pg_get_statisticsobjdef(s.oid)'), list(`format('DROP STATISTICS %I', s.stxname)`))}
  FROM pg_statistic_ext s JOIN pg_class c ON c.oid = s.stxrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE ${here} AND ${isDeclared}`,

  // What stands elsewhere, or has no definition that the database would tell, is named and left alone.
  `${object(`CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence' WHEN 'f' THEN 'foreign table' ELSE 'table' END || ' of another schema'`, `n.nspname || '.' || c.relname`, 'NULL', 'NULL', 'NULL')}
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT ${here} AND ${isDeclared}`,
  `${object(`'function of another schema'`, `n.nspname || '.' || p.proname`, 'NULL', 'NULL', 'NULL')}
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE NOT ${here} AND ${isOwnSchema('n.nspname')} AND NOT ${isOfExtension('pg_proc', 'p.oid')}`,
  `${object(`'type of another schema'`, `n.nspname || '.' || t.typname`, 'NULL', 'NULL', 'NULL')}
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
  WHERE t.typtype IN ('e', 'd') AND NOT ${here} AND ${isOwnSchema('n.nspname')} AND NOT ${isOfExtension('pg_type', 't.oid')}`,
  `${object(`'range type'`, 't.typname', 'NULL', 'NULL', 'NULL')}
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'r' AND ${own('pg_type', 't.oid')}`,
  `${object(`'collation'`, 'l.collname', 'NULL', 'NULL', 'NULL')}
  FROM pg_collation l JOIN pg_namespace n ON n.oid = l.collnamespace WHERE ${own('pg_collation', 'l.oid')}`,
  `${object(`'operator'`, 'o.oid::regoperator::text', 'NULL', 'NULL', 'NULL')}
  FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace WHERE ${own('pg_operator', 'o.oid')}`,
  `${object(`'text search configuration'`, 't.cfgname', 'NULL', 'NULL', 'NULL')}
  FROM pg_ts_config t JOIN pg_namespace n ON n.oid = t.cfgnamespace WHERE ${own('pg_ts_config', 't.oid')}`,
  `${object(`'event trigger'`, 'e.evtname', 'NULL', 'NULL', 'NULL')} FROM pg_event_trigger e WHERE NOT ${isOfExtension('pg_event_trigger', 'e.oid')}`,
  `${object(`'publication'`, 'p.pubname', 'NULL', 'NULL', 'NULL')} FROM pg_publication p`,
  `${object(`'foreign server'`, 's.srvname', 'NULL', 'NULL', 'NULL')} FROM pg_foreign_server s`,
]

export const objects = `SELECT o.kind, o.name, o."table", o.create::json AS create, o.drop::json AS drop
FROM (${queries.join('\nUNION ALL\n')}) o ORDER BY o.kind, o."table", o.name`
