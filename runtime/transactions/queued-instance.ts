import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  DummyDriver,
  type Kysely,
  type QueryExecutor,
  type QueryResult,
  Transaction,
} from 'kysely'
import type { DatabaseHandle } from '../database-handle.js'

/** Runs a query when it is its turn. */
export type TakeTurn = <T>(query: CompiledQuery, execute: () => Promise<T>) => Promise<T>

const direct = new WeakMap<DatabaseHandle, QueryExecutor>()

/** The executor that the instance's own queries go through in the end, without plugins and without waiting. */
export const directExecutorOf = (db: DatabaseHandle): QueryExecutor =>
  direct.get(db) ?? db.getExecutor().withoutPlugins()

/**
 * Another instance on the transaction, whose queries take their turns. `base` gives its executor, which knows plugins; that of the
 * transaction would refuse by errors of Kysely's own what comes after the end.
 */
export function queuedInstance(
  trx: Kysely<unknown>,
  base: DatabaseHandle,
  takeTurn: (of: Kysely<unknown>) => TakeTurn,
): Kysely<unknown> {
  const executor = directExecutorOf(trx)
  const dialect = { createIntrospector: () => trx.introspection } as unknown as Dialect
  const driver: Driver = new DummyDriver()
  const queued: Kysely<unknown> = new Transaction<unknown>({
    config: { dialect },
    dialect,
    driver,
    executor: base.getExecutor().withConnectionProvider({
      provideConnection: (consumer) => consumer(new QueuedConnection(executor, takeTurn(queued))),
    }),
  })
  direct.set(queued, executor)
  return queued
}

/** Each query takes a turn of its own, and the connection itself only then: what it waits for may need it. */
class QueuedConnection implements DatabaseConnection {
  readonly #executor: QueryExecutor
  readonly #takeTurn: TakeTurn

  constructor(executor: QueryExecutor, takeTurn: TakeTurn) {
    this.#executor = executor
    this.#takeTurn = takeTurn
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return this.#takeTurn(query, () => this.#executor.executeQuery<R>(query as CompiledQuery<R>))
  }

  async *streamQuery<R>(query: CompiledQuery, chunkSize = 100): AsyncIterableIterator<QueryResult<R>> {
    let results: AsyncIterator<QueryResult<R>> | undefined
    const begin = (): Promise<IteratorResult<QueryResult<R>>> => {
      results = this.#executor.stream<R>(query as CompiledQuery<R>, chunkSize)
      return results.next()
    }
    try {
      let result = await this.#takeTurn(query, begin)
      for (; results && !result.done; result = await results.next()) yield result.value
    } finally {
      await results?.return?.()
    }
  }
}
