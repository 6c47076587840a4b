import type { Column, LogicalType, Model } from '../model/model.js'
import { type Rename, renamed, renaming } from './elements.js'

/** An enum under another name, in the types of all columns, too. */
export const renameEnum = (model: Model, rename: Rename): Model => {
  const name = renaming(rename)
  return {
    ...model,
    enums: renamed('enum', model.enums, rename),
    tables: model.tables.map((table) => ({
      ...table,
      columns: table.columns.map((column) => ({ ...column, type: typeNaming(column.type, name) })),
    })),
  }
}

export const columnWithRenamedEnum = (column: Column, rename: Rename): Column => ({
  ...column,
  type: typeNaming(column.type, renaming(rename)),
})

const typeNaming = (type: LogicalType, name: (of: string) => string): LogicalType => {
  if (type.kind === 'enum') return { ...type, name: name(type.name) }
  return type.kind === 'array' ? { ...type, element: typeNaming(type.element, name) } : type
}
