export type { Aggregated, AggregateOptions, Group, GroupByOptions } from './aggregate/types.js'
export type { Past } from './history/past.js'
export type {
  Changes,
  HistoryDifference,
  HistoryEntry,
  HistoryOperation,
  HistoryOptions,
  HistoryRange,
  PastManyOptions,
  PastOneOptions,
  PastOptions,
  PastTypes,
  RevertOptions,
} from './history/types.js'
export { VersionedRepository } from './history/versioned-repository.js'
export { VersionedSoftDeleteRepository } from './history/versioned-soft-delete-repository.js'
export { KeyedRepository } from './keyed-repository.js'
export type { Linkable, LinkedKey, LinkTo } from './links/types.js'
export type { CreatedWith, NewWith } from './nested/types.js'
export type { Page, PageInfo, PaginateOptions, StreamOptions } from './paging/types.js'
export type { Found } from './relations/found.js'
export type { Chosen, Include, PointedAt, Pointing, Related, Through, WholeRows } from './relations/types.js'
export { repositoriesOf } from './repositories-of.js'
export { Repository } from './repository.js'
export { afterCommit, runInTransaction } from './run-in-transaction.js'
export { SoftDeleteRepository } from './soft-delete/soft-delete-repository.js'
export type { PurgeOptions } from './soft-delete/types.js'
export type {
  BulkOptions,
  Condition,
  CountOptions,
  Direction,
  FindManyOptions,
  FindOneOptions,
  FindOptions,
  LimitOptions,
  LockMode,
  LockOptions,
  NullsPlacement,
  OrderBy,
  OrderTerm,
  RepositoryTypes,
  Where,
  WriteOptions,
} from './types.js'
export type {
  Increments,
  KeyedUpdate,
  Returning,
  SkipOptions,
  UpdateManyOptions,
  UpdateOptions,
  UpsertOptions,
} from './writing/types.js'
