import { isDeclared, isOfExtension } from '../catalogue/declared.js'
import { collationWritten, operatorClassPath, statisticsTarget } from '../catalogue/definitions.js'
import { here, nameHere, ours, pathHere, prefix } from './here.js'
import { neededBy, type Part, partsOf } from './needs.js'

const declared = `${ours} AND ${isDeclared}`
const schema = 'JOIN pg_namespace n ON n.oid = c.relnamespace'

/** Tables and views, each with what makes it more than the language can say. */
export type RelationRow = {
  readonly oid: number
  /** With its schema if that is another one: `billing.invoices`. */
  readonly name: string
  readonly relname: string
  /** The name as SQL. */
  readonly path: string
  /** What stands before the names of its indexes: nothing, or `billing.`. */
  readonly prefix: string
  readonly here: boolean
  readonly kind: 'r' | 'p' | 'v' | 'm' | 'f'
  readonly unlogged: boolean
  readonly partition_key: string | null
  readonly partition_bound: string | null
  /** Names of the tables that it inherits from, or is a partition of. */
  readonly parents: readonly string[]
  readonly parent_paths: readonly string[]
  readonly options: string | null
  readonly toast_options: string | null
  readonly row_security: boolean
  readonly forced_row_security: boolean
  /** `d` is the default, `f` the full row, `n` nothing, `i` an index. */
  readonly replica_identity: 'd' | 'f' | 'n' | 'i'
  readonly replica_index: string | null
  readonly clustered_index: string | null
  /** Of which its rows are. */
  readonly of_type: string | null
  readonly populated: boolean
  readonly comment: string | null
  readonly definition: string | null
  /** Names of what it stands on; keys that point at others are told apart. */
  readonly needs: readonly string[]
}

const parents = (name: string): string =>
  `(SELECT coalesce(json_agg(${name} ORDER BY i.inhseqno), '[]') FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent
      JOIN pg_namespace n ON n.oid = p.relnamespace WHERE i.inhrelid = c.oid)`

const partsOfView: readonly Part[] = [
  ['pg_class', 'c.oid'],
  ['pg_rewrite', 'w.oid FROM pg_rewrite w WHERE w.ev_class = c.oid'],
]

const partsOfTable: readonly Part[] = [
  ['pg_class', 'c.oid'],
  ['pg_attrdef', 'f.oid FROM pg_attrdef f WHERE f.adrelid = c.oid'],
  ['pg_constraint', 'k.oid FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype <> $$f$$'],
  ['pg_class', 'i.indexrelid FROM pg_index i WHERE i.indrelid = c.oid'],
]

export const relations = `SELECT c.oid::integer AS oid, ${nameHere('c.relname')} AS name, c.relname, ${pathHere('c.relname')} AS path, ${prefix} AS prefix, ${here} AS here,
    c.relkind::text AS kind, c.relpersistence = 'u' AS unlogged,
    pg_get_partkeydef(c.oid) AS partition_key, pg_get_expr(c.relpartbound, c.oid) AS partition_bound,
    ${parents(nameHere('p.relname'))} AS parents, ${parents(pathHere('p.relname'))} AS parent_paths,
    array_to_string(c.reloptions, ', ') AS options,
    (SELECT array_to_string(o.reloptions, ', ') FROM pg_class o WHERE o.oid = c.reltoastrelid) AS toast_options, c.relrowsecurity AS row_security,
    c.relforcerowsecurity AS forced_row_security, c.relreplident::text AS replica_identity,
    (SELECT x.relname FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = c.oid AND i.indisreplident) AS replica_index,
    (SELECT x.relname FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = c.oid AND i.indisclustered) AS clustered_index,
    CASE WHEN c.reloftype <> 0 THEN c.reloftype::regtype::text END AS of_type, c.relispopulated AS populated, obj_description(c.oid, 'pg_class') AS comment,
    CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid, true) END AS definition,
    ${neededBy(`CASE WHEN c.relkind IN ('v', 'm') THEN ${partsOf(...partsOfView)} ELSE ${partsOf(...partsOfTable)} END`)} AS needs
  FROM pg_class c ${schema} WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND ${declared}
  ORDER BY c.oid`

export type ColumnRow = {
  readonly relation: number
  readonly number: number
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly identity: '' | 'a' | 'd'
  readonly generated: '' | 's' | 'v'
  readonly expression: string | null
  readonly collation: string | null
  readonly comment: string | null
  /** As SQL, with its schema where that is another one. */
  readonly sequence: string | null
  /** What of the sequence is not as `serial` or `identity` makes it when nothing more is said; empty: all is. */
  readonly sequence_options: string | null
  /** False for a column that came with a parent. */
  readonly local: boolean
  readonly storage: string | null
  readonly type_storage: string
  readonly compression: string | null
  readonly statistics: number | null
  readonly options: string | null
}

const storageName = (letter: string): string =>
  `CASE ${letter} WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' WHEN 'x' THEN 'EXTENDED' END`

export const columns = `SELECT a.attrelid::integer AS relation, a.attnum::integer AS number, a.attname AS name,
    format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS required, a.attidentity::text AS identity,
    a.attgenerated::text AS generated, pg_get_expr(d.adbin, d.adrelid, true) AS expression,
    CASE WHEN a.attcollation <> t.typcollation THEN ${collationWritten} END AS collation,
    col_description(c.oid, a.attnum) AS comment, s.name AS sequence, s.options AS sequence_options, a.attislocal AS local,
    ${storageName('nullif(a.attstorage, t.typstorage)')} AS storage, ${storageName('t.typstorage')} AS type_storage,
    CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END AS compression,
    ${statisticsTarget('a.attstattarget')} AS statistics, array_to_string(a.attoptions, ', ') AS options
  FROM pg_class c ${schema} JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_collation l ON l.oid = a.attcollation
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  LEFT JOIN LATERAL (SELECT (SELECT ${pathHere('q.relname')} FROM pg_namespace n WHERE n.oid = q.relnamespace) AS name, concat_ws(' ',
      'AS ' || CASE WHEN s.seqtypid <> a.atttypid THEN format_type(s.seqtypid, NULL) END,
      'START WITH ' || nullif(s.seqstart, 1), 'INCREMENT BY ' || nullif(s.seqincrement, 1), 'MINVALUE ' || nullif(s.seqmin, 1),
      'MAXVALUE ' || nullif(s.seqmax, CASE s.seqtypid WHEN 'smallint'::regtype THEN 32767 WHEN 'integer'::regtype THEN 2147483647 ELSE 9223372036854775807 END),
      'CACHE ' || nullif(s.seqcache, 1), CASE WHEN s.seqcycle THEN 'CYCLE' END) AS options
    FROM pg_depend o JOIN pg_class q ON q.oid = o.objid AND q.relkind = 'S' JOIN pg_sequence s ON s.seqrelid = q.oid
    WHERE o.classid = 'pg_class'::regclass AND o.refclassid = 'pg_class'::regclass AND o.deptype IN ('a', 'i')
      AND o.refobjid = c.oid AND o.refobjsubid = a.attnum
    ORDER BY q.oid LIMIT 1
  ) s ON true
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND ${declared}
  ORDER BY c.oid, a.attnum`

export type ConstraintRow = {
  readonly relation: number
  readonly name: string
  readonly kind: 'p' | 'u' | 'c' | 'f' | 'x'
  readonly columns: readonly string[]
  readonly definition: string
  readonly expression: string | null
  readonly deferrable: boolean
  readonly deferred: boolean
  readonly nulls_distinct: boolean
  readonly valid: boolean
  /** Whether it came with a parent. */
  readonly inherited: boolean
  readonly no_inherit: boolean
  readonly target: string | null
  readonly target_here: boolean | null
  /** Whether the key that it points at has nothing but its columns. */
  readonly target_key_plain: boolean | null
  readonly target_columns: readonly string[]
  readonly on_delete: string
  readonly on_update: string
  readonly comment: string | null
  /** Of the index that stands behind a key. */
  readonly index_options: string | null
  readonly index_comment: string | null
}

const names = (numbers: string, relation: string): string =>
  `(SELECT coalesce(json_agg(a.attname ORDER BY x.place), '[]') FROM unnest(${numbers}) WITH ORDINALITY AS x (number, place)
      JOIN pg_attribute a ON a.attrelid = ${relation} AND a.attnum = x.number)`

export const constraints = `SELECT c.oid::integer AS relation, k.conname AS name, k.contype::text AS kind, ${names('k.conkey', 'c.oid')} AS columns,
    pg_get_constraintdef(k.oid, true) AS definition, pg_get_expr(k.conbin, k.conrelid, true) AS expression, k.condeferrable AS deferrable,
    k.condeferred AS deferred, NOT coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false) AS nulls_distinct,
    k.convalidated AS valid, NOT k.conislocal OR k.conparentid <> 0 AS inherited, k.connoinherit AND k.contype = 'c' AS no_inherit,
    (SELECT ${nameHere('f.relname')} FROM pg_namespace n WHERE n.oid = f.relnamespace) AS target, f.relnamespace = c.relnamespace AS target_here, (SELECT y.indnatts = y.indnkeyatts FROM pg_index y WHERE y.indexrelid = k.conindid) AS target_key_plain, ${names('k.confkey', 'k.confrelid')} AS target_columns,
    k.confdeltype::text AS on_delete, k.confupdtype::text AS on_update, obj_description(k.oid, 'pg_constraint') AS comment,
    array_to_string(x.reloptions, ', ') AS index_options, obj_description(x.oid, 'pg_class') AS index_comment
  FROM pg_class c ${schema} JOIN pg_constraint k ON k.conrelid = c.oid
  LEFT JOIN pg_index i ON i.indexrelid = k.conindid AND k.contype = 'u'
  LEFT JOIN pg_class x ON x.oid = k.conindid AND k.contype IN ('p', 'u', 'x')
  LEFT JOIN pg_class f ON f.oid = k.confrelid
  WHERE k.contype IN ('p', 'u', 'c', 'f', 'x') AND c.relkind IN ('r', 'p', 'f') AND ${declared}
  ORDER BY c.oid, k.oid`

export type IndexRow = {
  readonly relation: number
  readonly name: string
  readonly unique: boolean
  readonly method: string
  readonly elements: readonly IndexElementRow[]
  readonly include: readonly string[]
  readonly predicate: string | null
  readonly nulls_distinct: boolean
  readonly definition: string
  readonly valid: boolean
  readonly options: string | null
  /** Whether it is a part of an index of the partitioned table. */
  readonly inherited: boolean
  /** The names of its own columns, which the database builds its name of. */
  readonly attributes: readonly string[]
  /** Numbers of its columns with how much is kept of them. */
  readonly statistics: readonly { readonly number: number; readonly target: number }[]
  readonly comment: string | null
}

export type IndexElementRow = {
  readonly column: string | null
  readonly expression: string
  readonly descending: boolean
  readonly nulls_first: boolean
  readonly collation: string | null
  readonly operator_class: string | null
}

/** Of an expression it cannot be told which collation is its own, so one that is written anywhere counts. */
export const indexes = `SELECT c.oid::integer AS relation, x.relname AS name, i.indisunique AS "unique", m.amname AS method,
    (SELECT json_agg(json_build_object('column', a.attname, 'expression', pg_get_indexdef(i.indexrelid, e.attnum, true),
        'descending', (i.indoption[e.attnum - 1] & 1) = 1, 'nulls_first', (i.indoption[e.attnum - 1] & 2) = 2,
        'collation', CASE WHEN l.oid <> a.attcollation OR a.attname IS NULL
            AND strpos(pg_get_indexdef(i.indexrelid), pg_get_indexdef(i.indexrelid, e.attnum, false) || ' COLLATE ') > 0 THEN ${collationWritten} END,
        'operator_class', CASE WHEN NOT p.opcdefault OR e.attoptions IS NOT NULL
          THEN concat(${operatorClassPath('p')}, '(' || array_to_string(e.attoptions, ', ') || ')') END) ORDER BY e.attnum)
      FROM pg_attribute e JOIN pg_opclass p ON p.oid = i.indclass[e.attnum - 1]
      LEFT JOIN pg_collation l ON l.oid = i.indcollation[e.attnum - 1]
      LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[e.attnum - 1] AND a.attnum > 0
      WHERE e.attrelid = i.indexrelid AND e.attnum <= i.indnkeyatts) AS elements,
    (SELECT coalesce(json_agg(e.attname ORDER BY e.attnum), '[]') FROM pg_attribute e
      WHERE e.attrelid = i.indexrelid AND e.attnum > i.indnkeyatts) AS include,
    pg_get_expr(i.indpred, i.indrelid, true) AS predicate,
    NOT coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false) AS nulls_distinct,
    pg_get_indexdef(i.indexrelid, 0, true) AS definition, i.indisvalid AS valid, array_to_string(x.reloptions, ', ') AS options,
    x.relispartition AS inherited,
    (SELECT json_agg(e.attname ORDER BY e.attnum) FROM pg_attribute e WHERE e.attrelid = x.oid) AS attributes,
    (SELECT coalesce(json_agg(json_build_object('number', e.attnum, 'target', e.attstattarget) ORDER BY e.attnum), '[]')
      FROM pg_attribute e WHERE e.attrelid = x.oid AND e.attstattarget >= 0) AS statistics, obj_description(x.oid, 'pg_class') AS comment
  FROM pg_class c ${schema} JOIN pg_index i ON i.indrelid = c.oid JOIN pg_class x ON x.oid = i.indexrelid
  JOIN pg_am m ON m.oid = x.relam
  WHERE c.relkind IN ('r', 'p', 'm') AND ${declared}
    AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
  ORDER BY c.oid, x.oid`

export type EnumRow = {
  readonly name: string
  /** The name as SQL. */
  readonly path: string
  readonly values: readonly string[]
  readonly comment: string | null
}

export const enums = `SELECT t.typname AS name, ${pathHere('t.typname')} AS path,
    (SELECT coalesce(json_agg(e.enumlabel ORDER BY e.enumsortorder), '[]') FROM pg_enum e WHERE e.enumtypid = t.oid) AS values,
    obj_description(t.oid, 'pg_type') AS comment
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
  WHERE t.typtype = 'e' AND ${here} AND NOT ${isOfExtension('pg_type', 't.oid')}
  ORDER BY t.oid`
