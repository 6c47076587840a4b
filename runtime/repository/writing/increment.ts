import { ValueError } from '../../errors.js'
import { sessionOf } from '../../session-of.js'
import { type Access, accessTo, firstRow, keepRows, known, shape } from '../access.js'
import { addKey } from '../key.js'
import { findByKey } from '../reading/find-by-key.js'
import { checkOptions, invalid } from '../refuse.js'
import type { Column, Table } from '../table.js'
import type { Row } from './batches.js'
import { addVersion, missedRow, renderTarget } from './expected-version.js'
import { encoded, givenColumns } from './given-columns.js'
import { sum } from './sum.js'
import { addTouch, renderTouch } from './touch.js'
import { refusedInUpdate, updateByKey } from './update.js'

/** Adds to columns of one row in the UPDATE itself, so that no other change is lost. */
export async function incrementByKey<R>(
  access: Access<R>,
  key: unknown,
  amounts: unknown,
  options: { readonly version?: unknown },
): Promise<R> {
  const { table, sql, session } = access
  checkOptions(table, options, ['version'], 'increment')
  const columns = givenColumns(access, amounts, refusedInIncrement, 'increment')
  if (columns.length === 0) throw invalid(table, 'increment needs a column to add to.')
  for (const column of columns) refuseNull(table, column, amounts)
  if (!columns.every(sql.adds)) return addHere(access, columns, key, amounts, options)
  const asked = shape(`increment ${columns.map(({ index }) => index).join(' ')}`)
  const given = columns.map((column) => encoded(access, column, amounts))
  asked.parameters.push(...given)
  addTouch(access, 'increment', asked.parameters)
  addKey(access, key, asked.parameters)
  const hasVersion = addVersion(access, options.version, asked.parameters)
  if (hasVersion) asked.key += ' version'
  const ranged = columns.map((column) => sql.inRange(column, () => '') !== undefined)
  asked.parameters.push(...given.filter((_, i) => ranged[i]))
  const statement =
    known(access, asked.key) ??
    keepRows(access, asked.key, 'increment', 'columns', render(access, columns, hasVersion))
  const result = await session.run(statement, asked.parameters).catch(async (error: unknown) => {
    if (!isOutOfRange(error)) throw error
    // PostgreSQL names no column, and inside a transaction it answers nothing more.
    throw session.isTransaction
      ? outOfRange(table, columns, error)
      : await refusal(access, columns, key, amounts, options.version, error)
  })
  const row = firstRow(access, result)
  if (row !== undefined) return row
  throw await refusal(access, columns, key, amounts, options.version)
}

function refusedInIncrement(table: Table, column: Column): string | undefined {
  if (table.key.includes(column)) return 'it is part of the key'
  if (!isNumeric(column)) return 'it is no number'
  return refusedInUpdate(table, column)
}

const numeric: ReadonlySet<string> = new Set(['smallint', 'integer', 'bigint', 'real', 'double', 'decimal'])

const isNumeric = ({ parsed }: Column): boolean => numeric.has(parsed.kind)

function refuseNull(table: Table, { property, name }: Column, amounts: unknown): void {
  if ((amounts as Row)[property] === null)
    throw invalid(table, `"${property}" cannot be increased by null.`, [name])
}

function render(access: Access, columns: readonly Column[], hasVersion: boolean): string {
  const { table, sql, projection } = access
  const next = sql.placeholders()
  const sums = columns.map((column) => `${column.quoted} = ${sql.increased(column, next)}`)
  const touched = renderTouch(table, sql, next)
  const target = renderTarget(access, hasVersion, next)
  const ranges = columns.map((column) => sql.inRange(column, next)).filter((range) => range !== undefined)
  return (
    `UPDATE ${table.quoted} SET ${[...sums, ...touched].join(', ')} ` +
    `WHERE ${[target, ...ranges].join(' AND ')} RETURNING ${projection.list}`
  )
}

/** The row is not there, has another version, or a sum is out of range. */
async function refusal(
  access: Access,
  columns: readonly Column[],
  key: unknown,
  amounts: unknown,
  version: unknown,
  cause?: unknown,
): Promise<Error> {
  const { table } = access
  const row = (await findByKey(access, key, undefined, 'getById')) as Row | undefined
  if (row === undefined || (version !== undefined && row[table.version?.property ?? ''] !== version))
    return missedRow(access, key, version)
  const beyond = columns.filter((column) => !canHold(access, column, row, amounts))
  return outOfRange(table, beyond.length === 0 ? columns : beyond, cause)
}

function canHold(access: Access, column: Column, row: Row, amounts: unknown): boolean {
  const { property } = column
  const total = sum(column, row[property], (amounts as Row)[property])
  try {
    encoded(access, column, { [property]: total })
    return true
  } catch (error) {
    if (error instanceof ValueError) return false
    throw error
  }
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html: numeric_value_out_of_range */
const isOutOfRange = (error: unknown): boolean => error instanceof ValueError && error.code === '22003'

function outOfRange({ name }: Table, columns: readonly Column[], cause?: unknown): ValueError {
  return new ValueError(
    `${name}.increment: ${columns.map(({ property }) => property).join(', ')} would be out of range.`,
    {
      table: name,
      columns: columns.map((column) => column.name),
      origin: `${name}.increment`,
      ...(cause instanceof ValueError && { code: cause.code, cause }),
    },
  )
}

/** Where the database would lose digits: read and written in one transaction that nobody writes beside. */
function addHere<R>(
  access: Access<R>,
  columns: readonly Column[],
  key: unknown,
  amounts: unknown,
  options: { readonly version?: unknown },
): Promise<R> {
  const { definition, session } = access
  return session.transaction(async (trx) => {
    const within = accessTo(definition, sessionOf(trx))
    const row = (await findByKey(within, key, { lock: 'update' }, 'getById')) as Row | undefined
    if (row === undefined) throw await missedRow(within, key, options.version)
    const sums = columns.map((column): [string, unknown] => {
      const { property } = column
      encoded(within, column, amounts)
      return [property, sum(column, row[property], (amounts as Row)[property])]
    })
    return updateByKey(within, key, Object.fromEntries(sums), options)
  })
}
