import { isDeclared } from './schema-lines.js'

/** The tables of the schema beside what `pragma` says of each. */
const from = (pragma: string): string =>
  `FROM sqlite_schema AS m, ${pragma} WHERE m.type = 'table' AND ${isDeclared('m')}`

/** A key without an index is the number of the row, which is never null whether that is said or not. */
const isRowNumber = `(x.pk AND NOT EXISTS (SELECT 1 FROM pragma_index_list(m.name) AS l WHERE l.origin = 'pk'))`

/**
 * What the database made of its own texts, a line each: a second witness, which shares nothing with the reader of CREATE TABLE.
 * Numbers of columns are left out, because order means nothing. https://www.sqlite.org/pragma.html#pragma_table_xinfo
 */
export const pragmaQueries: readonly string[] = [
  `SELECT concat_ws(' ', 'seen table', m.name, iif(t.wr, 'without rowid', NULL), iif(t.strict, 'strict', NULL)) AS line
  ${from('pragma_table_list(m.name) AS t')} AND t.schema = 'main'`,
  `SELECT concat_ws(' ', 'seen column', m.name || '.' || x.name, upper(x.type), iif(x."notnull" AND NOT ${isRowNumber}, 'not null', NULL),
    'key ' || nullif(x.pk, 0), 'hidden ' || nullif(x.hidden, 0)) AS line
  ${from('pragma_table_xinfo(m.name) AS x')}`,
  `SELECT concat_ws(' ', 'seen index of', m.name, iif(l.origin = 'c', l.name, l.origin), iif(l."unique", 'unique', NULL),
    iif(l.partial, 'partial', NULL), (SELECT group_concat(coalesce(i.name, iif(i.cid = -2, 'expression', 'rowid'))
      || iif(i."desc", ' desc', '') || ' ' || i.coll, ', ' ORDER BY i.seqno) FROM pragma_index_xinfo(l.name) AS i WHERE i.key)) AS line
  ${from('pragma_index_list(m.name) AS l')}`,
  `SELECT concat_ws(' ', 'seen foreign key of', m.name, group_concat(f."from", ', ' ORDER BY f.seq), 'to', f."table",
    group_concat(coalesce(f."to", (SELECT p.name FROM pragma_table_info(f."table") AS p WHERE p.pk = f.seq + 1)), ', ' ORDER BY f.seq), f.on_update, f.on_delete) AS line
  ${from('pragma_foreign_key_list(m.name) AS f')} GROUP BY m.name, f.id`,
]
