import type { Model, Script } from '../../../../model/model.js'
import { name as dialect } from '../../versions.js'
import type { ColumnText } from './column-text.js'
import { readTableScript } from './table-script.js'
import type { TableText } from './table-text.js'

/** All tables of the scripts of a model that can be read, and what they have of each other. */
export type Family = {
  readonly table: (name: string) => TableText | undefined
  /** Tables that come from the table, with those that come from them. */
  readonly descendants: (name: string) => readonly TableText[]
  /** The columns of a table with those of its parents, each with what the table says of it; undefined: a parent is not known. */
  readonly columns: (name: string) => readonly ColumnText[] | undefined
  readonly scriptOf: (name: string) => Script | undefined
}

export const parentsOf = ({ partOf, inherits }: TableText): readonly string[] =>
  partOf === undefined ? inherits : [partOf.name]

export const textsOf = ({ create }: Script): readonly string[] =>
  Object.hasOwn(create, dialect) ? (create[dialect] ?? []) : []

const cache = new WeakMap<Model, Family>()

export const familyOf = (model: Model): Family => {
  const family = cache.get(model) ?? readFamily(model)
  cache.set(model, family)
  return family
}

const readFamily = ({ scripts }: Model): Family => {
  const found = scripts.flatMap((script) =>
    (readTableScript(textsOf(script))?.tables ?? []).map((table) => ({ table, script })),
  )
  const byName = new Map(found.map((each) => [each.table.name, each]))
  const table = (name: string) => byName.get(name)?.table
  const children = new Map<string, TableText[]>()
  for (const each of found)
    for (const parent of parentsOf(each.table))
      children.set(parent, [...(children.get(parent) ?? []), each.table])
  const descendants = (name: string): readonly TableText[] =>
    (children.get(name) ?? []).flatMap((child) => [child, ...descendants(child.name)])
  const known = new Map<string, readonly ColumnText[] | undefined>()
  const columns = (name: string): readonly ColumnText[] | undefined => {
    if (!known.has(name)) known.set(name, columnsOf(name))
    return known.get(name)
  }
  const columnsOf = (name: string): readonly ColumnText[] | undefined => {
    const own = table(name)
    if (own === undefined) return undefined
    const inherited = own.attached ? [] : parentsOf(own).map(columns)
    const all: ColumnText[] = []
    for (const each of inherited) {
      if (each === undefined) return undefined
      for (const column of each) if (all.every((other) => other.name !== column.name)) all.push(column)
    }
    const local = own.columns.filter((column) => all.every((other) => other.name !== column.name))
    return [...all.map((column) => said(column, own)), ...local]
  }
  return { table, descendants, columns, scriptOf: (name) => byName.get(name)?.script }
}

/** A column of a parent as the table has it. */
const said = (column: ColumnText, { columns, overrides }: TableText): ColumnText => {
  const own = columns.find(({ name }) => name === column.name)
  const override = overrides.get(column.name)
  const initial = override?.initial === undefined ? (own?.initial ?? column.initial) : override.initial
  return {
    ...column,
    required: column.required || own?.required === true || override?.required === true,
    initial,
  }
}
