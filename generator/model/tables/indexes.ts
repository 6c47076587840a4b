import type { IndexEntry, Located, SqlText } from '../../document/document.js'
import { words } from '../../naming/case.js'
import { derivedName } from '../../naming/identifier.js'
import type { DraftTable, Placed } from '../draft.js'
import type { Index, IndexElement } from '../model.js'
import { canonicalDialect, type Scope } from '../scope.js'
import { resolveSql } from '../sql-text.js'

export const buildIndexes = (table: DraftTable, scope: Scope): readonly Index[] =>
  table.indexes.map((index) => buildIndex(table, index, scope))

const buildIndex = (table: DraftTable, { entry, origin }: Placed<IndexEntry>, scope: Scope): Index => {
  const own = entry.dialects?.map(({ value }) => canonicalDialect(value, scope.dialects))
  const dialects = own === undefined ? table.dialects : table.dialects.filter((name) => own.includes(name))
  return {
    name: entry.name?.value ?? defaultName(table.name, entry),
    unique: entry.unique,
    elements: entry.elements.map((element) => buildElement(element, dialects, scope)),
    where: entry.where && resolveSql(entry.where, dialects, scope),
    live: entry.unique ? table.behaviors.softDelete?.deletedAt : undefined,
    include: entry.include.map(({ value }) => value),
    using: entry.using?.value,
    nullsDistinct: entry.nullsDistinct,
    dialects: own,
    meta: { origin, was: entry.was?.value },
  }
}

const buildElement = (
  { value, span }: Located<IndexElement>,
  dialects: readonly string[],
  scope: Scope,
): IndexElement =>
  value.kind === 'column' ? value : { ...value, sql: resolveSql({ value: value.sql, span }, dialects, scope) }

/**
 * An expression gives its words, so that `lower(name)` is `<table>_lower_name_idx`: a number would depend on the order of the
 * file, and moving an index would rename it.
 */
const defaultName = (table: string, { elements }: IndexEntry): string =>
  derivedName(
    [
      table,
      ...elements.flatMap(({ value }) => (value.kind === 'column' ? value.column : sqlWords(value.sql))),
    ],
    'idx',
  )

const sqlWords = (sql: SqlText): readonly string[] => {
  if (typeof sql === 'string') return words(sql).map((word) => word.toLowerCase())
  const [first = ''] = Object.keys(sql).sort()
  return sqlWords(sql[first] ?? '')
}
