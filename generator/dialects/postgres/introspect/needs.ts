import { nameHere, ours } from './here.js'

/** A row of a catalogue: `['pg_proc', 'p.oid']`. */
export type Part = readonly [catalogue: string, oid: string]

/** Marks the name of a schema, which a table may have too. */
export const schemaToken = 'schema '

/** The rows of the catalogue that make one object, for `neededBy`. */
export const partsOf = (...parts: readonly Part[]): string =>
  `ARRAY(SELECT concat(r.classid, '/', r.objid) FROM (${parts
    .map(([catalogue, oid]) => `SELECT '${catalogue}'::regclass::oid, ${oid}`)
    .join(' UNION ALL ')}) AS r (classid, objid))`

/**
 * What must exist before the parts do, by name, as the database itself keeps it; what is not here comes with its extension. Once a query,
 * over all that it found: to plan it takes longer than to run it.
 */
export const neededBy = (parts: string): string =>
  `(SELECT coalesce(json_agg(DISTINCT w.name), '[]') FROM (
    SELECT coalesce((SELECT x.extname FROM pg_depend e JOIN pg_extension x ON x.oid = e.refobjid
        WHERE e.classid = dep.refclassid AND e.objid = dep.refobjid AND e.deptype = 'e'), CASE dep.refclassid
      ${named('pg_class', 'c.relname', 'c.relnamespace')}
      ${named('pg_proc', 'c.proname', 'c.pronamespace')}
      ${named('pg_collation', 'c.collname', 'c.collnamespace')}
      ${named('pg_operator', 'c.oid::regoperator::text', 'c.oprnamespace')}
      ${named('pg_ts_config', 'c.cfgname', 'c.cfgnamespace')}
      ${named('pg_ts_dict', 'c.dictname', 'c.dictnamespace')}
      WHEN 'pg_extension'::regclass THEN (SELECT c.extname FROM pg_extension c WHERE c.oid = dep.refobjid)
      WHEN 'pg_namespace'::regclass THEN (SELECT '${schemaToken}' || n.nspname FROM pg_namespace n WHERE n.oid = dep.refobjid AND ${ours})
      WHEN 'pg_type'::regclass THEN (SELECT ${nameHere('coalesce(r.typname, m.typname, b.typname, c.typname)')}
        FROM pg_type c JOIN pg_namespace n ON n.oid = c.typnamespace AND ${ours}
        LEFT JOIN pg_type b ON b.oid = c.typelem AND c.typcategory = 'A'
        LEFT JOIN pg_range g ON g.rngmultitypid = c.oid LEFT JOIN pg_type r ON r.oid = g.rngtypid
        LEFT JOIN pg_range h ON h.rngmultitypid = b.oid LEFT JOIN pg_type m ON m.oid = h.rngtypid
        WHERE c.oid = dep.refobjid)
      END::text) AS name
    FROM unnest(${parts}) AS part JOIN pg_depend dep
      ON dep.classid = split_part(part, '/', 1)::oid AND dep.objid = split_part(part, '/', 2)::oid AND dep.deptype IN ('n', 'a')
    ) w WHERE w.name IS NOT NULL)`

const named = (catalogue: string, name: string, schema: string): string =>
  `WHEN '${catalogue}'::regclass THEN (SELECT ${name.includes('::') ? name : nameHere(name)} FROM ${catalogue} c JOIN pg_namespace n ON n.oid = ${schema} AND ${ours} WHERE c.oid = dep.refobjid)`
