import { sessionOf } from '../../session-of.js'
import { type Access, accessTo, allRows, keepRows, known } from '../access.js'
import { orderById } from '../reading/order-by-id.js'
import { deletedParent } from '../soft-delete/deleted-parent.js'
import { addLiveParentsOfMany, renderLiveParentsOfMany } from '../soft-delete/live-parents.js'
import { linksOfNew } from '../soft-delete/parent-link.js'
import type { Column } from '../table.js'
import { type Batch, batchesOf, filledIn } from './batches.js'
import { createRow } from './create.js'
import { explained } from './deleted-key.js'

export async function createRows<Row>(access: Access<Row>, rows: readonly unknown[]): Promise<Row[]> {
  if (Array.isArray(rows) && rows.length === 1) return [await createRow(access, rows[0])]
  const batches = batchesOf(access, rows, 'createMany')
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

/** A statement without columns inserts one row. */
function isBulk({ table }: Access, columns: readonly Column[]): boolean {
  return columns.length > 0 || table.uuid !== undefined || table.createdBy !== undefined
}

async function insertEach<Row>(access: Access<Row>, batch: Batch): Promise<Row[]> {
  const rows: Row[] = []
  for (const row of batch.rows) rows.push(await createRow(access, row))
  return rows
}

async function insertBatch<Row>(access: Access<Row>, batch: Batch): Promise<Row[]> {
  const { table, sql, session } = access
  const { columns, values } = filledIn(access, batch, 'createMany')
  const parents = linksOfNew(table, batch.columns)
  const key = `createMany ${parents.length} ${columns.map(({ index }) => index).join(' ')}`
  const render = () => {
    const next = sql.placeholders()
    const insert = sql.insertMany(table, columns, next)
    const live = parents.length === 0 ? '' : ` WHERE ${renderLiveParentsOfMany(access, parents, next)}`
    return `${insert}${live} RETURNING ${access.projection.list}`
  }
  const statement = known(access, key) ?? keepRows(access, key, 'createMany', 'columns', render())
  const parameters = sql.manyParameters(columns, values, session.write)
  addLiveParentsOfMany(access, parents, batch.rows, parameters)
  const result = await session.run(statement, parameters).catch((error: unknown) => {
    throw explained(access, error)
  })
  const rows = allRows(access, result)
  if (rows.length === 0 && parents.length > 0)
    throw await deletedParent(access, parents, batch.rows, 'createMany')
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
