import { isOfExtension } from '../catalogue/declared.js'
import { nameHere, ours } from './here.js'
import { privilegeQueries } from './privilege-queries.js'

const named = (kind: string, name: string): string =>
  `SELECT ${kind} AS kind, ${name} AS name, NULL AS "table", NULL AS create, NULL AS drop, NULL AS comment, NULL AS parts, NULL AS body, 0 AS place`

const own = (catalogue: string, oid: string): string => `${ours} AND NOT ${isOfExtension(catalogue, oid)}`

/** What belongs to a server rather than a schema, or has no definition that the database would tell: named, and left alone. */
export const leftOutQueries: readonly string[] = [
  `${named(`'operator class'`, nameHere('k.opcname'))}
  FROM pg_opclass k JOIN pg_namespace n ON n.oid = k.opcnamespace WHERE ${own('pg_opclass', 'k.oid')}`,
  `${named(`'conversion'`, nameHere('k.conname'))}
  FROM pg_conversion k JOIN pg_namespace n ON n.oid = k.connamespace WHERE ${own('pg_conversion', 'k.oid')}`,
  `${named(`'base type'`, nameHere('t.typname'))}
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
  WHERE t.typtype = 'b' AND NOT EXISTS (SELECT 1 FROM pg_type e WHERE e.typarray = t.oid) AND ${own('pg_type', 't.oid')}`,
  `${named(`'event trigger'`, 'e.evtname')} FROM pg_event_trigger e WHERE NOT ${isOfExtension('pg_event_trigger', 'e.oid')}`,
  `${named(`'publication'`, 'p.pubname')} FROM pg_publication p`,
  `${named(`'foreign data wrapper'`, 'w.fdwname')} FROM pg_foreign_data_wrapper w WHERE NOT ${isOfExtension('pg_foreign_data_wrapper', 'w.oid')}`,
  `${named(`'foreign server'`, 's.srvname')} FROM pg_foreign_server s`,
  `${named(`'table of dropped data'`, nameHere('c.relname'))}
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND c.relname ~ '^_parked_' AND ${ours}`,
  ...privilegeQueries.map(({ kind, name, from }) => `${named(kind, name)} FROM ${from}`),
]
