import type { Model, Table } from '../model/model.js'
import { type Rename, renamed, renaming } from './elements.js'

/** A table under another name, and everything that names it; raw SQL is the author's and stays. */
export const renameTable = (model: Model, rename: Rename): Model => {
  const name = renaming(rename)
  const dependent = <T extends { readonly dependsOn: readonly string[] }>(element: T): T => ({
    ...element,
    dependsOn: element.dependsOn.map(name),
  })
  return {
    ...model,
    tables: renamed('table', model.tables, rename).map((table) => pointingAt(table, name)),
    views: model.views.map(dependent),
    scripts: model.scripts.map(dependent),
  }
}

const pointingAt = (table: Table, name: (table: string) => string): Table => ({
  ...table,
  historyOf: table.historyOf === undefined ? undefined : name(table.historyOf),
  foreignKeys: table.foreignKeys.map((key) => ({ ...key, table: name(key.table) })),
  triggers: table.triggers.map((trigger) =>
    trigger.kind === 'history' ? { ...trigger, table: name(trigger.table) } : trigger,
  ),
})
