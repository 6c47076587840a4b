import type { RelationDefinition, TableDefinition } from '../../definition.js'
import { invalid } from '../refuse.js'
import { insteadOf } from '../suggest.js'
import type { Table } from '../table.js'

/** A relation by its name. */
export type Relation = RelationDefinition & { readonly name: string }

const known = new WeakMap<TableDefinition, ReadonlyMap<string, Relation>>()

/** The relations that start from a table. */
export function relationsOf({ definition }: Table): ReadonlyMap<string, Relation> {
  const found = known.get(definition)
  if (found) return found
  const entries = Object.entries(definition.relations?.() ?? {})
  const relations = new Map(
    entries.map(([name, relation]): [string, Relation] => [name, { ...relation, name }]),
  )
  known.set(definition, relations)
  return relations
}

/** The relation of that name; what is none is refused. */
export function relationNamed(table: Table, name: string, where: string): Relation {
  const relations = relationsOf(table)
  const relation = relations.get(name)
  if (relation) return relation
  if (relations.size === 0) throw invalid(table, `there is nothing to ${where}: the table has no relations.`)
  throw invalid(
    table,
    `there is no relation "${name}" to ${where}. ${insteadOf(name, [...relations.keys()])}`,
  )
}
