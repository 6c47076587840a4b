import { quote } from '../../quote.js'
import { printValue } from '../../values/print-value.js'
import { type Access, shape } from '../access.js'
import { addKey, renderKey } from '../key.js'
import { limited, limitOptions } from '../limits/limit.js'
import { addCount } from '../reading/page.js'
import { checkOptions, invalid } from '../refuse.js'
import { historyColumns } from './columns.js'
import { readDifference } from './difference.js'
import { newestFirst, readEntries } from './entries.js'
import type { HistoryDifference, HistoryEntry } from './types.js'

type Options = {
  readonly limit?: unknown
  readonly before?: unknown
  readonly from?: unknown
  readonly to?: unknown
  readonly signal?: unknown
  readonly timeout?: unknown
}

/** The states of a row, or two of them compared. */
export async function readHistory<Row>(
  given: Access<Row>,
  key: unknown,
  options: Options,
): Promise<HistoryEntry<Row>[] | HistoryDifference<Row>> {
  checkOptions(given.table, options, ['limit', 'before', 'from', 'to', ...limitOptions], 'history')
  const access = limited(given, options, 'history') as Access<Row>
  const isComparison = options.from !== undefined || options.to !== undefined
  if (!isComparison) return readPage(access, key, options)
  if (options.limit !== undefined || options.before !== undefined)
    throw invalid(
      access.table,
      'history compares two versions with from and to, or lists with limit and before.',
    )
  return readDifference(access, key, options.from, options.to)
}

function readPage<Row>(access: Access<Row>, key: unknown, options: Options): Promise<HistoryEntry<Row>[]> {
  const { sql } = access
  const asked = shape('history')
  addKey(access, key, asked.parameters)
  const isContinued = options.before !== undefined
  if (isContinued) {
    if (typeof options.before !== 'bigint')
      throw invalid(
        access.table,
        `before of history is the id of an entry, not ${printValue(options.before)}.`,
      )
    asked.key += ' before'
    asked.parameters.push(access.session.write.encode('bigint', options.before, placeOf(access)))
  }
  const limit = addCount(access, 'limit', options.limit, asked)
  return readEntries(access, asked, () => {
    const next = sql.placeholders()
    const id = quote(historyColumns.id)
    const before = `${renderKey(access, next)}${isContinued ? ` AND ${id} < ${next()}` : ''}`
    return `${before}${newestFirst(access)}${sql.page(limit, false, next)}`
  })
}

const placeOf = ({ definition, table }: Access) => ({
  table: definition.versioning?.history ?? table.name,
  column: historyColumns.id,
})
