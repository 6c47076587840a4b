import { isOfExtension, isOfOther, isOwnSchema } from './declared.js'
import {
  aggregateDefinition,
  castDefinition,
  collationDefinition,
  dictionaryDefinition,
  isOwnCast,
  operatorDefinition,
  rangeDefinition,
  statisticsTarget,
  textSearchDefinition,
  textSearchMappings,
} from './definitions.js'

const schemaOf = (row: string): string =>
  `JOIN pg_namespace n ON n.oid = ${row} AND ${isOwnSchema('n.nspname')}`

const comment = (oid: string, catalogue: string): string =>
  `'comment ' || quote_literal(obj_description(${oid}, '${catalogue}'))`

/** What stands beside tables. */
export const objectQueries: readonly string[] = [
  `SELECT concat_ws(' ', 'schema', quote_ident(n.nspname), ${comment('n.oid', 'pg_namespace')}) AS line
  FROM pg_namespace n WHERE ${isOwnSchema('n.nspname')}
    AND (n.nspname <> 'public' OR obj_description(n.oid, 'pg_namespace') <> 'standard public schema')`,

  `SELECT concat_ws(' ', 'extension', quote_ident(extname), 'in ' || quote_ident(nullif(extnamespace::regnamespace::name, 'pg_catalog'))) AS line
  FROM pg_extension WHERE extname <> 'plpgsql'`,

  `SELECT concat_ws(' ', 'function', CASE WHEN p.prokind = 'a' THEN ${aggregateDefinition(`format('%I.%I', n.nspname, p.proname)`)} ELSE pg_get_functiondef(p.oid) END,
    ${comment('p.oid', 'pg_proc')}) AS line
  FROM pg_proc p ${schemaOf('p.pronamespace')} WHERE NOT ${isOfOther('pg_proc', 'p.oid')}`,

  `SELECT concat_ws(' ', 'enum', format('%I.%I', n.nspname, t.typname),
    (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid),
    ${comment('t.oid', 'pg_type')}) AS line
  FROM pg_type t ${schemaOf('t.typnamespace')} WHERE t.typtype = 'e' AND NOT ${isOfExtension('pg_type', 't.oid')}`,

  `SELECT concat_ws(' ', 'domain', format('%I.%I', n.nspname, t.typname), format_type(t.typbasetype, t.typtypmod),
    'collation ' || nullif(l.oid::regcollation::text, '"default"'), CASE WHEN t.typnotnull THEN 'not null' END, 'default ' || t.typdefault,
    (SELECT string_agg(concat_ws(' ', k.conname, pg_get_constraintdef(k.oid), ${comment('k.oid', 'pg_constraint')}), ', ' ORDER BY k.conname)
      FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'),
    ${comment('t.oid', 'pg_type')}) AS line
  FROM pg_type t ${schemaOf('t.typnamespace')} LEFT JOIN pg_collation l ON l.oid = t.typcollation
  WHERE t.typtype = 'd' AND NOT ${isOfExtension('pg_type', 't.oid')}`,

  `SELECT concat_ws(' ', 'type', format('%I.%I', n.nspname, t.typname),
    (SELECT string_agg(concat_ws(' ', quote_ident(a.attname), format_type(a.atttypid, a.atttypmod), 'collation ' || nullif(l.oid::regcollation::text, '"default"'),
        'comment ' || quote_literal(col_description(c.oid, a.attnum))), ', ' ORDER BY a.attnum)
      FROM pg_attribute a LEFT JOIN pg_collation l ON l.oid = a.attcollation
      WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped), ${comment('t.oid', 'pg_type')}) AS line
  FROM pg_type t ${schemaOf('t.typnamespace')} JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
  WHERE NOT ${isOfExtension('pg_type', 't.oid')}`,

  `SELECT concat_ws(' ', 'range', ${rangeDefinition(`format('%I.%I', n.nspname, t.typname)`)}, ${comment('t.oid', 'pg_type')}) AS line
  FROM pg_type t ${schemaOf('t.typnamespace')} WHERE t.typtype = 'r' AND NOT ${isOfExtension('pg_type', 't.oid')}`,

  `SELECT concat_ws(' ', 'collation', ${collationDefinition(`format('%I.%I', n.nspname, l.collname)`)}, ${comment('l.oid', 'pg_collation')}) AS line
  FROM pg_collation l ${schemaOf('l.collnamespace')} WHERE NOT ${isOfExtension('pg_collation', 'l.oid')}`,

  `SELECT concat_ws(' ', 'operator', ${operatorDefinition(`format('%I.%s', n.nspname, o.oprname)`)}, ${comment('o.oid', 'pg_operator')}) AS line
  FROM pg_operator o ${schemaOf('o.oprnamespace')} WHERE NOT ${isOfExtension('pg_operator', 'o.oid')}`,

  `SELECT concat_ws(' ', 'cast', ${castDefinition}, ${comment('k.oid', 'pg_cast')}) AS line FROM pg_cast k WHERE ${isOwnCast}`,

  `SELECT concat_ws(' ', 'operator class', format('%I.%I', n.nspname, k.opcname), 'for', format_type(k.opcintype, NULL), m.amname) AS line
  FROM pg_opclass k ${schemaOf('k.opcnamespace')} JOIN pg_am m ON m.oid = k.opcmethod
  WHERE NOT ${isOfExtension('pg_opclass', 'k.oid')}`,

  `SELECT concat_ws(' ', 'text search', ${textSearchDefinition(`format('%I.%I', n.nspname, t.cfgname)`)},
    ${textSearchMappings(`quote_ident(t.cfgname)`)}, ${comment('t.oid', 'pg_ts_config')}) AS line
  FROM pg_ts_config t ${schemaOf('t.cfgnamespace')} WHERE NOT ${isOfExtension('pg_ts_config', 't.oid')}`,

  `SELECT concat_ws(' ', 'text search', ${dictionaryDefinition(`format('%I.%I', n.nspname, d.dictname)`)}, ${comment('d.oid', 'pg_ts_dict')}) AS line
  FROM pg_ts_dict d ${schemaOf('d.dictnamespace')} WHERE NOT ${isOfExtension('pg_ts_dict', 'd.oid')}`,

  `SELECT concat_ws(' ', 'statistics', pg_get_statisticsobjdef(s.oid), ${statisticsTarget('s.stxstattarget')}, ${comment('s.oid', 'pg_statistic_ext')}) AS line
  FROM pg_statistic_ext s ${schemaOf('s.stxnamespace')}`,

  `SELECT concat_ws(' ', 'event trigger', quote_ident(e.evtname), 'on', e.evtevent, array_to_string(e.evttags, ', '), e.evtfoid::regproc, nullif(e.evtenabled, 'O'),
    ${comment('e.oid', 'pg_event_trigger')}) AS line
  FROM pg_event_trigger e WHERE NOT ${isOfExtension('pg_event_trigger', 'e.oid')}`,
]
