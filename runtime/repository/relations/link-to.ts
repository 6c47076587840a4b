import { columnsOf, type Table, tableAs } from '../table.js'
import type { Relation } from './relation.js'
import { aliasBetween } from './through.js'

/** What stands in FROM, and the conditions that tie it to rows with these values. */
export type Link = {
  readonly sources: readonly string[]
  readonly conditions: readonly string[]
  /** Those of the conditions that tie the sources to each other. */
  readonly joins: readonly string[]
}

/** To the rows of a table, through the table between if there is one, whose own deleted rows lead nowhere. */
export function linkTo(table: Table, { references, through }: Relation, values: readonly string[]): Link {
  const columns = columnsOf(table, references)
  if (through === undefined) {
    return {
      sources: [table.source],
      conditions: columns.map(({ quoted }, index) => `${quoted} = ${values[index]}`),
      joins: [],
    }
  }
  const between = tableAs(through.table, aliasBetween(table))
  const [from, to] = [columnsOf(between, through.from), columnsOf(between, through.to)]
  const joins = columns.map(({ quoted }, index) => `${quoted} = ${to[index]?.quoted}`)
  return {
    sources: [between.source, table.source],
    joins,
    conditions: [
      ...from.map(({ quoted }, index) => `${quoted} = ${values[index]}`),
      ...joins,
      ...(between.deletedAt ? [`${between.deletedAt.quoted} IS NULL`] : []),
    ],
  }
}
