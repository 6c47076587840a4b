import type { Database, Statement } from 'better-sqlite3'
import type { Catalog } from '../catalog.js'
import type { Columns } from '../query-scope.js'
import { RecentlyUsed } from '../recently-used.js'
import { planRows, type RowPlan } from './row-plan.js'

/** A prepared statement with what is known of it. Rows are read as arrays. */
export type CachedStatement = {
  readonly statement: Statement<unknown[], unknown[]>
  /** How rows are decoded; `undefined` for a statement that returns none. */
  readonly plan: RowPlan | undefined
  /** Others may mean something else after it. */
  readonly changesSchema: boolean
}

const changesSchema = /^(?:\s|--[^\n]*\n)*(?:create|alter|drop|attach|detach)\b/i

/** What a prepared statement takes is a multiple of its text: fifty times and more for a wide filter. */
const characters = 1_000_000

/** Prepared statements by their text; the one unused for longest goes first when there are too many. */
export class StatementCache {
  readonly #database: Database
  readonly #catalog: Catalog
  readonly #entries: RecentlyUsed<CachedStatement>
  readonly #beforeSchemaChange: () => void
  readonly #readSchemaVersion: Statement<unknown[], number>
  readonly #readSchema: Statement
  #catalogVersion = 0
  #schemaVersion = -1

  /** `beforeSchemaChange` is called before each statement that changes the schema is prepared or given. */
  constructor(
    database: Database,
    catalog: Catalog,
    limit: number,
    beforeSchemaChange: () => void = () => {},
  ) {
    this.#database = database
    this.#catalog = catalog
    this.#entries = new RecentlyUsed({ entries: limit, characters })
    this.#beforeSchemaChange = beforeSchemaChange
    this.#readSchemaVersion = database.prepare<unknown[], number>('PRAGMA schema_version').pluck()
    this.#readSchema = database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1')
  }

  /** `results` are the types of computed columns; the same text may be used with others. */
  get(sql: string, results?: Columns): CachedStatement {
    const key = results === undefined ? sql : `${sql}\n${results.signature}`
    if (this.#catalogVersion !== this.#catalog.version) this.#clear()
    const known = this.#entries.get(key)
    if (known === undefined) return this.#add(key, sql, results)
    if (known.changesSchema) this.#beforeSchemaChange()
    // What `*` stands for may have changed by another process, so that the database is asked; that costs a microsecond.
    if (known.plan?.star && this.#followSchema()) return this.#add(key, sql, results)
    return known
  }

  /** A statement for one use, such as an iteration, during which SQLite refuses any other use of it. */
  prepare(sql: string, results?: Columns): CachedStatement {
    this.#followSchema()
    const changes = changesSchema.test(sql)
    if (changes) this.#beforeSchemaChange()
    const statement = this.#database.prepare<unknown[], unknown[]>(sql)
    if (!statement.reader) {
      return { statement: statement.safeIntegers(true), plan: undefined, changesSchema: changes }
    }
    const plan = planRows(statement.columns(), this.#catalog, sql, results)
    return { statement: statement.raw(true).safeIntegers(plan.bigints), plan, changesSchema: changes }
  }

  /** To be told of every statement that ran and returned no rows. */
  ran(ended: CachedStatement): void {
    if (ended.changesSchema) this.#clear()
  }

  #add(key: string, sql: string, results: Columns | undefined): CachedStatement {
    const entry = this.prepare(sql, results)
    this.#entries.set(key, entry, key.length)
    return entry
  }

  /** True if the schema is another than at the last look; then nothing is kept that was derived from the older one. */
  #followSchema(): boolean {
    const version = this.#readSchemaVersion.get() ?? 0
    if (version === this.#schemaVersion) return false
    this.#schemaVersion = version
    this.#clear()
    // Preparing trusts what this connection knows of the schema; only running a statement makes it look again.
    this.#readSchema.get()
    return true
  }

  #clear(): void {
    this.#entries.clear()
    this.#catalogVersion = this.#catalog.version
  }
}
