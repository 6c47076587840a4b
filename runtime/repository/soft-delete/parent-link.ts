import type { TableDefinition } from '../../definition.js'
import { relationsOf } from '../relations/relation.js'
import { type Column, columnsOf, type Table, tableAs, tableOf } from '../table.js'

/** A foreign key to a soft-deleting table, its columns looked up on both sides. */
export type ParentLink = {
  /** Stands for the link in the shape of a statement on the child. */
  readonly name: string
  /** As it is called in subqueries, because a table may refer to itself. */
  readonly parent: Table
  readonly columns: readonly Column[]
  /** Of the parent, in the same order. */
  readonly references: readonly Column[]
  /** A live row never refers to a deleted one; otherwise only when it is linked. */
  readonly isAlways: boolean
}

const links = new WeakMap<TableDefinition, readonly ParentLink[]>()

export function parentLinks({ definition }: Table): readonly ParentLink[] {
  const known = links.get(definition)
  if (known) return known
  const table = tableOf(definition)
  const found = [...relationsOf(table).values()].flatMap((relation): ParentLink[] => {
    const parent = tableAs(relation.table, 'p')
    if (relation.liveParent === undefined || !parent.deletedAt) return []
    const columns = columnsOf(table, relation.columns)
    const references = columnsOf(parent, relation.references)
    return [{ name: relation.name, parent, columns, references, isAlways: relation.liveParent === 'always' }]
  })
  links.set(definition, found)
  return found
}

/** Those that a new row makes; columns that are not given are NULL, or their default decides. */
export function linksOfNew(table: Table, given: readonly Column[]): readonly ParentLink[] {
  const all = parentLinks(table)
  if (all.length === 0) return all
  return all.filter(({ columns }) => columns.every((column) => given.includes(column)))
}

/** Those that a change concerns. */
export function linksOfChange(table: Table, given: readonly Column[]): readonly ParentLink[] {
  const all = parentLinks(table)
  if (all.length === 0) return all
  return all.filter(({ columns }) => columns.some((column) => given.includes(column)))
}
