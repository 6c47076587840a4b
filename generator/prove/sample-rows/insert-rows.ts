import type { EngineDatabase } from '../engine.js'
import { messageOf } from '../message-of.js'
import type { RowSql } from '../row-sql.js'
import { makeRows, type Turn } from './make-row.js'
import type { Values } from './pointing-at.js'
import type { TableVariables } from './variables.js'

type Rows = Map<string, Values[]>

/** So many other values are tried for a row that the database refuses. */
const mostAttempts = 24

/** Puts rows into the tables of a group; returns what the database said if it let none in. */
export const insertRows = async (
  database: EngineDatabase,
  rowSql: RowSql,
  group: readonly TableVariables[],
  count: number,
): Promise<string | undefined> => {
  if (await insertAll(database, rowSql, group, count)) return undefined
  const made: Rows = new Map()
  let refusal: string | undefined
  for (let row = 0; row < count; row++) {
    const result = await insertOne(database, rowSql, group, made, row)
    refusal ??= result
  }
  return made.size === 0 ? (refusal ?? 'no row was let in') : undefined
}

/** In one go, which the database lets through for most tables. */
const insertAll = async (
  database: EngineDatabase,
  rowSql: RowSql,
  group: readonly TableVariables[],
  count: number,
): Promise<boolean> => {
  const made: Rows = new Map()
  for (let row = 0; row < count; row++) {
    const rows = makeRows(group, made, { row, attempt: 0 })
    if (repeats(group, made, rows)) return false
    add(made, rows)
  }
  return (await tryInsert(database, rowSql, group, made)) === undefined
}

const insertOne = async (
  database: EngineDatabase,
  rowSql: RowSql,
  group: readonly TableVariables[],
  made: Rows,
  row: number,
): Promise<string | undefined> => {
  let refusal: string | undefined
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const rows = makeRows(group, made, { row, attempt } satisfies Turn)
    if (repeats(group, made, rows)) continue
    const message = await tryInsert(
      database,
      rowSql,
      group,
      new Map([...rows].map(([name, values]) => [name, [values]])),
    )
    if (message === undefined) {
      add(made, rows)
      return undefined
    }
    refusal ??= message
  }
  return refusal
}

const add = (made: Rows, rows: ReadonlyMap<string, Values>): void => {
  for (const [name, values] of rows) made.set(name, [...(made.get(name) ?? []), values])
}

/** Whether a key would be there twice; keys of the model after are not yet watched by the database. */
const repeats = (group: readonly TableVariables[], made: Rows, rows: ReadonlyMap<string, Values>): boolean =>
  group.some(({ facts: { table, uniques } }) =>
    uniques.some((columns) => {
      const key = keyOf(rows.get(table.name), columns)
      return key !== undefined && (made.get(table.name) ?? []).some((other) => keyOf(other, columns) === key)
    }),
  )

/** undefined: null, which is never the same, or what the database fills in. */
const keyOf = (values: Values | undefined, columns: readonly string[]): string | undefined => {
  const key = columns.map((column) => values?.get(column) ?? 'NULL')
  return key.includes('NULL') ? undefined : key.join('\u0000')
}

const tryInsert = async (
  database: EngineDatabase,
  rowSql: RowSql,
  group: readonly TableVariables[],
  rows: ReadonlyMap<string, readonly Values[]>,
): Promise<string | undefined> => {
  const inserts = group.flatMap(({ facts }) =>
    insertsInto(rowSql, facts.table.name, rows.get(facts.table.name) ?? []),
  )
  try {
    await database.execute(rowSql.insertTogether(inserts))
    return undefined
  } catch (error) {
    await database.execute('ROLLBACK').catch(() => {})
    return messageOf(error)
  }
}

/** A statement for each set of columns that rows have values for. */
const insertsInto = (rowSql: RowSql, table: string, rows: readonly Values[]): readonly string[] => {
  const signatures = new Set(rows.map(signature))
  return [...signatures].flatMap((each) =>
    insertsAlike(
      rowSql,
      table,
      rows.filter((row) => signature(row) === each),
    ),
  )
}

const signature = (row: Values): string => [...row.keys()].join('\u0000')

const insertsAlike = (rowSql: RowSql, table: string, rows: readonly Values[]): readonly string[] => {
  const into = `INSERT INTO ${rowSql.quote(table)}`
  const columns = [...(rows[0]?.keys() ?? [])]
  if (columns.length === 0) return rows.map(() => `${into} DEFAULT VALUES`)
  const names = columns.map(rowSql.quote).join(', ')
  const values = rows.map((row) => `(${columns.map((column) => row.get(column) ?? 'NULL').join(', ')})`)
  return [`${into} (${names}) ${rowSql.overriding}VALUES\n  ${values.join(',\n  ')}`]
}
