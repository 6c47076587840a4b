import type { ChangeOf } from '../../../changes/change.js'
import type { Index, Unique } from '../../../model/model.js'
import { isFor } from '../../dialect.js'
import { name as dialect } from '../versions.js'
import { type AlteredTable, changesOf } from './altered-table.js'
import { convertedColumns } from './in-the-way.js'

/** A unique key whose place a unique index takes, as where rows come to be deleted softly; the old one stays until the new one is there. */
export type IndexForKey = {
  readonly key: ChangeOf<'dropUnique'>
  readonly index: ChangeOf<'addIndex'>
}

/** The way back. */
export type KeyForIndex = {
  readonly index: ChangeOf<'dropIndex'>
  readonly key: ChangeOf<'addUnique'>
}

export const indexesForKeys = (table: AlteredTable): readonly IndexForKey[] => {
  const added = changesOf(table, 'addUnique').map(({ unique }) => unique.name)
  return changesOf(table, 'dropUnique').flatMap((key) => {
    const index = changesOf(table, 'addIndex').find((change) => follow(table, key.unique, change.index))
    return index === undefined || added.includes(key.unique.name) ? [] : [{ key, index }]
  })
}

export const keysForIndexes = (table: AlteredTable): readonly KeyForIndex[] => {
  const added = changesOf(table, 'addIndex').map(({ index }) => index.name)
  return changesOf(table, 'dropIndex').flatMap((index) => {
    const key = changesOf(table, 'addUnique').find((change) => follow(table, change.unique, index.index))
    return key === undefined || added.includes(index.index.name) ? [] : [{ index, key }]
  })
}

/** Of one name or over the same columns, which stay what they are. */
const follow = (table: AlteredTable, key: Unique, index: Index): boolean => {
  const converted = convertedColumns(table)
  const kept = table.kept
    .filter(({ before, after }) => before.name === after.name && !converted.includes(before.name))
    .map(({ before }) => before.name)
  const columns = [
    ...key.columns,
    ...index.elements.flatMap((element) => (element.kind === 'column' ? [element.column] : [])),
  ]
  return (
    index.unique &&
    isFor(index, dialect) &&
    (key.name === index.name || isOver(index, key.columns)) &&
    table.before.name === table.after.name &&
    columns.every((name) => kept.includes(name))
  )
}

const isOver = ({ elements }: Index, columns: readonly string[]): boolean =>
  elements.length === columns.length &&
  elements.every((element, position) => element.kind === 'column' && element.column === columns[position])

/** Whether rows that the key lets in could be refused by the index. */
export const isStricter = (index: Index, key: Unique): boolean =>
  !isOver(index, key.columns) ||
  (key.nullsDistinct && !index.nullsDistinct) ||
  index.elements.some((element) => element.kind !== 'column' || element.collate !== undefined)
