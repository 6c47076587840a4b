import type { TablePart } from '../../../changes/change.js'
import type { Check, ForeignKey, Index, SqlText, Table } from '../../../model/model.js'
import { isFor, textFor } from '../../dialect.js'
import { mentions } from '../../mentions.js'
import type { StagedStep } from '../../stages.js'
import { check } from '../constraints.js'
import { quote } from '../identifiers.js'
import { createIndex } from '../indexes.js'
import { name as dialect } from '../versions.js'
import { type AlteredTable, allCauses, alterTable, changesOf, stepFor } from './altered-table.js'
import type { NewConstraint } from './new-constraints.js'
import { retypesOf } from './retyping.js'
import { indexUsesTakenDown, usesTakenDown } from './taken-down.js'

/** Something with a name that a table has before and after. */
type KeptPart<T> = { readonly before: T; readonly after: T }

/** Parts that stay, by the names that renames leave them. */
export const keptParts = <T extends { readonly name: string }>(
  table: AlteredTable,
  part: TablePart,
  before: readonly T[],
  after: readonly T[],
  isDropped: (name: string) => boolean,
): readonly KeptPart<T>[] =>
  before.flatMap((element) => {
    if (isDropped(element.name)) return []
    const rename = changesOf(table, 'renamePart').find(
      (change) => change.part === part && change.from === element.name,
    )
    const found = after.find(({ name }) => name === (rename?.to ?? element.name))
    return found ? [{ before: element, after: found }] : []
  })

/** The names, before, of columns whose values are made anew. */
export const convertedColumns = (table: AlteredTable): readonly string[] =>
  retypesOf(table)
    .filter(({ how }) => how !== 'in place')
    .map(({ column }) => column.before.name)

const remadeColumns = (table: AlteredTable): readonly string[] =>
  retypesOf(table)
    .filter(({ how }) => how === 'remade')
    .map(({ column }) => column.before.name)

const mentionsAny = (sql: SqlText | undefined, names: readonly string[]): boolean => {
  const text = sql === undefined ? undefined : textFor(sql, dialect)
  return names.some((name) => mentions(text, name))
}

/** Written for the old type, these would be kept in a form that no new table has, or would not fit the new type at all. */
const checksInTheWay = (table: AlteredTable): readonly KeptPart<Check>[] => {
  const dropped = new Set(changesOf(table, 'dropCheck').map((change) => change.check.name))
  const names = convertedColumns(table)
  return keptParts(table, 'check', table.before.checks, table.after.checks, (name) =>
    dropped.has(name),
  ).filter(({ before }) => mentionsAny(before.sql, names) || usesTakenDown(before.sql, table.migration))
}

const indexesInTheWay = (table: AlteredTable): readonly KeptPart<Index>[] => {
  const dropped = new Set(changesOf(table, 'dropIndex').map(({ index }) => index.name))
  return keptParts(table, 'index', table.before.indexes, table.after.indexes, (name) =>
    dropped.has(name),
  ).filter(({ before }) => isFor(before, dialect) && isInTheWay(before, table))
}

const isInTheWay = (index: Index, table: AlteredTable): boolean => {
  const [converted, remade] = [convertedColumns(table), remadeColumns(table)]
  return (
    indexUsesTakenDown(index, table.migration) ||
    mentionsAny(index.where, converted) ||
    (index.live !== undefined && remade.includes(index.live)) ||
    index.include.some((name) => remade.includes(name)) ||
    index.elements.some((element) =>
      element.kind === 'column' ? remade.includes(element.column) : mentionsAny(element.sql, converted),
    )
  )
}

/** Names, before, of checks and indexes that are made again, and so take their new name without a rename. */
export const takenAway = (table: AlteredTable, part: 'check' | 'index'): readonly string[] =>
  (part === 'check' ? checksInTheWay(table) : indexesInTheWay(table)).map(({ before }) => before.name)

/** Taken away while the table is locked for the conversion anyway, and made again in the same transaction. */
export const remakeAround = (table: AlteredTable): readonly StagedStep[] => {
  const checks = checksInTheWay(table)
  const indexes = indexesInTheWay(table)
  const causes = allCauses(table)
  return [
    ...stepFor(table, {
      stage: 'drop indexes',
      causes,
      statements: indexes.map(({ before }) => ({
        sql: `DROP INDEX ${quote(before.name)}`,
        comment: `drop index ${before.name}, which is made again`,
      })),
    }),
    ...stepFor(table, {
      stage: 'drop constraints',
      causes,
      statements: alterTable(
        table.before.name,
        checks.map(({ before }) => ({
          sql: `DROP CONSTRAINT ${quote(before.name)}`,
          comment: `drop check ${before.name}, which is made again`,
        })),
      ),
    }),
    ...stepFor(table, {
      stage: 'drop enums',
      causes,
      statements: indexes.flatMap(({ after }) => createIndex(table.after, after)),
    }),
  ]
}

export const remadeChecks = (table: AlteredTable): readonly NewConstraint[] =>
  checksInTheWay(table).flatMap(({ before, after }) => {
    const sql = check(after)
    if (sql === undefined) return []
    const what = `make check ${after.name} again`
    const mayFail = {
      kind: 'may-fail',
      message: `rows of ${table.after.name} that break ${after.name}, which is made again, stop the migration`,
    } as const
    const hazards = usesTakenDown(before.sql, table.migration) ? [mayFail] : []
    return [{ name: after.name, sql, what, causes: allCauses(table), hazards }]
  })

export const keptForeignKeys = (table: AlteredTable): readonly KeptPart<ForeignKey>[] => {
  const dropped = new Set(changesOf(table, 'dropForeignKey').map(({ foreignKey }) => foreignKey.name))
  return keptParts(table, 'foreign key', table.before.foreignKeys, table.after.foreignKeys, (name) =>
    dropped.has(name),
  )
}

/** Keys of a table that go, by their columns before. */
export const droppedKeys = (table: AlteredTable): readonly (readonly string[])[] => [
  ...changesOf(table, 'changePrimaryKey').flatMap(({ before }) => (before ? [before.columns] : [])),
  ...changesOf(table, 'dropUnique').map(({ unique }) => unique.columns),
  ...keysOf(table.before).filter((columns) => columns.some((name) => remadeColumns(table).includes(name))),
]

const keysOf = ({ primaryKey, uniques }: Table): readonly (readonly string[])[] => [
  ...(primaryKey ? [primaryKey.columns] : []),
  ...uniques.map(({ columns }) => columns),
]
