import { newId } from '../new-id.js'
import { sessionOf } from '../session-of.js'
import { printValue } from '../values/print-value.js'
import { type Access, accessTo, allRows, keepRows, known } from './access.js'
import { actorFor } from './actor.js'
import { createRow } from './create.js'
import { givenColumns, refusedEverywhere } from './given-columns.js'
import { orderById } from './order-by-id.js'
import { invalid } from './refuse.js'
import type { Column } from './table.js'

/** Rows with the same columns, which one statement can insert, and their places in the call. */
type Batch = { readonly columns: readonly Column[]; readonly places: number[]; readonly rows: unknown[] }

/** A parameter of so many rows stays far below the limits of both databases. */
const rowsOfBatch = 20_000

export async function createRows<Row>(access: Access<Row>, rows: readonly unknown[]): Promise<Row[]> {
  if (!Array.isArray(rows))
    throw invalid(access.table, `createMany takes a list of rows, not ${printValue(rows)}.`)
  if (rows.length === 1) return [await createRow(access, rows[0])]
  const batches = batchesOf(access, rows)
  const created = new Array<Row>(rows.length)
  const isOneStatement = batches.every(({ columns }) => isBulk(access, columns)) && batches.length <= 1
  if (isOneStatement) await insertBatches(access, batches, created)
  else {
    await access.session.transaction((trx) =>
      insertBatches(accessTo(access.definition, sessionOf(trx)), batches, created),
    )
  }
  return created
}

function batchesOf(access: Access, rows: readonly unknown[]): Batch[] {
  const open = new Map<string, Batch>()
  const batches: Batch[] = []
  rows.forEach((row, place) => {
    const columns = givenColumns(access, row, refusedEverywhere, 'createMany')
    const key = columns.map(({ index }) => index).join(' ')
    let batch = open.get(key)
    if (!batch || batch.rows.length >= rowsOfBatch) {
      batch = { columns, places: [], rows: [] }
      open.set(key, batch)
      batches.push(batch)
    }
    batch.places.push(place)
    batch.rows.push(row)
  })
  return batches
}

async function insertBatches<Row>(
  access: Access<Row>,
  batches: readonly Batch[],
  created: Row[],
): Promise<void> {
  for (const batch of batches) {
    const rows = isBulk(access, batch.columns)
      ? await insertBatch(access, batch)
      : await insertEach(access, batch)
    rows.forEach((row, i) => {
      created[batch.places[i] as number] = row
    })
  }
}

/** A statement without columns inserts one row, and PostgreSQL cannot take apart arrays of types it does not name. */
function isBulk(access: Access, columns: readonly Column[]): boolean {
  const { uuid, createdBy } = access.table
  return (
    (columns.length > 0 || uuid !== undefined || createdBy !== undefined) && access.sql.canInsertMany(columns)
  )
}

async function insertEach<Row>(access: Access<Row>, batch: Batch): Promise<Row[]> {
  const rows: Row[] = []
  for (const row of batch.rows) rows.push(await createRow(access, row))
  return rows
}

async function insertBatch<Row>(access: Access<Row>, batch: Batch): Promise<Row[]> {
  const { table, sql, session } = access
  const { columns, values } = filledIn(access, batch)
  const key = `createMany ${columns.map(({ index }) => index).join(' ')}`
  const render = () => `${sql.insertMany(table, columns)} RETURNING ${access.projection.list}`
  const statement = known(access, key) ?? keepRows(access, key, 'createMany', 'columns', render())
  const rows = allRows(
    access,
    await session.run(statement, sql.manyParameters(columns, values, session.write)),
  )
  if (rows.length !== values.length) {
    throw new Error(
      `${table.name}: the database returned ${rows.length} rows for ${values.length} inserted ones.`,
    )
  }
  const { uuid } = table
  if (!uuid) return rows
  const place = columns.indexOf(uuid)
  const ids = values.map((row) => String(row[place]).toLowerCase())
  return orderById(rows, ids, (row) => (row as { readonly [property: string]: unknown })[uuid.property])
}

/** Values of each row in the order of the columns, with the id and the actor, which is the same for all. */
function filledIn(access: Access, batch: Batch): { columns: readonly Column[]; values: unknown[][] } {
  const { uuid, createdBy, updatedBy } = access.table
  const columns = [...batch.columns]
  const makesId = uuid !== undefined && !columns.includes(uuid)
  if (makesId) columns.push(uuid)
  const audit = [createdBy, updatedBy].filter((column) => column !== undefined)
  const actors = audit.map((column) => actorFor(access, column, 'createMany'))
  columns.push(...audit)
  const values = (batch.rows as { readonly [property: string]: unknown }[]).map((row) => {
    const given = batch.columns.map(({ property }) => row[property])
    if (makesId) given.push(newId())
    given.push(...actors)
    return given
  })
  return { columns, values }
}
