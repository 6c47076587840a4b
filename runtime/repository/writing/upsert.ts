import type { InvalidQueryError } from '../../errors.js'
import { sessionOf } from '../../session-of.js'
import { type Access, accessTo, allRows, keepRows, known } from '../access.js'
import { invalid } from '../refuse.js'
import { refuseDeletedParent } from '../soft-delete/deleted-parent.js'
import { addLiveParentsOfMany } from '../soft-delete/live-parents.js'
import { linksOfNew } from '../soft-delete/parent-link.js'
import type { Column } from '../table.js'
import { type Batch, batchesOf, filledIn, type Row, rowsOfBatch } from './batches.js'
import { holdRows, sortedPlaces } from './hold-rows.js'
import { reviveRows } from './revive.js'
import { inOrder, keyText, keyTextOfRow } from './row-keys.js'
import { keepsGoing, rowsThere } from './rows-there.js'
import { changedColumns, type UpsertOptions, type UpsertPlan, upsertPlan } from './upsert-plan.js'
import { renderUpsert } from './upsert-sql.js'

/** Inserts rows, or updates those that are there: the same statement for one row and for many. */
export async function upsertRows<R>(
  access: Access<R>,
  rows: readonly unknown[],
  options: UpsertOptions,
  origin: UpsertPlan['origin'],
): Promise<R[]> {
  const plan = upsertPlan(access, options, origin)
  const { target, revive, meetsDeleted, skipUnchanged } = plan
  const size = !target.isPlain && meetsDeleted ? 1 : rowsOfBatch
  // NULL is equal to nothing, so that a row with one is inserted in any case.
  const apart = (row: Row) =>
    target.nullsDistinct && target.columns.some(({ property }) => row[property] === null) ? ' null' : ''
  const batches = inOneOrder(batchesOf(access, rows, origin, size, apart))
  for (const batch of batches) requireKey(access, plan, batch)
  refuseTwice(access, plan, rows)
  const mayFailLate = meetsDeleted || skipUnchanged || plan.update?.length === 0 || !target.isPlain
  const isOneStatement = !revive && batches.length <= 1 && (rows.length <= 1 || !mayFailLate)
  if (isOneStatement) return upsertBatches(access, plan, batches, rows.length)
  return access.session.transaction((trx) =>
    upsertBatches(accessTo(access.definition, sessionOf(trx)), plan, batches, rows.length),
  )
}

/** Whatever row a call begins with. */
const inOneOrder = (batches: readonly Batch[]): readonly Batch[] => {
  const shapes = batches.map(({ columns }) => indices(columns))
  return sortedPlaces(shapes).map((place) => batches[place] as Batch)
}

function requireKey({ table }: Access, { target, origin }: UpsertPlan, { columns }: Batch): void {
  const missing = target.columns.filter((column) => !columns.includes(column))
  if (missing.length === 0) return
  const names = missing.map(({ property }) => `"${property}"`).join(', ')
  throw invalid(
    table,
    `${origin} finds rows by "${target.name}", so that each row needs a value for ${names}. The option on names another key.`,
    missing.map(({ name }) => name),
  )
}

/** Of two rows for one row of the table nobody can say which is to stay. */
function refuseTwice(access: Access, { target, origin }: UpsertPlan, rows: readonly unknown[]): void {
  if (rows.length < 2 || !target.isPlain) return
  const seen = new Set<string>()
  for (const row of rows as readonly Row[]) {
    const { columns, nullsDistinct } = target
    if (nullsDistinct && columns.some(({ property }) => row[property] === null)) continue
    const key = keyTextOfRow(access, columns, row)
    if (seen.has(key)) throw givenTwice(access, origin, target.name)
    seen.add(key)
  }
}

const givenTwice = ({ table }: Access, origin: string, key: string): InvalidQueryError =>
  invalid(table, `two rows of one ${origin} are for the same row by "${key}". Give each row once.`)

async function upsertBatches<R>(
  access: Access<R>,
  plan: UpsertPlan,
  batches: readonly Batch[],
  count: number,
): Promise<R[]> {
  const upserted = new Array<R>(count)
  if (batches.length > 1) await holdAll(access, plan, batches)
  for (const batch of batches) {
    if (plan.revive) await reviveRows(access, plan, batch)
    const rows = await upsertBatch(access, plan, batch)
    batch.places.forEach((place, i) => {
      upserted[place] = rows[i] as R
    })
  }
  if (!plan.target.isPlain) refuseSameRows(access, plan, upserted)
  return upserted
}

/** Several statements write one row after the other, but lock what is there at the beginning. */
async function holdAll(access: Access, { target }: UpsertPlan, batches: readonly Batch[]): Promise<void> {
  if (!target.isPlain) return
  const rows = batches.flatMap((batch) => batch.rows)
  const places = sortedPlaces(rows.map((row) => keyTextOfRow(access, target.columns, row)))
  const keys = places.map((place) => target.columns.map(({ property }) => rows[place]?.[property]))
  await holdRows(access, target.columns, keys, target.live ? 'live' : 'all')
}

/** How often a row may go away between the statement that meets it and the one that reads it. */
const attempts = 10

async function upsertBatch<R>(access: Access<R>, plan: UpsertPlan, batch: Batch, attempt = 1): Promise<R[]> {
  const { table, session, sql } = access
  const { target, origin } = plan
  const { columns, values } = filledIn(access, batch, origin)
  const changed = changedColumns(table, plan, batch.columns)
  const key = `${origin} ${target.name} ${indices(batch.columns)}, ${indices(columns)} > ${indices(changed)}${plan.skipUnchanged ? ' skip' : ''}`
  const parents = linksOfNew(table, batch.columns)
  const texts = batch.rows.map((row) => keyTextOfRow(access, target.columns, row))
  const places = sortedPlaces(texts)
  const sorted = places.map((place) => values[place] as readonly unknown[])
  const parameters = sql.manyParameters(columns, sorted, session.write)
  addLiveParentsOfMany(access, parents, batch.rows, parameters)
  const statement =
    known(access, key) ??
    keepRows(access, key, origin, 'columns', renderUpsert(access, plan, columns, changed, parents))
  const result = await session.run(statement, parameters).catch((error: unknown) => {
    throw isSameRowTwice(error) ? givenTwice(access, origin, target.name) : error
  })
  const rows = allRows(access, result)
  if (rows.length === 0) await refuseDeletedParent(access, parents, batch.rows, origin)
  if (rows.length < values.length) {
    const { found, missed } = await rowsThere(access, plan, batch, rows)
    if (missed === undefined) return found as R[]
    if (attempt === attempts) throw keepsGoing(access, plan)
    const again = await upsertBatch(access, plan, missed, attempt + 1)
    for (const [i, place] of missed.places.entries()) found[batch.places.indexOf(place)] = again[i]
    return found as R[]
  }
  const keys = places.map((place) => texts[place] as string)
  const written = inOrder(rows, keys, (row) => keyTextOfRow(access, target.columns, row)) ?? rows
  const given = new Array<R>(rows.length)
  for (const [i, place] of places.entries()) given[place] = written[i] as R
  return given
}

const indices = (columns: readonly Column[]): string => columns.map(({ index }) => index).join(' ')

/** PostgreSQL refuses to write a row twice; of keys that are no plain columns SQLite leaves it to be seen in the result. */
function refuseSameRows(access: Access, { target, origin }: UpsertPlan, rows: readonly unknown[]): void {
  const { key } = access.table
  if (key.length === 0) return
  const texts = new Set(rows.map((row) => keyText(access, key, ({ property }) => (row as Row)[property])))
  if (texts.size < rows.length) throw givenTwice(access, origin, target.name)
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html: cardinality_violation */
const isSameRowTwice = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '21000'
