import type { ChildDefinition } from '../definition.js'
import { type Column, columnsOf, type Table, tableOf } from './table.js'

/** A foreign key of a soft-deleting table, its columns looked up on both sides. */
export type ChildLink = {
  readonly definition: ChildDefinition
  readonly columns: readonly Column[]
  readonly references: readonly Column[]
  /** Stands for the link in the shape of a statement on the child. */
  readonly key: string
}

const links = new WeakMap<ChildDefinition, ChildLink>()

export function childLinks(parent: Table): readonly ChildLink[] {
  return (parent.definition.softDelete?.children() ?? []).map((definition) => linkOf(parent, definition))
}

function linkOf(parent: Table, definition: ChildDefinition): ChildLink {
  const known = links.get(definition)
  if (known) return known
  const columns = columnsOf(tableOf(definition.table), definition.columns)
  const references = columnsOf(parent, definition.references)
  const indexes = (side: readonly Column[]) => side.map(({ index }) => index).join(',')
  const link = {
    definition,
    columns,
    references,
    key: `${parent.quoted} ${indexes(columns)} ${indexes(references)}`,
  }
  links.set(definition, link)
  return link
}

export function quotedList(columns: readonly Column[]): string {
  const names = columns.map(({ quoted }) => quoted).join(', ')
  return columns.length === 1 ? names : `(${names})`
}
