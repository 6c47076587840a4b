import { isDeclared, isOfExtension } from '../catalogue/declared.js'

/** What is read: the schema that names without one mean. The others are told as a whole. */
export const here = 'n.nspname = current_schema()'

const declaredHere = `${here} AND ${isDeclared}`
const schema = 'JOIN pg_namespace n ON n.oid = c.relnamespace'

/** Tables and views, each with what makes it more than the language can say. */
export type RelationRow = {
  readonly oid: number
  readonly name: string
  readonly kind: 'r' | 'p' | 'v' | 'm' | 'f'
  readonly unlogged: boolean
  readonly partition_key: string | null
  readonly partition_bound: string | null
  /** Names of the tables that it inherits from, or is a partition of. */
  readonly parents: readonly string[]
  readonly options: string | null
  readonly row_security: boolean
  readonly forced_row_security: boolean
  readonly comment: string | null
  readonly definition: string | null
}

export const relations = `SELECT c.oid::integer AS oid, c.relname AS name, c.relkind::text AS kind, c.relpersistence = 'u' AS unlogged,
    pg_get_partkeydef(c.oid) AS partition_key, pg_get_expr(c.relpartbound, c.oid) AS partition_bound,
    (SELECT coalesce(json_agg(p.relname ORDER BY i.inhseqno), '[]') FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent
      WHERE i.inhrelid = c.oid) AS parents,
    array_to_string(c.reloptions, ', ') AS options, c.relrowsecurity AS row_security,
    c.relforcerowsecurity AS forced_row_security, obj_description(c.oid, 'pg_class') AS comment,
    CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid, true) END AS definition
  FROM pg_class c ${schema} WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND ${declaredHere}
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
  readonly sequence: string | null
  /** Whether the sequence is one that `serial` or `identity` makes when nothing more is said. */
  readonly plain_sequence: boolean | null
}

export const columns = `SELECT a.attrelid::integer AS relation, a.attnum::integer AS number, a.attname AS name,
    format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS required, a.attidentity::text AS identity,
    a.attgenerated::text AS generated, pg_get_expr(d.adbin, d.adrelid, true) AS expression,
    CASE WHEN a.attcollation <> t.typcollation THEN l.collname END AS collation,
    col_description(c.oid, a.attnum) AS comment, s.name AS sequence, s.plain AS plain_sequence
  FROM pg_class c ${schema} JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_collation l ON l.oid = a.attcollation
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  LEFT JOIN (SELECT o.refobjid, o.refobjsubid, q.relname AS name, s.seqstart = 1 AND s.seqincrement = 1 AND s.seqmin = 1
      AND s.seqcache = 1 AND NOT s.seqcycle AND s.seqmax IN (32767, 2147483647, 9223372036854775807) AS plain
    FROM pg_depend o JOIN pg_class q ON q.oid = o.objid AND q.relkind = 'S' JOIN pg_sequence s ON s.seqrelid = q.oid
    WHERE o.classid = 'pg_class'::regclass AND o.refclassid = 'pg_class'::regclass AND o.deptype IN ('a', 'i')
  ) s ON s.refobjid = c.oid AND s.refobjsubid = a.attnum
  WHERE c.relkind IN ('r', 'p', 'f') AND ${declaredHere}
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
  readonly inherited: boolean
  readonly target: string | null
  readonly target_here: boolean | null
  readonly target_columns: readonly string[]
  readonly on_delete: string
  readonly on_update: string
  readonly comment: string | null
}

const names = (numbers: string, relation: string): string =>
  `(SELECT coalesce(json_agg(a.attname ORDER BY x.place), '[]') FROM unnest(${numbers}) WITH ORDINALITY AS x (number, place)
      JOIN pg_attribute a ON a.attrelid = ${relation} AND a.attnum = x.number)`

export const constraints = `SELECT c.oid::integer AS relation, k.conname AS name, k.contype::text AS kind, ${names('k.conkey', 'c.oid')} AS columns,
    pg_get_constraintdef(k.oid) AS definition, pg_get_expr(k.conbin, k.conrelid, true) AS expression, k.condeferrable AS deferrable,
    k.condeferred AS deferred, NOT coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false) AS nulls_distinct,
    k.convalidated AS valid, NOT k.conislocal OR k.connoinherit AND k.contype = 'c' OR k.conparentid <> 0 AS inherited,
    f.relname AS target, f.relnamespace = c.relnamespace AS target_here, ${names('k.confkey', 'k.confrelid')} AS target_columns,
    k.confdeltype::text AS on_delete, k.confupdtype::text AS on_update, obj_description(k.oid, 'pg_constraint') AS comment
  FROM pg_class c ${schema} JOIN pg_constraint k ON k.conrelid = c.oid
  LEFT JOIN pg_index i ON i.indexrelid = k.conindid AND k.contype = 'u'
  LEFT JOIN pg_class f ON f.oid = k.confrelid
  WHERE k.contype IN ('p', 'u', 'c', 'f', 'x') AND c.relkind IN ('r', 'p', 'f') AND ${declaredHere}
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
        'collation', CASE WHEN l.oid <> a.attcollation OR a.attname IS NULL AND pg_get_indexdef(i.indexrelid) ~ ' COLLATE ' THEN l.collname END,
        'operator_class', CASE WHEN NOT p.opcdefault THEN p.opcname END) ORDER BY e.attnum)
      FROM pg_attribute e JOIN pg_opclass p ON p.oid = i.indclass[e.attnum - 1]
      LEFT JOIN pg_collation l ON l.oid = i.indcollation[e.attnum - 1]
      LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[e.attnum - 1] AND a.attnum > 0
      WHERE e.attrelid = i.indexrelid AND e.attnum <= i.indnkeyatts) AS elements,
    (SELECT coalesce(json_agg(e.attname ORDER BY e.attnum), '[]') FROM pg_attribute e
      WHERE e.attrelid = i.indexrelid AND e.attnum > i.indnkeyatts) AS include,
    pg_get_expr(i.indpred, i.indrelid, true) AS predicate,
    NOT coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false) AS nulls_distinct,
    pg_get_indexdef(i.indexrelid, 0, true) AS definition, i.indisvalid AS valid, array_to_string(x.reloptions, ', ') AS options,
    x.relispartition AS inherited, obj_description(x.oid, 'pg_class') AS comment
  FROM pg_class c ${schema} JOIN pg_index i ON i.indrelid = c.oid JOIN pg_class x ON x.oid = i.indexrelid
  JOIN pg_am m ON m.oid = x.relam
  WHERE c.relkind IN ('r', 'p', 'm') AND ${declaredHere}
    AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
  ORDER BY c.oid, x.oid`

export type EnumRow = {
  readonly name: string
  readonly values: readonly string[]
  readonly comment: string | null
}

export const enums = `SELECT t.typname AS name, (SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid) AS values,
    obj_description(t.oid, 'pg_type') AS comment
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
  WHERE t.typtype = 'e' AND ${here} AND NOT ${isOfExtension('pg_type', 't.oid')}
  ORDER BY t.oid`
