import { type Alteration, inOrder, noAlteration } from '../../../alteration.js'
import { mentions } from '../../../mentions.js'
import { addColumn } from './added-column.js'
import type { ColumnText } from './column-text.js'
import { changedWords } from './column-words.js'
import { familyOf, parentsOf } from './family.js'
import { changedIdentity } from './identity.js'
import { isBuiltIn, retyped } from './retype.js'
import type { TableText } from './table-text.js'
import { hasDefault, type Models } from './words.js'

export type ChangedColumns = Alteration & {
  readonly gone: readonly string[]
  /** Dropped and added again, because there is no other way to another expression. */
  readonly remade: readonly string[]
}

/** Columns that come, go and change; those of a partition are its parent's, but for what it says of them otherwise. */
export const changedColumns = (
  before: TableText,
  after: TableText,
  models: Models,
): ChangedColumns | undefined => {
  const own = before.partOf === undefined ? ownColumns(before, after, models) : noColumns
  if (own === undefined) return undefined
  const names = new Set([
    ...(familyOf(models.after).columns(after.name) ?? after.columns).map(({ name }) => name),
  ])
  const words = [...names]
    .filter((name) => !own.remade.includes(name))
    .map((name) => changedWords(models, after, name))
  return { ...inOrder([own, ...words, ...own.identities]), gone: own.gone, remade: own.remade }
}

/** An identity is added once the column has no default and may not be null. */
type OwnColumns = ChangedColumns & { readonly identities: readonly Alteration[] }

const noColumns: OwnColumns = { ...noAlteration, gone: [], remade: [], identities: [] }

const ownColumns = (before: TableText, after: TableText, models: Models): OwnColumns | undefined => {
  const named = (columns: readonly ColumnText[], name: string) => columns.find((each) => each.name === name)
  const gone = before.columns.filter(({ name }) => named(after.columns, name) === undefined)
  const come = after.columns.filter(({ name }) => named(before.columns, name) === undefined)
  const kept = after.columns.flatMap((column) => {
    const old = named(before.columns, column.name)
    return old === undefined ? [] : [{ old, column }]
  })
  const retypedNames = kept
    .filter(({ old, column }) => isRetyped(old, column))
    .map(({ column }) => column.name)
  const remade = kept.filter(
    ({ old, column }) =>
      isRemade(old, column) || retypedNames.some((name) => mentions(column.generated, name)),
  )
  const changed = kept.filter((each) => !remade.includes(each))
  const other = changed.filter(({ old, column }) => isRetyped(old, column))
  const moved = [...gone, ...[...remade, ...other].map(({ column }) => column)]
  if (moved.some(({ name }) => isKey(name, before, models) || isShared(name, before, models)))
    return undefined
  const released = changed.filter(({ old, column }) => isReleased(old, column))
  if ([...come, ...released.map(({ column }) => column)].some(({ name }) => isShared(name, before, models)))
    return undefined
  const identities = changed.map(({ old, column }) => changedIdentity(after, old, column))
  if (!identities.every((each) => each !== undefined)) return undefined
  const alteration = inOrder([
    ...gone.map((column) => dropColumn(after, column, true)),
    ...remade.map(({ old, column }) =>
      dropColumn(
        after,
        old,
        [old, column].some(({ generated }) => generated === undefined),
      ),
    ),
    ...released.map(({ column }) => ({
      ...noAlteration,
      goes: [`ALTER TABLE ${after.path} ALTER COLUMN ${column.quoted} DROP EXPRESSION`],
    })),
    ...other.map(({ old, column }) => retype(after, old, column, models)),
    ...[...come, ...remade.map(({ column }) => column)].map((column) => addColumn(after, column, models)),
  ])
  return {
    ...alteration,
    identities,
    gone: gone.map(({ name }) => name),
    remade: remade.map(({ column }) => column.name),
  }
}

/** It stops being computed, and keeps what was. */
const isReleased = (old: ColumnText, column: ColumnText): boolean =>
  column.generated === undefined && old.generated?.endsWith(' STORED') === true

const isRemade = (old: ColumnText, column: ColumnText): boolean =>
  (old.generated !== column.generated && !isReleased(old, column)) ||
  (column.generated !== undefined && isRetyped(old, column))

const isRetyped = (old: ColumnText, column: ColumnText): boolean =>
  old.type !== column.type || old.collation !== column.collation

/** Whether rows find their partition by it. */
const isKey = (name: string, { name: table, partitionBy }: TableText, { before }: Models): boolean =>
  [
    partitionBy,
    ...familyOf(before)
      .descendants(table)
      .map((each) => each.partitionBy),
  ].some((key) => mentions(key, name))

/** Whether it is a parent's too, which then is the one to change it. */
const isShared = (name: string, table: TableText, models: Models): boolean =>
  [models.before, models.after].some((model) =>
    parentsOf(table).some((parent) =>
      familyOf(model)
        .columns(parent)
        ?.some((column) => column.name === name),
    ),
  )

const dropColumn = (
  { name: table, path }: TableText,
  { name, quoted }: ColumnText,
  isLost: boolean,
): Alteration => ({
  ...noAlteration,
  goes: [`ALTER TABLE ${path} DROP COLUMN ${quoted}`],
  hazards: isLost
    ? [
        { kind: 'drops-data', message: `the values of ${table}.${name} are lost` },
        { kind: 'breaks-running-code', message: `code that names ${table}.${name} fails` },
      ]
    : [],
  moves: [name],
})

const retype = (table: TableText, old: ColumnText, column: ColumnText, models: Models): Alteration => {
  const { statements, hazards } = retyped(table, old, column, models)
  const drop = hasDefault(models.before, table.name, column.name)
    ? [`ALTER TABLE ${table.path} ALTER COLUMN ${column.quoted} DROP DEFAULT`]
    : []
  const all = [...drop, ...statements]
  return {
    ...noAlteration,
    ...(isBuiltIn(column.type ?? '') ? { goes: all } : { comes: all }),
    hazards,
    moves: [column.name],
  }
}
