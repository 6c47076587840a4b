import { isOfExtension, isOwnSchema } from '../catalogue/declared.js'

/** The schema that names without one mean, of which the language speaks. `n` is a row of pg_namespace, here and below. */
export const here = 'n.nspname = current_schema()'

/** What is read: that schema and those beside it, all of whose objects are kept as SQL. */
export const ours = `${isOwnSchema('n.nspname')} AND NOT ${isOfExtension('pg_namespace', 'n.oid')}`

/** A name as it is told, with its schema if that is another one. */
export const nameHere = (name: string): string =>
  `CASE WHEN ${here} THEN ${name}::text ELSE n.nspname || '.' || ${name} END`

/** The same as SQL. */
export const pathHere = (name: string): string => `${prefix} || quote_ident(${name})`

export const prefix = `CASE WHEN ${here} THEN '' ELSE quote_ident(n.nspname) || '.' END`
