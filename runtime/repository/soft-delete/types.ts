import type { LimitOptions } from '../types.js'

/** Options of `purgeDeleted`. The time of `timeout` is that of each batch. */
export type PurgeOptions = LimitOptions & {
  /** Rows that were deleted before that. */
  readonly before: Date
  /** At most so many rows go in one transaction; 500 unless said. */
  readonly batchSize?: number | undefined
}
