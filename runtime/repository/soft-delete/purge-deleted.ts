import type { CallLimit } from '../../call-limit.js'
import { ForeignKeyViolationError } from '../../errors.js'
import { sessionOf } from '../../session-of.js'
import { printValue } from '../../values/print-value.js'
import { type Access, accessTo, keep, known } from '../access.js'
import { type LimitOptions, limitOptions, parseLimit, withLimit } from '../limits/limit.js'
import { labelsOf, listOf, rowsOf } from '../reading/selection.js'
import { checkOptions, invalid } from '../refuse.js'
import type { Placeholders } from '../sql/dialect-sql.js'
import type { Table } from '../table.js'
import { batchSizeOf } from '../writing/batch-size.js'
import { quotedList } from './child-link.js'
import type { Values } from './parent-keys.js'
import { neededOf, purgeTree } from './purge-tree.js'

/** Options as they come in: nothing in them is trusted yet. */
type Options = LimitOptions & { readonly before?: unknown; readonly batchSize?: unknown }

/** Goes through the table once in the order of its key; what cannot be removed is left behind. */
export async function purgeDeletedRows(access: Access, options: Options): Promise<number> {
  checkOptions(access.table, options, ['before', 'batchSize', ...limitOptions], 'purgeDeleted')
  const before = beforeOf(access, options.before)
  const size = batchSizeOf(access.table, options.batchSize)
  const limit = parseLimit(access, options, 'purgeDeleted')
  const reading = limit ? withLimit(access, limit) : access
  let purged = 0
  let last: Values | undefined
  do {
    limit?.restart()
    const rows = await nextRows(reading, before, last, size)
    purged += await purgeBatch(access, limit, before, rows)
    last = rows.length < size ? undefined : rows.at(-1)
  } while (last !== undefined)
  return purged
}

/** As the database keeps times. */
function beforeOf({ table, session }: Access, before: unknown): unknown {
  const { deletedAt } = table
  if (!deletedAt) throw invalid(table, 'purgeDeleted needs a table with the soft-delete mixin.')
  if (!(before instanceof Date))
    throw invalid(table, `before of purgeDeleted is a Date, not ${printValue(before)}.`)
  return session.write.encode(deletedAt.type, before, deletedAt.place)
}

async function nextRows(
  access: Access,
  before: unknown,
  last: Values | undefined,
  size: number,
): Promise<readonly Values[]> {
  const { table, sql, session } = access
  const selection = neededOf(table)
  const parameters = [before]
  if (last)
    for (const { type, property, place } of table.key)
      parameters.push(session.write.encode(type, last[property], place))
  parameters.push(size)
  const render = () => {
    const next = sql.placeholders()
    const deleted = `${table.deletedAt?.quoted} < ${next()}`
    const behind = last ? ` AND ${renderBehind(table, next)}` : ''
    const order = table.key.map(({ quoted }) => quoted).join(', ')
    return `SELECT ${listOf(access, selection)} FROM ${table.quoted} WHERE ${deleted}${behind} ORDER BY ${order}${sql.page(true, false, next)}`
  }
  const key = last ? 'purge next' : 'purge first'
  const statement =
    known(access, key) ?? keep(access, key, 'purgeDeleted', 'fixed', render(), labelsOf(access, selection))
  return rowsOf(access, await session.run(statement, parameters), selection) as readonly Values[]
}

const renderBehind = ({ key }: Table, next: Placeholders): string => {
  const values = key.map(() => next()).join(', ')
  return `${quotedList(key)} > ${key.length === 1 ? values : `(${values})`}`
}

/** A transaction of its own; one that meets rows which are still referred to is halved until it is known which these are. */
async function purgeBatch(
  access: Access,
  limit: CallLimit | undefined,
  before: unknown,
  rows: readonly Values[],
): Promise<number> {
  if (rows.length === 0) return 0
  limit?.check()
  try {
    return await access.session.transaction(async (trx) => {
      const bound: Access = accessTo(access.definition, sessionOf(trx))
      const within = limit ? withLimit(bound, limit) : bound
      return purgeTree(within, await holdRows(within, before, rows))
    })
  } catch (error) {
    if (!(error instanceof ForeignKeyViolationError)) throw error
    if (rows.length === 1) return 0
    const middle = rows.length >> 1
    const first = await purgeBatch(access, limit, before, rows.slice(0, middle))
    return first + (await purgeBatch(access, limit, before, rows.slice(middle)))
  }
}

/** Those that are deleted still; what somebody else has locked is being restored or purged. */
async function holdRows(
  access: Access,
  before: unknown,
  rows: readonly Values[],
): Promise<readonly Values[]> {
  const { table, sql, session } = access
  const selection = neededOf(table)
  const keys = rows.map((row) => table.key.map(({ property }) => row[property]))
  const render = () => {
    const next = sql.placeholders()
    const deleted = `${table.deletedAt?.quoted} < ${next()}`
    const given = sql.keys(table, table.key, next)
    const named = `${quotedList(table.key)} IN (SELECT ${given.values.join(', ')} FROM ${given.from})`
    const lock = sql.rowLock(table, { mode: 'update', busy: 'skip' })
    return `SELECT ${listOf(access, selection)} FROM ${table.quoted} WHERE ${deleted} AND ${named}${lock}`
  }
  const statement =
    known(access, 'purge hold') ??
    keep(access, 'purge hold', 'purgeDeleted', 'fixed', render(), labelsOf(access, selection))
  const parameters = [before, ...sql.manyParameters(table.key, keys, session.write)]
  return rowsOf(access, await session.run(statement, parameters), selection) as readonly Values[]
}
