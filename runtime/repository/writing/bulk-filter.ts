import type { Access, Shape } from '../access.js'
import { type Filter, parseFilter } from '../filter/filter.js'
import { checkOptions, invalid } from '../refuse.js'

/** The filter of a bulk write on live rows: it must be there, so that a forgotten one does not change the whole table. */
export function parseBulkFilter(
  access: Access,
  options: { readonly where?: unknown },
  origin: string,
  asked: Shape,
  others: readonly string[] = [],
): Filter {
  checkOptions(access.table, options, ['where', ...others], origin)
  if (options.where === undefined) {
    throw invalid(access.table, `${origin} needs a where; to mean every row write { where: {} }.`)
  }
  return parseFilter(access, options.where, 'live', asked)
}
