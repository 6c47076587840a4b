import { isDeclared } from './schema-lines.js'

/** The tables of the schema beside what `pragma` says of each; of virtual ones only their modules know, which may be elsewhere. */
const from = (pragma: string): string =>
  `FROM sqlite_schema AS m, ${pragma} WHERE m.type = 'table' AND m.rootpage > 0 AND ${isDeclared('m')}`

/** A key without an index is the number of the row, which is never null whether that is said or not. */
const isRowNumber = `(x.pk AND NOT EXISTS (SELECT 1 FROM pragma_index_list(m.name) AS l WHERE l.origin = 'pk'))`

const withoutSpace = (text: string): string =>
  `replace(replace(replace(replace(${text}, ' ', ''), char(9), ''), char(10), ''), char(13), '')`

/**
 * What the database made of its own texts, a line each: a second witness, which shares nothing with the reader of CREATE TABLE.
 * Numbers of columns are left out, because order means nothing. https://www.sqlite.org/pragma.html#pragma_table_xinfo
 */
export const pragmaQueries: readonly string[] = [
  `SELECT concat_ws(' ', 'seen table', m.name, iif(t.wr, 'without rowid', NULL), iif(t.strict, 'strict', NULL)) AS line
  ${from('pragma_table_list(m.name) AS t')} AND t.schema = 'main'`,
  `SELECT concat_ws(' ', 'seen column', m.name || '.' || x.name, ${withoutSpace('upper(x.type)')}, iif(x."notnull" AND NOT ${isRowNumber}, 'not null', NULL),
    'key ' || nullif(x.pk, 0), 'hidden ' || nullif(x.hidden, 0)) AS line
  ${from('pragma_table_xinfo(m.name) AS x')}`,
  `SELECT concat_ws(' ', 'seen index of', m.name, iif(l.origin = 'c', l.name, l.origin), iif(l."unique", 'unique', NULL),
    iif(l.partial, 'partial', NULL), (SELECT group_concat(coalesce(i.name, iif(i.cid = -2, 'expression', 'rowid'))
      || iif(i."desc", ' desc', '') || ' ' || upper(i.coll), ', ' ORDER BY i.seqno) FROM pragma_index_xinfo(l.name) AS i WHERE i.key)) AS line
  ${from('pragma_index_list(m.name) AS l')}`,
  `SELECT concat_ws(' ', 'seen foreign key of', m.name, group_concat(f."from", ', ' ORDER BY f.seq), 'to',
    coalesce((SELECT s.name FROM sqlite_schema AS s WHERE s.type = 'table' AND s.name = f."table" COLLATE NOCASE), f."table"),
    group_concat(coalesce((SELECT p.name FROM pragma_table_xinfo(f."table") AS p
      WHERE iif(f."to" IS NULL, p.pk = f.seq + 1, p.name = f."to" COLLATE NOCASE)), f."to"), ', ' ORDER BY f.seq),
    f.on_update, f.on_delete) AS line
  ${from('pragma_foreign_key_list(m.name) AS f')} GROUP BY m.name, f.id`,
]
