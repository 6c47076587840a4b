import type { Access } from '../access.js'
import { type LimitOptions, limitOptions, parseLimit, withLimit } from '../limits/limit.js'
import { checkOptions, invalid } from '../refuse.js'
import { batchSizeOf } from '../writing/batch-size.js'
import { completeRows, type KeysetOptions, parseKeyset, readPart } from './keyset.js'
import { readPosition, writePosition } from './position.js'
import type { Position } from './seek.js'
import type { TotalOrder } from './total-order.js'

const allowed = [
  'batchSize',
  'where',
  'orderBy',
  'select',
  'include',
  'withDeleted',
  'onlyDeleted',
  ...limitOptions,
]

/** Options as they come in: nothing in them is trusted yet. */
type StreamOptions = KeysetOptions & LimitOptions & { readonly batchSize?: unknown }

/** Nothing is held between two batches, no connection among it; each loop over it reads anew. */
export const streamRows = <Row>(access: Access, options: StreamOptions = {}): AsyncIterable<Row> => ({
  [Symbol.asyncIterator]: () => readBatches<Row>(access, options),
})

async function* readBatches<Row>(
  given: Access,
  options: StreamOptions,
): AsyncGenerator<Row, void, undefined> {
  checkOptions(given.table, options, allowed, 'stream')
  const limit = batchSizeOf(given.table, options.batchSize)
  const end = parseLimit(given, options, 'stream')
  const access = end === undefined ? given : withLimit(given, end)
  const keyset = parseKeyset(access, options, 'stream')
  let position: Position | undefined
  do {
    end?.restart()
    const { rows, values } = await readPart(access, keyset, { position, limit, backwards: false })
    await completeRows(access, keyset, rows)
    const last = values.at(-1)
    position =
      values.length < limit || last === undefined ? undefined : positionAt(access, keyset.order, last)
    yield* rows as Row[]
  } while (position !== undefined)
}

function positionAt(access: Access, order: TotalOrder, values: readonly unknown[]): Position {
  const position = readPosition(access, order, writePosition(order, values))
  if (position !== undefined) return position
  const names = order.map(({ column }) => column.name)
  throw invalid(
    access.table,
    `stream cannot go on, because a row has a value in ${names.join(', ')} that is none of the column's type.`,
    names,
  )
}
