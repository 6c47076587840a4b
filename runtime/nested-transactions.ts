import { AsyncLocalStorage } from 'node:async_hooks'
import { CompiledQuery, type Kysely, type KyselyPlugin } from 'kysely'
import { linkOf } from './link.js'
import { inTransactionScope } from './transaction-scope.js'
import { translateUsedTransaction } from './used-transaction.js'

/** Makes a new instance on the same transaction, so that what is nested in it has a session of its own. */
const unchanged: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => result,
}

/** A savepoint around the code that asks, from the inside out. */
type Frame = {
  readonly outer: NestedTransactions
  readonly inner: NestedTransactions
  readonly around: Frame | undefined
  ended: boolean
}

const frames = new AsyncLocalStorage<Frame>()
const instances = new WeakMap<Kysely<unknown>, NestedTransactions>()

/** The one of a Kysely instance, whoever asks. */
export function nestedTransactionsOf(db: Kysely<unknown>): NestedTransactions {
  const known = instances.get(db)
  if (known) return known
  const made = new NestedTransactions(db, 0)
  instances.set(db, made)
  return made
}

/** Opens transactions from one Kysely instance, and savepoints where it is a transaction already. */
export class NestedTransactions {
  readonly #db: Kysely<unknown>
  readonly #depth: number
  /** Savepoints of one transaction cannot overlap, so that each begins when the one before it has ended. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(db: Kysely<unknown>, depth: number) {
    this.#db = db
    this.#depth = depth
  }

  run<T>(work: (db: Kysely<unknown>) => Promise<T>): Promise<T> {
    if (!this.#db.isTransaction) return this.#transaction(work)
    const inner = this.#openAround(frames.getStore())
    // Whoever asks from inside a savepoint of this transaction would wait for itself. Like every statement that it runs on this
    // transaction meanwhile, what it wants is part of that savepoint.
    if (inner) return inner.run(work)
    const turn = this.#last.then(() => this.#savepoint(work))
    this.#last = turn.catch(() => {})
    return turn
  }

  /** The error of the work is the one to be seen, also where the database has no transaction left to roll back. */
  async #transaction<T>(work: (db: Kysely<unknown>) => Promise<T>): Promise<T> {
    let failure: { readonly error: unknown } | undefined
    const noted = async (trx: Kysely<unknown>): Promise<T> => {
      try {
        return await inTransactionScope(linkOf(trx)?.driver ?? trx, () => work(trx))
      } catch (error) {
        failure = { error }
        throw error
      }
    }
    try {
      return await this.#db.transaction().execute(noted)
    } catch (error) {
      throw failure === undefined ? error : failure.error
    }
  }

  #openAround(frame: Frame | undefined): NestedTransactions | undefined {
    for (let at = frame; at; at = at.around) if (at.outer === this && !at.ended) return at.inner
    return undefined
  }

  async #savepoint<T>(work: (db: Kysely<unknown>) => Promise<T>): Promise<T> {
    const name = `tablewright_${this.#depth + 1}`
    const nested = this.#db.withPlugin(unchanged)
    const inner = new NestedTransactions(nested, this.#depth + 1)
    instances.set(nested, inner)
    const frame: Frame = { outer: this, inner, around: frames.getStore(), ended: false }
    await this.#execute(`SAVEPOINT ${name}`)
    try {
      const result = await frames.run(frame, () => work(nested))
      await this.#execute(`RELEASE SAVEPOINT ${name}`)
      return result
    } catch (error) {
      await this.#undo(name)
      throw error
    } finally {
      frame.ended = true
    }
  }

  /** An error that ended the whole transaction took the savepoint with it; that error is the one to be seen. */
  async #undo(name: string): Promise<void> {
    try {
      await this.#execute(`ROLLBACK TO SAVEPOINT ${name}`)
      await this.#execute(`RELEASE SAVEPOINT ${name}`)
    } catch {}
  }

  async #execute(sql: string): Promise<void> {
    try {
      await this.#db.getExecutor().withoutPlugins().executeQuery(CompiledQuery.raw(sql))
    } catch (error) {
      throw translateUsedTransaction(error)
    }
  }
}
