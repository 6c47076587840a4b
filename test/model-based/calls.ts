import type { Repositories } from './generated/index.js'
import type { Call, Row, TableName } from './model.js'

/** One call, on the model and on the repositories; both give the same, or refuse with the same error. */
export type Operation = {
  readonly text: string
  /** `found`: what the repositories gave, as it knows ids that only they could make; undefined where they refused. */
  readonly onModel: (call: Call, found?: unknown) => unknown
  readonly onRepositories: (repos: Repositories) => Promise<unknown>
}

/** What the repositories of all tables have, with types that any of them fits. */
type Calls = {
  create(row: Row): Promise<Row>
  createMany(rows: readonly Row[]): Promise<Row[]>
  update(id: unknown, changes: Row, options?: object): Promise<Row>
  updateEach(each: readonly { key: unknown; changes: Row; version?: number }[]): Promise<Row[]>
  updateMany(options: object, changes: Row): Promise<number | Row[]>
  upsert(row: Row, options: { on: readonly string[] }): Promise<Row>
  upsertMany(rows: readonly Row[], options: object): Promise<Row[]>
  createWith(row: object): Promise<Row>
  revert(id: unknown, version: number): Promise<Row>
  purgeDeleted(options: object): Promise<number>
  increment(id: unknown, amounts: Row): Promise<Row>
  delete(id: unknown, options?: { version?: number }): Promise<Row>
  deleteMany(options: object): Promise<number | Row[]>
  restore(id: unknown): Promise<Row>
  purge(id: unknown): Promise<Row>
  findMany(options: object): Promise<Row[]>
  count(options: object): Promise<number>
  paginate(options: object): Promise<{
    rows: Row[]
    pageInfo: { hasNextPage: boolean; endCursor: string | undefined }
  }>
  aggregate(options: object): Promise<{ count: number; sum: Row; max: Row }>
}

export const callsOf = (repos: Repositories, table: TableName): Calls => repos[table] as unknown as Calls

/** States of folders as they were between two calls, by id and version. */
export type Past = ReadonlyMap<unknown, ReadonlyMap<unknown, Row>>
