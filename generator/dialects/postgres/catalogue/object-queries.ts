import { isOfExtension, isOwnSchema } from './declared.js'

const schemaOf = (row: string): string =>
  `JOIN pg_namespace n ON n.oid = ${row} AND ${isOwnSchema('n.nspname')}`

/** What stands beside tables. */
export const objectQueries: readonly string[] = [
  `SELECT concat_ws(' ', 'schema', quote_ident(n.nspname),
    'comment ' || quote_literal(obj_description(n.oid, 'pg_namespace'))) AS line
  FROM pg_namespace n WHERE n.nspname <> 'public' AND ${isOwnSchema('n.nspname')}`,

  `SELECT concat_ws(' ', 'extension', quote_ident(extname)) AS line FROM pg_extension WHERE extname <> 'plpgsql'`,

  // An aggregate has no definition that could be shown, only a signature.
  `SELECT concat_ws(' ', 'function', CASE WHEN p.prokind = 'a' THEN p.oid::regprocedure::text ELSE pg_get_functiondef(p.oid) END,
    'comment ' || quote_literal(obj_description(p.oid, 'pg_proc'))) AS line
  FROM pg_proc p ${schemaOf('p.pronamespace')} WHERE NOT ${isOfExtension('pg_proc', 'p.oid')}`,

  `SELECT concat_ws(' ', 'enum', format('%I.%I', n.nspname, t.typname),
    (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid),
    'comment ' || quote_literal(obj_description(t.oid, 'pg_type'))) AS line
  FROM pg_type t ${schemaOf('t.typnamespace')} WHERE t.typtype = 'e' AND NOT ${isOfExtension('pg_type', 't.oid')}`,

  `SELECT concat_ws(' ', 'domain', format('%I.%I', n.nspname, t.typname), format_type(t.typbasetype, t.typtypmod),
    CASE WHEN t.typnotnull THEN 'not null' END, 'default ' || t.typdefault,
    (SELECT string_agg(concat_ws(' ', k.conname, pg_get_constraintdef(k.oid)), ', ' ORDER BY k.conname)
      FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'),
    'comment ' || quote_literal(obj_description(t.oid, 'pg_type'))) AS line
  FROM pg_type t ${schemaOf('t.typnamespace')} WHERE t.typtype = 'd' AND NOT ${isOfExtension('pg_type', 't.oid')}`,

  `SELECT concat_ws(' ', 'type', format('%I.%I', n.nspname, t.typname),
    (SELECT string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY a.attnum)
      FROM pg_attribute a WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped)) AS line
  FROM pg_type t ${schemaOf('t.typnamespace')} JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
  WHERE NOT ${isOfExtension('pg_type', 't.oid')}`,
]
