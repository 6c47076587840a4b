import { SerializationFailureError, UniqueViolationError } from '../../errors.js'
import type { Access } from '../access.js'
import { invalid } from '../refuse.js'
import type { Batch } from './batches.js'
import { keyTextOfRow } from './row-keys.js'
import { rowsByKey } from './rows-by-key.js'
import type { UpsertPlan } from './upsert-plan.js'

/** Rows of a batch in its order; `missed`: what was in their way is not there any more. */
type There<R> = { readonly found: (R | undefined)[]; readonly missed: Batch | undefined }

/** Some rows were left as they are: all are read. One that cannot be is deleted, or went away meanwhile. */
export async function rowsThere<R>(
  access: Access<R>,
  { target, origin, meetsDeleted }: UpsertPlan,
  batch: Batch,
  written: readonly R[],
): Promise<There<R>> {
  const { table } = access
  const { columns, nullsDistinct, predicate } = target
  if (!target.isReadable)
    throw invalid(
      table,
      `${origin} by "${target.name}" needs a column to update beside the parts of the key.`,
    )
  const keys = batch.rows.map((row) => columns.map(({ property }) => row[property]))
  const read = (scope: 'live' | 'deleted') =>
    rowsByKey(access, columns, keys, origin, { nullsDistinct, predicate, scope })
  const found = await read('live')
  // What was inserted need not be what the predicate of the key is about.
  const inserted = new Map(written.map((row) => [keyTextOfRow(access, columns, row), row]))
  for (const [i, row] of batch.rows.entries()) found[i] ??= inserted.get(keyTextOfRow(access, columns, row))
  const missing = batch.rows.flatMap((_, i) => (found[i] === undefined ? [i] : []))
  if (missing.length === 0) return { found, missed: undefined }
  const dead = meetsDeleted ? await read('deleted') : []
  if (missing.some((i) => dead[i] !== undefined)) throw deletedInTheWay(access, target.name, origin, columns)
  const of = <T>(list: readonly T[]): T[] => missing.map((i) => list[i] as T)
  return { found, missed: { columns: batch.columns, places: of(batch.places), rows: of(batch.rows) } }
}

function deletedInTheWay(
  { table }: Access,
  name: string,
  origin: string,
  columns: readonly { readonly name: string }[],
): Error {
  return new UniqueViolationError(
    `${table.name}: a deleted row has the same ${name}, and ${origin} changes no deleted rows. ` +
      'Bring it back with the option revive, or purge it first.',
    { table: table.name, columns: columns.map((column) => column.name), origin: `${table.name}.${origin}` },
  )
}

/** As in a transaction that sees an older state than the one that it writes to. */
export const keepsGoing = ({ table }: Access, { target, origin }: UpsertPlan): Error =>
  new SerializationFailureError(
    `${table.name}: rows with the same ${target.name} come and go while ${origin} runs. Run the whole transaction again.`,
    { table: table.name, origin: `${table.name}.${origin}` },
  )
