import { CompiledQuery, type Kysely, type KyselyPlugin } from 'kysely'

/** Makes a new instance on the same transaction, so that what is nested in it has a session of its own. */
const unchanged: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => result,
}

/** Opens transactions from one Kysely instance, and savepoints where it is a transaction already. */
export class NestedTransactions {
  readonly #db: Kysely<unknown>
  /** Savepoints of one transaction cannot overlap, so that each begins when the one before it has ended. */
  #last: Promise<unknown> = Promise.resolve()
  #depth: number

  constructor(db: Kysely<unknown>) {
    this.#db = db
    this.#depth = depths.get(db) ?? 0
  }

  run<T>(work: (db: Kysely<unknown>) => Promise<T>): Promise<T> {
    if (!this.#db.isTransaction) return this.#db.transaction().execute(work)
    const turn = this.#last.then(() => this.#savepoint(work))
    this.#last = turn.catch(() => {})
    return turn
  }

  async #savepoint<T>(work: (db: Kysely<unknown>) => Promise<T>): Promise<T> {
    const name = `tablewright_${this.#depth + 1}`
    const nested = this.#db.withPlugin(unchanged)
    depths.set(nested, this.#depth + 1)
    await this.#execute(`SAVEPOINT ${name}`)
    try {
      const result = await work(nested)
      await this.#execute(`RELEASE SAVEPOINT ${name}`)
      return result
    } catch (error) {
      await this.#execute(`ROLLBACK TO SAVEPOINT ${name}`)
      await this.#execute(`RELEASE SAVEPOINT ${name}`)
      throw error
    }
  }

  async #execute(sql: string): Promise<void> {
    await this.#db.getExecutor().withoutPlugins().executeQuery(CompiledQuery.raw(sql))
  }
}

const depths = new WeakMap<Kysely<unknown>, number>()
