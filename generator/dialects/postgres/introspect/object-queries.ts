import { isDeclared, isOfExtension, isOfOther } from '../catalogue/declared.js'
import {
  aggregateArguments,
  aggregateDefinition,
  castDefinition,
  castName,
  collationDefinition,
  dictionaryDefinition,
  isOwnCast,
  operatorDefinition,
  rangeDefinition,
  statisticsTarget,
  textSearchDefinition,
  textSearchMappings,
} from '../catalogue/definitions.js'
import { here, nameHere, ours, pathHere, prefix } from './here.js'
import { leftOutQueries } from './left-out-queries.js'
import { neededBy, type Part, partsOf } from './needs.js'

/** Objects with the statements that make and remove them, in the database's own words; `create` null: it cannot be kept. */
export type ObjectRow = {
  readonly kind: string
  readonly name: string
  readonly table: string | null
  readonly create: readonly string[] | null
  readonly drop: string | null
  readonly comment: string | null
  /** Names of what must exist first. */
  readonly needs: readonly string[]
  /** The text of a function, which may name more than the database keeps of it. */
  readonly body: string | null
  /** What is the matter with it. */
  readonly reason: string | null
}

type ObjectQuery = {
  readonly kind: string
  readonly name: string
  readonly table?: string
  /** One text, or a JSON array of them. */
  readonly create: string
  readonly drop: string
  readonly part: Part
  readonly alsoNeeds?: readonly Part[]
  /** That of the object, unless this says otherwise. */
  readonly comment?: string
  readonly body?: string
  readonly from: string
}

const select = ({
  kind,
  name,
  table,
  create,
  drop,
  part,
  alsoNeeds,
  comment,
  body,
  from,
}: ObjectQuery): string =>
  `SELECT ${kind} AS kind, ${name} AS name, ${table ?? 'NULL'} AS "table", (${create})::text AS create, ${drop} AS drop,
    ${comment ?? `obj_description(${part[1]}, '${part[0]}')`} AS comment, ${partsOf(part, ...(alsoNeeds ?? []))} AS parts, ${body ?? 'NULL'} AS body,
    NULL AS reason, ${part[1]} AS place
  FROM ${from}`

const list = (...statements: readonly string[]): string => `jsonb_build_array(${statements.join(', ')})`
const more = (statements: string): string => `coalesce(${statements}, '[]'::jsonb)`

const own = (catalogue: string, oid: string): string => `${ours} AND NOT ${isOfExtension(catalogue, oid)}`

const relation = 'JOIN pg_namespace n ON n.oid = c.relnamespace'
const declared = `${ours} AND ${isDeclared}`

/** Of rules, too. */
const triggerState = (letter: string): string =>
  `CASE ${letter} WHEN 'D' THEN 'DISABLE' WHEN 'A' THEN 'ENABLE ALWAYS' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE' END`

const kept: readonly ObjectQuery[] = [
  {
    kind: `'comment'`,
    name: `n.nspname || '_comment'`,
    create: list(`format('COMMENT ON SCHEMA %I IS %L', n.nspname, obj_description(n.oid, 'pg_namespace'))`),
    drop: `format('COMMENT ON SCHEMA %I IS NULL', n.nspname)`,
    part: ['pg_type', '0'],
    from: `pg_namespace n WHERE ${here} AND obj_description(n.oid, 'pg_namespace') <> 'standard public schema'`,
  },
  {
    kind: `'schema'`,
    name: 'n.nspname',
    create: list(`format('CREATE SCHEMA %I', n.nspname)`),
    drop: `format('DROP SCHEMA %I', n.nspname)`,
    part: ['pg_namespace', 'n.oid'],
    from: `pg_namespace n WHERE ${ours} AND NOT ${here}`,
  },
  {
    kind: `'enum'`,
    name: nameHere('t.typname'),
    create: list(`format('CREATE TYPE %s AS ENUM (%s)', ${pathHere('t.typname')},
      (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid))`),
    drop: `'DROP TYPE ' || ${pathHere('t.typname')}`,
    part: ['pg_type', 't.oid'],
    from: `pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'e' AND NOT ${here} AND ${own('pg_type', 't.oid')}`,
  },
  {
    kind: `'extension'`,
    name: 'x.extname',
    create: list(
      `format('CREATE EXTENSION IF NOT EXISTS %I', x.extname) || CASE WHEN ${ours} AND NOT ${here} THEN format(' WITH SCHEMA %I', n.nspname) ELSE '' END`,
    ),
    drop: `format('DROP EXTENSION %I', x.extname)`,
    part: ['pg_extension', 'x.oid'],
    // It brings its own.
    comment: 'NULL',
    from: `pg_extension x JOIN pg_namespace n ON n.oid = x.extnamespace WHERE x.extname <> 'plpgsql'`,
  },
  {
    kind: `'collation'`,
    name: nameHere('l.collname'),
    create: list(collationDefinition(pathHere('l.collname'))),
    drop: `'DROP COLLATION ' || ${pathHere('l.collname')}`,
    part: ['pg_collation', 'l.oid'],
    from: `pg_collation l JOIN pg_namespace n ON n.oid = l.collnamespace WHERE ${own('pg_collation', 'l.oid')}`,
  },
  {
    kind: `'domain'`,
    name: nameHere('t.typname'),
    create: `${list(`concat_ws(' ', format('CREATE DOMAIN %s AS %s', ${pathHere('t.typname')}, format_type(t.typbasetype, t.typtypmod)),
      'COLLATE ' || (SELECT l.oid::regcollation::text FROM pg_collation l WHERE l.oid = t.typcollation
        AND t.typcollation <> (SELECT b.typcollation FROM pg_type b WHERE b.oid = t.typbasetype)),
      'DEFAULT ' || t.typdefault, CASE WHEN t.typnotnull THEN 'NOT NULL' END,
      (SELECT string_agg(format('CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid, true)), ' ' ORDER BY k.conname)
        FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c' AND k.convalidated))`)}
      || ${more(`(SELECT jsonb_agg(format('ALTER DOMAIN %s ADD CONSTRAINT %I %s', ${pathHere('t.typname')}, k.conname, pg_get_constraintdef(k.oid, true)) ORDER BY k.conname)
        FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c' AND NOT k.convalidated)`)}
      || ${more(`(SELECT jsonb_agg(format('COMMENT ON CONSTRAINT %I ON DOMAIN %s IS %L', k.conname, ${pathHere('t.typname')}, o.description) ORDER BY k.conname)
        FROM pg_constraint k JOIN pg_description o ON o.objoid = k.oid AND o.classoid = 'pg_constraint'::regclass WHERE k.contypid = t.oid)`)}`,
    drop: `'DROP DOMAIN ' || ${pathHere('t.typname')}`,
    part: ['pg_type', 't.oid'],
    alsoNeeds: [['pg_constraint', `k.oid FROM pg_constraint k WHERE k.contypid = t.oid`]],
    from: `pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'd' AND ${own('pg_type', 't.oid')}`,
  },
  {
    kind: `'composite type'`,
    name: nameHere('t.typname'),
    create: `${list(`format('CREATE TYPE %s AS (%s)', ${pathHere('t.typname')}, (SELECT string_agg(concat_ws(' ', quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
        'COLLATE ' || (SELECT l.oid::regcollation::text FROM pg_collation l WHERE l.oid = a.attcollation AND l.oid <> b.typcollation)), ', ' ORDER BY a.attnum)
      FROM pg_attribute a JOIN pg_type b ON b.oid = a.atttypid WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped))`)}
      || ${more(`(SELECT jsonb_agg(format('COMMENT ON COLUMN %s.%I IS %L', ${pathHere('t.typname')}, a.attname, col_description(c.oid, a.attnum)) ORDER BY a.attnum)
        FROM pg_attribute a WHERE a.attrelid = c.oid AND col_description(c.oid, a.attnum) IS NOT NULL)`)}`,
    drop: `'DROP TYPE ' || ${pathHere('t.typname')}`,
    part: ['pg_type', 't.oid'],
    alsoNeeds: [['pg_class', 'c.oid']],
    from: `pg_type t JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c' JOIN pg_namespace n ON n.oid = t.typnamespace
  WHERE ${own('pg_type', 't.oid')}`,
  },
  {
    kind: `'range type'`,
    name: nameHere('t.typname'),
    create: list(rangeDefinition(pathHere('t.typname'))),
    drop: `'DROP TYPE ' || ${pathHere('t.typname')}`,
    part: ['pg_type', 't.oid'],
    from: `pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'r' AND ${own('pg_type', 't.oid')}`,
  },
  {
    kind: `'sequence'`,
    name: nameHere('c.relname'),
    create:
      list(`format('CREATE %sSEQUENCE %s AS %s START %s INCREMENT %s MINVALUE %s MAXVALUE %s CACHE %s%s', CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED ' END,
      ${pathHere('c.relname')}, format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, CASE WHEN s.seqcycle THEN ' CYCLE' ELSE '' END)`),
    drop: `'DROP SEQUENCE ' || ${pathHere('c.relname')}`,
    part: ['pg_class', 'c.oid'],
    from: `pg_class c ${relation} JOIN pg_sequence s ON s.seqrelid = c.oid
  WHERE ${declared} AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
    AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i'))`,
  },
  {
    kind: `CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END`,
    name: nameHere('p.proname'),
    create: list(
      `rtrim(regexp_replace(pg_get_functiondef(p.oid), '^(CREATE OR REPLACE (FUNCTION|PROCEDURE) )("([^"]|"")*"|[^."]*)\\.', '\\1' || ${prefix}), E'\\n ')`,
    ),
    drop: `format('DROP %s %s', CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END, p.oid::regprocedure)`,
    part: ['pg_proc', 'p.oid'],
    body: `CASE WHEN p.prosqlbody IS NULL THEN p.prosrc END`,
    from: `pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE p.prokind <> 'a' AND ${ours} AND NOT ${isOfOther('pg_proc', 'p.oid')}`,
  },
  {
    kind: `'aggregate'`,
    name: nameHere('p.proname'),
    create: list(aggregateDefinition(pathHere('p.proname'))),
    drop: `format('DROP AGGREGATE %s(%s)', ${pathHere('p.proname')}, ${aggregateArguments('pg_get_function_identity_arguments')})`,
    part: ['pg_proc', 'p.oid'],
    from: `pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.prokind = 'a' AND ${own('pg_proc', 'p.oid')}`,
  },
  {
    kind: `'operator'`,
    name: 'o.oid::regoperator::text',
    create: list(operatorDefinition(`${prefix} || o.oprname`)),
    drop: `format('DROP OPERATOR %s', o.oid::regoperator)`,
    part: ['pg_operator', 'o.oid'],
    from: `pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace WHERE o.oprcode <> 0 AND ${own('pg_operator', 'o.oid')}`,
  },
  {
    kind: `'cast'`,
    name: castName,
    create: list(castDefinition),
    drop: `'DROP CAST ' || ${castName}`,
    part: ['pg_cast', 'k.oid'],
    from: `pg_cast k WHERE ${isOwnCast} AND NOT EXISTS (SELECT 1 FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
    WHERE t.oid IN (k.castsource, k.casttarget) AND n.nspname <> 'pg_catalog' AND NOT (${ours}))`,
  },
  {
    kind: `'text search dictionary'`,
    name: nameHere('d.dictname'),
    create: list(dictionaryDefinition(pathHere('d.dictname'))),
    drop: `'DROP TEXT SEARCH DICTIONARY ' || ${pathHere('d.dictname')}`,
    part: ['pg_ts_dict', 'd.oid'],
    from: `pg_ts_dict d JOIN pg_namespace n ON n.oid = d.dictnamespace WHERE ${own('pg_ts_dict', 'd.oid')}`,
  },
  {
    kind: `'text search configuration'`,
    name: nameHere('t.cfgname'),
    create: `${list(textSearchDefinition(pathHere('t.cfgname')))} || ${more(textSearchMappings(pathHere('t.cfgname')))}`,
    drop: `'DROP TEXT SEARCH CONFIGURATION ' || ${pathHere('t.cfgname')}`,
    part: ['pg_ts_config', 't.oid'],
    from: `pg_ts_config t JOIN pg_namespace n ON n.oid = t.cfgnamespace WHERE ${own('pg_ts_config', 't.oid')}`,
  },
  {
    kind: `'trigger'`,
    name: 'g.tgname',
    table: nameHere('c.relname'),
    create: `CASE WHEN g.tgenabled = 'O' THEN ${list('pg_get_triggerdef(g.oid, true)')} ELSE ${list(
      'pg_get_triggerdef(g.oid, true)',
      `format('ALTER TABLE %s %s TRIGGER %I', ${pathHere('c.relname')}, ${triggerState('g.tgenabled')}, g.tgname)`,
    )} END`,
    drop: `format('DROP TRIGGER %I ON %s', g.tgname, ${pathHere('c.relname')})`,
    part: ['pg_trigger', 'g.oid'],
    from: `pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid ${relation}
  WHERE NOT g.tgisinternal AND g.tgparentid = 0 AND ${declared}`,
  },
  {
    kind: `'state of a trigger'`,
    name: `g.tgname || '_state'`,
    table: nameHere('c.relname'),
    create: list(
      `format('ALTER TABLE %s %s TRIGGER %I', ${pathHere('c.relname')}, ${triggerState('g.tgenabled')}, g.tgname)`,
    ),
    drop: `format('ALTER TABLE %s %s TRIGGER %I', ${pathHere('c.relname')}, ${triggerState('w.tgenabled')}, g.tgname)`,
    part: ['pg_trigger', 'w.oid'],
    from: `pg_trigger g JOIN pg_trigger w ON w.oid = g.tgparentid AND w.tgenabled <> g.tgenabled
  JOIN pg_class c ON c.oid = g.tgrelid ${relation} WHERE NOT g.tgisinternal AND ${declared}`,
  },
  {
    kind: `'policy'`,
    name: 'p.polname',
    table: nameHere('c.relname'),
    create:
      list(`concat_ws(' ', format('CREATE POLICY %I ON %s', p.polname, ${pathHere('c.relname')}), CASE WHEN NOT p.polpermissive THEN 'AS RESTRICTIVE' END,
      'FOR ' || CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' END,
      'TO ' || (SELECT string_agg(quote_ident(pg_get_userbyid(r.role)), ', ') FROM unnest(p.polroles) AS r (role) WHERE r.role <> 0),
      'USING (' || pg_get_expr(p.polqual, c.oid, true) || ')', 'WITH CHECK (' || pg_get_expr(p.polwithcheck, c.oid, true) || ')')`),
    drop: `format('DROP POLICY %I ON %s', p.polname, ${pathHere('c.relname')})`,
    part: ['pg_policy', 'p.oid'],
    from: `pg_policy p JOIN pg_class c ON c.oid = p.polrelid ${relation} WHERE ${declared}`,
  },
  {
    kind: `'rule'`,
    name: 'r.rulename',
    table: nameHere('c.relname'),
    create: `CASE WHEN r.ev_enabled = 'O' THEN ${list(`rtrim(pg_get_ruledef(r.oid, true), ';')`)} ELSE ${list(
      `rtrim(pg_get_ruledef(r.oid, true), ';')`,
      `format('ALTER TABLE %s %s RULE %I', ${pathHere('c.relname')}, ${triggerState('r.ev_enabled')}, r.rulename)`,
    )} END`,
    drop: `format('DROP RULE %I ON %s', r.rulename, ${pathHere('c.relname')})`,
    part: ['pg_rewrite', 'r.oid'],
    from: `pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class ${relation} WHERE r.rulename <> '_RETURN' AND ${declared}`,
  },
  {
    kind: `'statistics'`,
    name: nameHere('s.stxname'),
    table: nameHere('c.relname'),
    create: `${list(`regexp_replace(pg_get_statisticsobjdef(s.oid), '^CREATE STATISTICS ("([^"]|"")*"|[^."]*)\\.', 'CREATE STATISTICS ' || ${prefix})`)}
      || ${more(`(SELECT jsonb_build_array(format('ALTER STATISTICS %s SET STATISTICS %s', ${pathHere('s.stxname')}, ${statisticsTarget('s.stxstattarget')}))
        WHERE ${statisticsTarget('s.stxstattarget')} IS NOT NULL)`)}`,
    drop: `'DROP STATISTICS ' || ${pathHere('s.stxname')}`,
    part: ['pg_statistic_ext', 's.oid'],
    from: `pg_statistic_ext s JOIN pg_class c ON c.oid = s.stxrelid ${relation} WHERE ${declared}`,
  },
]

export const objects = `SELECT o.kind, o.name, o."table", o.create::json AS create, o.drop, o.comment, ${neededBy('o.parts')} AS needs, o.body, o.reason
FROM (${[...kept.map(select), ...leftOutQueries].join('\nUNION ALL\n')}) o ORDER BY o.kind <> 'schema', o.kind, o."table", o.name, o.place`
