import { quote } from '../../quote.js'
import type { RepositoryStatement } from '../../session.js'
import { type Access, keep, known, type Shape } from '../access.js'
import { invalid } from '../refuse.js'
import { historyColumns } from './columns.js'
import type { HistoryEntry, HistoryOperation } from './types.js'

/** What stands after the row's own columns. */
const own: readonly (readonly [name: string, type: string])[] = [
  [historyColumns.id, 'bigint'],
  [historyColumns.operation, 'text'],
  [historyColumns.recordedAt, 'timestamp'],
  [historyColumns.actor, 'text?'],
]

/** Newest first; `rest` is what follows WHERE. */
export async function readEntries<Row>(
  access: Access<Row>,
  asked: Shape,
  rest: () => string,
): Promise<HistoryEntry<Row>[]> {
  const statement = known(access, asked.key) ?? keepEntries(access, asked.key, rest())
  const { rows } = await access.session.run(statement, asked.parameters)
  return rows.map((row) => entryOf(access, row))
}

function keepEntries(access: Access, key: string, rest: string): RepositoryStatement {
  const { projection, session } = access
  const list = own.map(([name, type]) => {
    const expression = session.selectExpression(quote(name), type)
    return expression === quote(name) ? expression : `${expression} AS ${quote(name)}`
  })
  const sql =
    `SELECT ${[projection.list, ...list].join(', ')} FROM ${historyOf(access)} ` +
    `WHERE ${rest.replace(/^ /, '')}`
  return keep(access, key, 'history', 'fixed', sql, [...projection.labels, ...own.map(([name]) => name)])
}

function entryOf<Row>(
  { definition, table, session }: Access<Row>,
  values: readonly unknown[],
): HistoryEntry<Row> {
  const { read } = session
  const width = table.columns.length
  const row = definition.decode(values, read)
  return {
    id: read.bigint(values[width]),
    version: (row as { readonly [property: string]: unknown })[
      definition.versioning?.version ?? ''
    ] as number,
    operation: read.text<HistoryOperation>(values[width + 1]),
    at: read.timestamp(values[width + 2]),
    actor: read.nullable.text(values[width + 3]),
    row,
  }
}

/** Newest first. Qualified, because alone it would name what is selected, which may be a text of it. */
export const newestFirst = (access: Access): string =>
  ` ORDER BY ${historyOf(access)}.${quote(historyColumns.id)} DESC`

/** The history table, quoted. */
export function historyOf({ table, definition }: Access): string {
  if (definition.versioning === undefined)
    throw invalid(table, 'history needs a table with the versioning mixin.')
  return quote(definition.versioning.history)
}
