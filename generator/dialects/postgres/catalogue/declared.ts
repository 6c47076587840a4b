import { journalTables } from '../../journal-tables.js'

/** What the system has for itself, and what was made for one session, are not of the schema. */
export const isOwnSchema = (name: string): string => `${name} !~ '^pg_' AND ${name} <> 'information_schema'`

/** Nor is what an extension brought. */
export const isOfExtension = (catalogue: string, oid: string): string =>
  `EXISTS (SELECT 1 FROM pg_depend x WHERE x.classid = '${catalogue}'::regclass AND x.objid = ${oid} AND x.deptype = 'e')`

/** Nor is what came with something else, as the functions do that make ranges. */
export const isOfOther = (catalogue: string, oid: string): string =>
  `EXISTS (SELECT 1 FROM pg_depend x WHERE x.classid = '${catalogue}'::regclass AND x.objid = ${oid} AND x.deptype IN ('e', 'i'))`

/** Nor are the journal of migrations and tables that hold what was dropped. `c` is a row of pg_class, `n` of its schema. */
export const isDeclared = `${isOwnSchema('n.nspname')} AND c.relname !~ '^_parked_'
    AND c.relname NOT IN (${journalTables})
    AND NOT ${isOfExtension('pg_class', 'c.oid')}`
