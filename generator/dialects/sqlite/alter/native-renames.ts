import { applyChange } from '../../../changes/apply.js'
import type { Change, ChangeOf } from '../../../changes/change.js'
import type { Model } from '../../../model/model.js'
import { isFor } from '../../dialect.js'
import { name as dialect } from '../versions.js'
import { freeName } from './free-name.js'

/** A rename that the database does itself, and the change that asks for it. */
export type NativeRename = {
  readonly rename: ChangeOf<'renameTable'> | ChangeOf<'renameColumn'>
  readonly cause: Change
}

export type AfterRenames = {
  readonly renames: readonly NativeRename[]
  /** What exists when the renames are done and nothing else is, apart from tables that went before them. */
  readonly model: Model
}

/**
 * Renames are done first and by the database, which rewrites all that names the table or the column; everything later speaks of new
 * names alone. A column that goes, but whose name another one takes, steps aside until it is dropped.
 */
export const nativeRenames = (changes: readonly Change[], before: Model): AfterRenames => {
  const going = new Map<string, Change>()
  const renames: NativeRename[] = []
  let model = before
  const rename = (done: NativeRename['rename'], cause: Change): void => {
    const name = done.kind === 'renameTable' ? done.from : done.table
    const table = model.tables.find((each) => each.name === name)
    if (table && isFor(table, dialect)) renames.push({ rename: done, cause })
    model = applyChange(model, done)
  }
  const stepAside = (table: string, column: string): void => {
    const cause = going.get(place(table, column))
    if (!cause) return
    going.delete(place(table, column))
    rename({ kind: 'renameColumn', table, from: column, to: asideName(model, table, column) }, cause)
  }
  for (const change of changes) {
    switch (change.kind) {
      case 'dropTable':
      case 'renameEnum':
        model = applyChange(model, change)
        break
      case 'retargetTable':
        model = retargeted(model, change)
        break
      case 'dropColumn':
        going.set(place(change.table, change.column.name), change)
        break
      case 'addColumn':
        stepAside(change.table, change.column.name)
        break
      case 'renameColumn':
        stepAside(change.table, change.to)
        rename(change, change)
        break
      case 'renameTable':
        rename(change, change)
        moveAll(going, change)
        break
    }
  }
  return { renames, model }
}

/** Where the table exists, and nothing else that the change knows of it. */
const retargeted = (model: Model, { before, after }: ChangeOf<'retargetTable'>): Model => ({
  ...model,
  tables: model.tables.map((table) =>
    table.name === before.name ? { ...table, dialects: after.dialects } : table,
  ),
})

const place = (table: string, column: string): string => JSON.stringify([table, column])

const moveAll = (going: Map<string, Change>, { from, to }: ChangeOf<'renameTable'>): void => {
  for (const [key, change] of [...going]) {
    const [table, column] = JSON.parse(key) as [string, string]
    if (table !== from) continue
    going.delete(key)
    going.set(place(to, column), change)
  }
}

const asideName = (model: Model, table: string, column: string): string =>
  freeName(
    `${column}__old`,
    model.tables.find(({ name }) => name === table)?.columns.map(({ name }) => name) ?? [],
  )

/** What a column was called before the renames that has this name after them. */
export const columnNameBefore = (renames: readonly NativeRename[], table: string, column: string): string => {
  let [currentTable, current] = [table, column]
  for (const { rename } of renames.toReversed()) {
    if (rename.kind === 'renameTable' && rename.to === currentTable) currentTable = rename.from
    if (rename.kind === 'renameColumn' && rename.table === currentTable && rename.to === current) {
      current = rename.from
    }
  }
  return current
}
