import { isDeclared, isOfExtension } from '../catalogue/declared.js'
import { nameHere, ours, pathHere } from './here.js'
import { listed, privilegeQueries } from './privilege-queries.js'
import { unenforcedQuery } from './unenforced-query.js'

const named = (kind: string, name: string): string =>
  `SELECT ${kind} AS kind, ${name} AS name, NULL AS "table", NULL AS create, NULL AS drop, NULL AS comment, NULL AS parts, NULL AS body, NULL AS reason, 0 AS place`

const own = (catalogue: string, oid: string): string => `${ours} AND NOT ${isOfExtension(catalogue, oid)}`

/** What is of a whole database, and came with no extension. */
const nowhere = (catalogue: string, oid: string): string =>
  `${oid} >= 16384 AND NOT ${isOfExtension(catalogue, oid)}`

/** What belongs to a server rather than a schema, or has no definition that the database would tell: named, and left alone. */
export const leftOutQueries: readonly string[] = [
  `${named(`'operator class'`, nameHere('k.opcname'))}
  FROM pg_opclass k JOIN pg_namespace n ON n.oid = k.opcnamespace WHERE ${own('pg_opclass', 'k.oid')}`,
  `${named(`'operator family'`, nameHere('f.opfname'))}
  FROM pg_opfamily f JOIN pg_namespace n ON n.oid = f.opfnamespace
  WHERE NOT EXISTS (SELECT 1 FROM pg_opclass k WHERE k.opcfamily = f.oid) AND ${own('pg_opfamily', 'f.oid')}`,
  `${named(`'text search parser'`, nameHere('p.prsname'))}
  FROM pg_ts_parser p JOIN pg_namespace n ON n.oid = p.prsnamespace WHERE ${own('pg_ts_parser', 'p.oid')}`,
  `${named(`'text search template'`, nameHere('t.tmplname'))}
  FROM pg_ts_template t JOIN pg_namespace n ON n.oid = t.tmplnamespace WHERE ${own('pg_ts_template', 't.oid')}`,
  `${named(`'conversion'`, nameHere('k.conname'))}
  FROM pg_conversion k JOIN pg_namespace n ON n.oid = k.connamespace WHERE ${own('pg_conversion', 'k.oid')}`,
  `${named(`'base type'`, nameHere('t.typname'))}
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
  WHERE t.typtype = 'b' AND NOT EXISTS (SELECT 1 FROM pg_type e WHERE e.typarray = t.oid) AND ${own('pg_type', 't.oid')}`,
  `${named(`'event trigger'`, 'e.evtname')} FROM pg_event_trigger e WHERE NOT ${isOfExtension('pg_event_trigger', 'e.oid')}`,
  `${named(`'publication'`, 'p.pubname')} FROM pg_publication p WHERE NOT ${isOfExtension('pg_publication', 'p.oid')}`,
  `${named(`'subscription'`, 's.subname')} FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid WHERE d.datname = current_database()`,
  `${named(`'language'`, 'l.lanname')} FROM pg_language l WHERE ${nowhere('pg_language', 'l.oid')}`,
  `${named(`'transform'`, `format('for %s in %s', format_type(t.trftype, NULL), l.lanname)`)}
  FROM pg_transform t JOIN pg_language l ON l.oid = t.trflang WHERE ${nowhere('pg_transform', 't.oid')}`,
  `${named(`'access method'`, 'm.amname')} FROM pg_am m WHERE ${nowhere('pg_am', 'm.oid')}`,
  `${named(`'foreign data wrapper'`, 'w.fdwname')} FROM pg_foreign_data_wrapper w WHERE ${nowhere('pg_foreign_data_wrapper', 'w.oid')}`,
  `${named(`'foreign server'`, 's.srvname')} FROM pg_foreign_server s WHERE ${nowhere('pg_foreign_server', 's.oid')}`,
  `${named(`'user mapping'`, `format('of %s for %s', u.usename, u.srvname)`)} FROM pg_user_mappings u`,
  `${named(`'large objects'`, `count(*) || ' of them'`)} FROM pg_largeobject_metadata HAVING count(*) > 0`,
  `${named(`'tablespace'`, `format('%s of %s', s.spcname, ${listed('c.object')})`)}
  FROM pg_tablespace s JOIN (SELECT ${pathHere('c.relname')} AS object, c.reltablespace AS place
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'm', 'i', 'I') AND ${ours} AND ${isDeclared}) c ON c.place = s.oid
  GROUP BY s.spcname`,
  `${named(`'table access method'`, `format('%s of %s', m.amname, ${listed('c.object')})`)}
  FROM pg_am m JOIN (SELECT ${pathHere('c.relname')} AS object, c.relam AS method
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'm') AND ${ours} AND ${isDeclared}) c ON c.method = m.oid
  WHERE m.amname <> 'heap' GROUP BY m.amname`,
  `${named(`'table of dropped data'`, nameHere('c.relname'))}
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND c.relname ~ '^_parked_' AND ${ours}`,
  unenforcedQuery,
  ...privilegeQueries.map(({ kind, name, from }) => `${named(kind, name)} FROM ${from}`),
]
