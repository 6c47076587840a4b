import type { ForeignKey, Table } from '../model/model.js'

/** Tables so that each stands after those it points at, and which foreign keys close a cycle and so point forward. */
export type TableOrder = {
  readonly tables: readonly Table[]
  readonly isClosing: (table: Table, foreignKey: ForeignKey) => boolean
}

/** Both databases, both directions and the proof ask for the order of the same tables. */
const orders = new WeakMap<readonly Table[], TableOrder>()

export const orderTables = (tables: readonly Table[]): TableOrder => {
  const order = orders.get(tables) ?? findOrder(tables)
  orders.set(tables, order)
  return order
}

/** Depth first in the author's order, so that the order of creation stays as near to the file as foreign keys allow. */
const findOrder = (tables: readonly Table[]): TableOrder => {
  const byName = new Map(tables.map((table) => [table.name, table]))
  const state = new Map<Table, 'open' | 'done'>()
  const ordered: Table[] = []
  const closing = new Set<string>()
  const visit = (table: Table): void => {
    state.set(table, 'open')
    for (const foreignKey of table.foreignKeys) {
      const target = byName.get(foreignKey.table)
      if (!target || target === table) continue
      if (!state.has(target)) visit(target)
      else if (state.get(target) === 'open') closing.add(identity(table, foreignKey))
    }
    state.set(table, 'done')
    ordered.push(table)
  }
  for (const table of tables) if (!state.has(table)) visit(table)
  return {
    tables: ordered,
    // Cycles are rare, and then no key has to be named.
    isClosing: (table, foreignKey) => closing.size > 0 && closing.has(identity(table, foreignKey)),
  }
}

/** By names, because a replayed model has equal keys that are other objects. */
const identity = (table: Table, { name, columns }: ForeignKey): string =>
  JSON.stringify([table.name, name, columns])

type Dependent = { readonly name: string; readonly dependsOn: readonly string[] }

/** Each after those of the others that it names. */
export const orderDependents = <T extends Dependent>(elements: readonly T[]): readonly T[] => {
  const byName = new Map(elements.map((element) => [element.name, element]))
  const ordered = new Set<T>()
  const visit = (element: T, path: ReadonlySet<T>): void => {
    if (path.has(element) || ordered.has(element)) return
    for (const name of element.dependsOn) {
      const other = byName.get(name)
      if (other) visit(other, new Set([...path, element]))
    }
    ordered.add(element)
  }
  for (const element of elements) visit(element, new Set())
  return [...ordered]
}
