import type { ChildDefinition, TableDefinition } from '../../definition.js'
import { type Column, columnsOf, type Table, tableOf } from '../table.js'

/** A foreign key to a soft-deleting table, its columns looked up on both sides. */
export type ChildLink = {
  readonly definition: ChildDefinition
  readonly child: Table
  readonly columns: readonly Column[]
  readonly references: readonly Column[]
  /** Stands for the link in the shape of a statement on the child. */
  readonly key: string
}

const linksOf = new WeakMap<TableDefinition, readonly ChildLink[]>()

export function childLinks(parent: Table): readonly ChildLink[] {
  const known = linksOf.get(parent.definition)
  if (known) return known
  const children = parent.definition.softDelete?.children() ?? []
  const found = children.map((definition) => linkTo(tableOf(parent.definition), definition))
  linksOf.set(parent.definition, found)
  return found
}

function linkTo(parent: Table, definition: ChildDefinition): ChildLink {
  const child = tableOf(definition.table)
  const columns = columnsOf(child, definition.columns)
  const references = columnsOf(parent, definition.references)
  const indexes = (side: readonly Column[]) => side.map(({ index }) => index).join(',')
  return {
    definition,
    child,
    columns,
    references,
    key: `${parent.quoted} ${indexes(columns)} ${indexes(references)}`,
  }
}

export function quotedList(columns: readonly Column[]): string {
  const names = columns.map(({ quoted }) => quoted).join(', ')
  return columns.length === 1 ? names : `(${names})`
}
