import { type Opened, run } from './opened.js'

/** All objects of the database as it describes them itself, a line each. */
export async function catalogueOf(database: Opened): Promise<readonly string[]> {
  const rows = await run(database, database.dialect === 'sqlite' ? sqliteObjects : postgresObjects)
  return rows.map(({ object }) => String(object))
}

/** Drops every object. */
export async function clear(database: Opened): Promise<void> {
  if (database.dialect === 'postgres') {
    await run(database, 'ROLLBACK; DROP SCHEMA public CASCADE; CREATE SCHEMA public')
    return
  }
  await run(database, 'PRAGMA foreign_keys = OFF')
  for (const { drop } of await run(database, sqliteDrops)) await run(database, String(drop))
  await run(database, 'PRAGMA foreign_keys = ON')
}

/** Clears the database when the work failed, so that a property can go on looking for the smallest failure. */
export async function cleaningUp(database: Opened, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    await clear(database)
    throw error
  }
}

const sqliteObjects = `
  SELECT concat(type, ' ', name, ': ', sql) AS object FROM sqlite_schema
  WHERE name <> 'sqlite_sequence' ORDER BY type, name`

const sqliteDrops = `
  SELECT format('DROP %s "%w"', type, name) AS "drop" FROM sqlite_schema
  WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite~_%' ESCAPE '~'`

const postgresObjects = `
  SELECT concat_ws(' ', c.relkind, c.relname, CASE c.relkind WHEN 'i' THEN pg_get_indexdef(c.oid) WHEN 'v' THEN pg_get_viewdef(c.oid) END,
    obj_description(c.oid, 'pg_class')) AS object
  FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
  UNION ALL
  SELECT concat_ws(' ', 'column', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
    a.attgenerated, pg_get_expr(d.adbin, d.adrelid), a.attnum, a.attcollation, col_description(c.oid, a.attnum))
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
  UNION ALL
  SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid))
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace
  UNION ALL
  SELECT concat_ws(' ', 'trigger', pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL
  SELECT concat_ws(' ', 'function', pg_get_functiondef(oid)) FROM pg_proc
  WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
  UNION ALL
  SELECT concat_ws(' ', 'type', t.typname, t.typtype, obj_description(t.oid, 'pg_type'),
    (SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid))
  FROM pg_type t WHERE t.typnamespace = 'public'::regnamespace AND t.typtype IN ('e', 'd')
  ORDER BY 1`
