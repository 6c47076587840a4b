import { newId } from '../../new-id.js'
import { printValue } from '../../values/print-value.js'
import type { Access } from '../access.js'
import { actorFor } from '../actor.js'
import { invalid } from '../refuse.js'
import type { Column } from '../table.js'
import { givenColumns, refusedEverywhere } from './given-columns.js'

/** New rows with the same columns, which one statement can write, and their places in the call. */
export type Batch = { readonly columns: readonly Column[]; readonly places: number[]; readonly rows: Row[] }

export type Row = { readonly [property: string]: unknown }

/** A parameter of so many rows stays far below the limits of both databases. */
export const rowsOfBatch = 20_000

/** `apart`: what else, beside the columns, keeps a row out of the batch of others. */
export function batchesOf(
  access: Access,
  rows: readonly unknown[],
  origin: string,
  size = rowsOfBatch,
  apart: (row: Row) => string = () => '',
): Batch[] {
  if (!Array.isArray(rows))
    throw invalid(access.table, `${origin} takes a list of rows, not ${printValue(rows)}.`)
  const open = new Map<string, Batch>()
  const batches: Batch[] = []
  // Not forEach(), which would pass over holes.
  for (let place = 0; place < rows.length; place++) {
    const row: unknown = rows[place]
    const columns = givenColumns(access, row, refusedEverywhere, origin)
    const key = `${columns.map(({ index }) => index).join(' ')}${apart(row as Row)}`
    let batch = open.get(key)
    if (!batch || batch.rows.length >= size) {
      batch = { columns, places: [], rows: [] }
      open.set(key, batch)
      batches.push(batch)
    }
    batch.places.push(place)
    batch.rows.push(row as Row)
  }
  return batches
}

/** What a statement that inserts a batch is given. */
export type Filled = { readonly columns: readonly Column[]; readonly values: readonly (readonly unknown[])[] }

/** Values of each row in the order of the columns, with the id and the actor, which is the same for all. */
export function filledIn(access: Access, batch: Batch, origin: string): Filled {
  const { uuid, createdBy, updatedBy } = access.table
  const columns = [...batch.columns]
  const makesId = uuid !== undefined && !columns.includes(uuid)
  if (makesId) columns.push(uuid)
  const audit = [createdBy, updatedBy].filter((column) => column !== undefined)
  const actors = audit.map((column) => actorFor(access, column, origin))
  columns.push(...audit)
  const values = batch.rows.map((row) => {
    const given = batch.columns.map(({ property }) => row[property])
    if (makesId) given.push(newId())
    given.push(...actors)
    return given
  })
  return { columns, values }
}
