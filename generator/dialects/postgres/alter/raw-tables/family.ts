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
  /** Whether a table that it comes from, or that comes from it, comes from itself, which no database has. */
  readonly isCircular: (name: string) => boolean
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
    reachable(name, (each) => children.get(each) ?? [])
  const circular = circularOf([...byName.values()].map((each) => each.table))
  const isCircular = (name: string) =>
    circular.has(name) || descendants(name).some((each) => circular.has(each.name))
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
  return { table, descendants, isCircular, columns, scriptOf: (name) => byName.get(name)?.script }
}

/** Every table once, behind the first that leads to it. */
const reachable = (name: string, next: (name: string) => readonly TableText[]): readonly TableText[] => {
  const seen = new Set<TableText>()
  const visit = (tables: readonly TableText[]): void => {
    for (const table of tables) {
      if (seen.has(table)) continue
      seen.add(table)
      visit(next(table.name))
    }
  }
  visit(next(name))
  return [...seen]
}

/** Names of the tables that come from themselves, and of what comes from these. */
const circularOf = (tables: readonly TableText[]): ReadonlySet<string> => {
  const left = new Map(tables.map((table) => [table.name, table]))
  for (let size = -1; size !== left.size; ) {
    size = left.size
    for (const [name, table] of left)
      if (parentsOf(table).every((parent) => !left.has(parent))) left.delete(name)
  }
  return new Set(left.keys())
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
