import { AsyncLocalStorage } from 'node:async_hooks'
import { CompiledQuery, type Kysely } from 'kysely'
import type { DatabaseHandle } from '../database-handle.js'
import { InvalidQueryError } from '../errors.js'
import { type Callback, callbackOf } from './after-commit.js'
import { ended } from './ended.js'
import { isHarmless, isHarmlessQuery } from './harmless.js'
import type { OpenedTransaction } from './opened-transaction.js'
import { runOutermost } from './outermost-transaction.js'
import { directExecutorOf, queuedInstance, type TakeTurn } from './queued-instance.js'
import { StatementQueue } from './statement-queue.js'
import { checkNestedOptions, type TransactionOptions } from './transaction-options.js'
import { inTransactionScope } from './transaction-scope.js'
import { translateUsedTransaction } from './used-transaction.js'

/** A savepoint around the code that asks, from the inside out. */
type Frame = {
  readonly outer: NestedTransactions
  readonly inner: NestedTransactions
  readonly around: Frame | undefined
}

/** What a level knows of the transaction that it is part of, if that was opened here. */
type Level = { readonly opened: OpenedTransaction; readonly callbacks: Callback[] }

const frames = new AsyncLocalStorage<Frame>()
const instances = new WeakMap<object, NestedTransactions>()

/** The one of a Kysely instance, whoever asks. */
export function nestedTransactionsOf(db: DatabaseHandle): NestedTransactions {
  return instances.get(db) ?? keep(db, new NestedTransactions(db as Kysely<unknown>, 0, undefined))
}

function keep(db: DatabaseHandle, transactions: NestedTransactions): NestedTransactions {
  instances.set(db, transactions)
  return transactions
}

/** Plain queries of an instance, which are statements of its level like those of repositories. */
const turnsOf =
  (db: DatabaseHandle): TakeTurn =>
  (query, execute) =>
    nestedTransactionsOf(db).query(query, execute)

/** Opens transactions from one Kysely instance, and savepoints where it is a transaction already. */
export class NestedTransactions {
  readonly #db: Kysely<unknown>
  readonly #depth: number
  readonly #level: Level | undefined
  readonly #queue: StatementQueue
  #hasEnded = false

  constructor(db: Kysely<unknown>, depth: number, level: Level | undefined) {
    this.#db = db
    this.#depth = depth
    this.#level = level
    this.#queue = new StatementQueue(db)
  }

  async run<T>(work: (db: Kysely<unknown>) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    if (!this.#db.isTransaction) {
      const opens = (trx: Kysely<unknown>, opened: OpenedTransaction, callbacks: Callback[]) => {
        const queued = queuedInstance(trx, this.#db, turnsOf)
        keep(queued, new NestedTransactions(queued, 0, { opened, callbacks }))
        return queued
      }
      return runOutermost(this.#db, options, opens, work)
    }
    checkNestedOptions(options, this.#level?.opened.properties)
    return this.#nested(work)
  }

  /**
   * Runs a statement of this level, after the savepoints that are open or wait on it: inside of one whose code did not ask for it,
   * it would be undone with that one. Reading does no harm and waits for nobody.
   */
  statement<T>(sql: string, execute: () => Promise<T>): Promise<T> {
    return this.#queue.isEmpty || isHarmless(sql) ? this.#execute(execute) : this.#inTurn(execute)
  }

  /** The same of a plain query. */
  query<T>(query: CompiledQuery, execute: () => Promise<T>): Promise<T> {
    return this.#queue.isEmpty || isHarmlessQuery(query) ? this.#execute(execute) : this.#inTurn(execute)
  }

  /** Has it run when the whole transaction is committed, unless this level is undone. */
  afterCommit(work: () => unknown): void {
    if (this.#level === undefined) {
      throw new InvalidQueryError(
        'afterCommit needs a transaction that repos.transaction(…) or runInTransaction(…) opened: Kysely does not tell when one of its own is committed.',
      )
    }
    if (this.#isOver()) throw this.#over()
    const inner = this.#innerOfCaller()
    if (inner) inner.afterCommit(work)
    else this.#level.callbacks.push(callbackOf(work, this.#level.opened.scope))
  }

  /**
   * Whoever asks from inside a savepoint of this transaction would wait for itself. Like every statement that it runs on this
   * transaction meanwhile, what it wants is part of that savepoint.
   */
  #nested<T>(work: (db: Kysely<unknown>) => Promise<T>): Promise<T> {
    const inner = this.#innerOfCaller()
    return inner ? inner.#nested(work) : this.#queue.add(() => this.#savepoint(work))
  }

  #inTurn<T>(execute: () => Promise<T>): Promise<T> {
    if (this.#queue.isEmpty) return this.#execute(execute)
    const inner = this.#innerOfCaller()
    return inner ? inner.#inTurn(execute) : this.#queue.wait(() => this.#execute(execute))
  }

  #innerOfCaller(): NestedTransactions | undefined {
    for (let frame = frames.getStore(); frame; frame = frame.around)
      if (frame.outer === this && !frame.inner.#hasEnded) return frame.inner
    return undefined
  }

  #isOver(): boolean {
    return this.#hasEnded || this.#level?.opened.hasEnded === true
  }

  #over(): InvalidQueryError {
    return ended(this.#depth > 0 && !this.#level?.opened.hasEnded ? 'nested transaction' : 'transaction')
  }

  #execute<T>(statement: () => Promise<T>): Promise<T> {
    if (this.#isOver()) return Promise.reject(this.#over())
    return this.#level ? this.#level.opened.run(statement) : statement()
  }

  async #savepoint<T>(work: (db: Kysely<unknown>) => Promise<T>): Promise<T> {
    if (this.#isOver()) throw this.#over()
    const name = `tablewright_${this.#depth + 1}`
    const nested = queuedInstance(this.#db, this.#db, turnsOf)
    const level = this.#level && { opened: this.#level.opened, callbacks: [] }
    const inner = keep(nested, new NestedTransactions(nested, this.#depth + 1, level))
    await this.#command(`SAVEPOINT ${name}`)
    try {
      const result = await inner.#work(this, work)
      await this.#command(`RELEASE SAVEPOINT ${name}`)
      this.#level?.callbacks.push(...(level?.callbacks ?? []))
      return result
    } catch (error) {
      await this.#undo(name)
      throw error
    }
  }

  async #work<T>(outer: NestedTransactions, work: (db: Kysely<unknown>) => Promise<T>): Promise<T> {
    const opened = this.#level?.opened
    const frame: Frame = { outer, inner: this, around: frames.getStore() }
    const framed = () => frames.run(frame, () => work(this.#db))
    try {
      return await (opened?.isAmbient ? inTransactionScope(opened.holder, this.#db, framed) : framed())
    } finally {
      this.#hasEnded = true
    }
  }

  /** An error that ended the whole transaction took the savepoint with it; that error is the one to be seen. */
  async #undo(name: string): Promise<void> {
    try {
      await this.#command(`ROLLBACK TO SAVEPOINT ${name}`)
      await this.#command(`RELEASE SAVEPOINT ${name}`)
    } catch {}
  }

  async #command(sql: string): Promise<void> {
    try {
      await directExecutorOf(this.#db).executeQuery(CompiledQuery.raw(sql))
    } catch (error) {
      throw translateUsedTransaction(error)
    }
  }
}
