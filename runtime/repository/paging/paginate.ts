import { printValue } from '../../values/print-value.js'
import type { Access } from '../access.js'
import { type LimitOptions, limited, limitOptions } from '../limits/limit.js'
import { checkOptions, invalid } from '../refuse.js'
import { cursorAt, positionOf } from './cursor.js'
import { completeRows, type KeysetOptions, parseKeyset, readPart } from './keyset.js'
import { markOf } from './total-order.js'
import type { Page } from './types.js'

const allowed = [
  'first',
  'after',
  'last',
  'before',
  'where',
  'orderBy',
  'select',
  'include',
  'withDeleted',
  'onlyDeleted',
  ...limitOptions,
]

/** Options as they come in: nothing in them is trusted yet. */
type PageOptions = KeysetOptions &
  LimitOptions & {
    readonly first?: unknown
    readonly after?: unknown
    readonly last?: unknown
    readonly before?: unknown
  }

export async function readPage<Row>(given: Access, options: PageOptions): Promise<Page<Row>> {
  checkOptions(given.table, options, allowed, 'paginate')
  const access = limited(given, options, 'paginate')
  const { limit, cursor, option, backwards } = wayOf(access, options)
  const keyset = parseKeyset(access, options, 'paginate')
  const { order } = keyset
  const mark = markOf(access, order)
  const position = cursor === undefined ? undefined : positionOf(access, order, mark, cursor, option)
  // One row more tells whether there are more.
  const found = await readPart(access, keyset, { position, limit: limit + 1, backwards })
  const hasMore = found.rows.length > limit
  const inOrder = <T>(list: readonly T[]): T[] =>
    backwards ? list.slice(0, limit).reverse() : list.slice(0, limit)
  const [rows, values] = [inOrder(found.rows), inOrder(found.values)]
  await completeRows(access, keyset, rows)
  const cursorOf = (at: readonly unknown[] | undefined) =>
    at === undefined ? null : cursorAt(access, order, mark, at)
  return {
    rows: rows as Row[],
    pageInfo: {
      hasNextPage: backwards ? cursor !== undefined : hasMore,
      hasPreviousPage: backwards ? hasMore : cursor !== undefined,
      startCursor: cursorOf(values[0]),
      endCursor: cursorOf(values.at(-1)),
    },
  }
}

type Way = {
  readonly limit: number
  readonly cursor: unknown
  readonly option: 'after' | 'before'
  readonly backwards: boolean
}

function wayOf({ table }: Access, { first, after, last, before }: PageOptions): Way {
  const isForwards = first !== undefined
  if (isForwards === (last !== undefined))
    throw invalid(table, 'paginate needs either first or last, the number of rows.')
  if (isForwards ? before != null : after != null) {
    throw invalid(table, 'first goes with after, and last with before.')
  }
  const limit = isForwards ? first : last
  if (!Number.isSafeInteger(limit) || (limit as number) < 1) {
    throw invalid(
      table,
      `${isForwards ? 'first' : 'last'} is a whole number from 1, not ${printValue(limit)}.`,
    )
  }
  return {
    limit: limit as number,
    cursor: (isForwards ? after : before) ?? undefined,
    option: isForwards ? 'after' : 'before',
    backwards: !isForwards,
  }
}
