import { createHash } from 'node:crypto'
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import type { FieldDef, QueryResult as PgResult, PoolClient, QueryArrayResult } from 'pg'
import type { CallLimit } from '../call-limit.js'
import type { Catalog } from '../catalog.js'
import { ConnectionError, InvalidQueryError } from '../errors.js'
import { limitOf, statementOf } from '../repository-query.js'
import type { RepositoryResult, RepositoryStatement, StatementVariety } from '../session.js'
import { ended } from '../transactions/ended.js'
import { postgresParameter } from '../values/postgres-writer.js'
import { keptLabels } from '../verbatim-labels.js'
import { isStaleStatement, schemaChanged, translatePostgresError } from './errors.js'
import { withLimit } from './limited-query.js'
import type { TypeParsers } from './type-parsers.js'

export type PostgresConnectionOptions = {
  readonly catalog: Catalog
  /** `unnamed` for poolers that hand each transaction another server connection and cannot keep prepared statements. */
  readonly preparedStatements: 'named' | 'unnamed'
}

/** Counts how often prepared statements of a pool were found to be outdated. */
export type Epoch = { current: number }

type Rows = { rows: unknown[]; fields: FieldDef[]; command: string; rowCount: number | null }

const names = new WeakMap<RepositoryStatement, string>()

/**
 * The server keeps a named statement, with its plan, as long as the connection lives, and `pg` never lets one go. So many texts
 * of each variety get a name on one connection, those beyond stay unnamed: filters that come from requests can make very many,
 * and must not take the names of reads by key and other statements of which there are few.
 */
const maximumNames: { readonly [variety in StatementVariety]: number } = {
  fixed: Number.POSITIVE_INFINITY,
  columns: 500,
  filter: 500,
}

/** So many characters of filters get a name: what the server keeps of a statement is a multiple of its text. */
const maximumCharacters = 250_000

/** One client of the pool. */
export class PostgresConnection implements DatabaseConnection {
  readonly client: PoolClient
  readonly #parsers: TypeParsers
  readonly #options: PostgresConnectionOptions
  readonly #named: { readonly [variety in StatementVariety]: Set<string> } = {
    fixed: new Set(),
    columns: new Set(),
    filter: new Set(),
  }
  #namedCharacters = 0
  readonly #epoch: Epoch
  readonly #begun: number
  #cursors = 0
  /** Statements that were sent and are not answered, and the last of them. */
  #unanswered = 0
  #last: Promise<unknown> = Promise.resolve()
  /** Set when the client must not go back into the pool. */
  broken = false
  /**
   * True while the transaction is committed or rolled back, until Kysely knows. What was sent meanwhile would run after the
   * transaction, and by itself.
   */
  isEnding = false
  /** When it went back into the pool, in milliseconds. */
  idleSince = Date.now()

  constructor(client: PoolClient, parsers: TypeParsers, options: PostgresConnectionOptions, epoch: Epoch) {
    this.client = client
    this.#parsers = parsers
    this.#options = options
    this.#epoch = epoch
    this.#begun = epoch.current
  }

  /** Whether statements may have been prepared on it before a table was changed. */
  get isOutdated(): boolean {
    return this.#begun !== this.#epoch.current
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.isEnding) throw ended('transaction')
    const statement = statementOf(query)
    if (statement !== undefined) {
      const { rows, affected } = await this.run(statement, query.parameters, limitOf(query))
      return { rows: rows as R[], numAffectedRows: BigInt(affected) }
    }
    try {
      const result = await this.#query(query.sql, query.parameters.map(parameter))
      const changes = /^(?:INSERT|UPDATE|DELETE|MERGE)$/.test(result.command)
      const rows = this.#rename(result.rows, query) as R[]
      return changes ? { rows, numAffectedRows: BigInt(result.rowCount ?? 0) } : { rows }
    } catch (error) {
      throw this.#translate(error)
    }
  }

  /** Reads by a cursor, in a transaction of its own if there is none. https://www.postgresql.org/docs/current/sql-declare.html */
  async *streamQuery<R>(query: CompiledQuery, chunkSize = 100): AsyncIterableIterator<QueryResult<R>> {
    if (this.isEnding) throw ended('transaction')
    if (query.query.kind !== 'SelectQueryNode' && !/^\s*(?:select|with|values)\b/i.test(query.sql)) {
      yield await this.executeQuery<R>(query)
      return
    }
    const cursor = `tablewright_cursor_${++this.#cursors}`
    const own = this.client.getTransactionStatus() === 'I'
    let failed = false
    try {
      if (own) await this.#query('BEGIN READ ONLY', [])
      await this.#query(
        `DECLARE ${cursor} NO SCROLL CURSOR FOR ${query.sql}`,
        query.parameters.map(parameter),
      )
      for (;;) {
        const { rows } = await this.#query(`FETCH ${Math.max(1, Math.trunc(chunkSize))} FROM ${cursor}`, [])
        if (rows.length === 0) break
        yield { rows: this.#rename(rows, query) as R[] }
      }
    } catch (error) {
      failed = true
      throw this.#translate(error)
    } finally {
      await this.#closeCursor(cursor, own).catch((error: unknown) => {
        this.broken = true
        if (!failed) throw withStack(translatePostgresError(error))
      })
    }
  }

  /** Runs a statement of a repository, whose parameters are encoded already and whose rows are decoded by generated code. */
  async run(
    statement: RepositoryStatement,
    parameters: readonly unknown[],
    limit?: CallLimit,
  ): Promise<RepositoryResult> {
    try {
      return await (limit
        ? this.#runLimited(statement, parameters, limit)
        : this.#runNamed(statement, parameters))
    } catch (error) {
      throw this.#translate(error, statement)
    }
  }

  /** False if the server does not answer, or not within so many milliseconds; then the client must be given up. */
  async ping(timeout: number): Promise<boolean> {
    const answered = this.client.query('').then(
      () => true,
      () => false,
    )
    let timer: NodeJS.Timeout | undefined
    const silence = new Promise<boolean>((resolve) => {
      timer = setTimeout(resolve, timeout, false)
    })
    return Promise.race([answered, silence]).finally(() => clearTimeout(timer))
  }

  async #runNamed(statement: RepositoryStatement, parameters: readonly unknown[]): Promise<RepositoryResult> {
    if (this.#options.preparedStatements === 'unnamed') return this.#arrays(statement.sql, parameters)
    try {
      return await this.#arrays(statement.sql, parameters, this.#nameFor(statement))
    } catch (error) {
      if (!isStaleStatement(error)) throw error
      // The driver believes its named statements to be there, so this client is given up, and with it all others of its time, on
      // which a transaction that is run again would fail as well. The statement itself is run again where that changes nothing:
      // an error inside a transaction has ended it.
      if (!this.isOutdated) this.#epoch.current++
      if (this.client.getTransactionStatus() !== 'I') throw schemaChanged(error, statement.origin)
      return this.#arrays(statement.sql, parameters)
    }
  }

  /** What waits behind another statement can be left out; only what runs is cancelled, and nothing else in its place. */
  async #runLimited(
    statement: RepositoryStatement,
    parameters: readonly unknown[],
    limit: CallLimit,
  ): Promise<RepositoryResult> {
    while (this.#unanswered > 0) await limit.race(this.#last)
    limit.begin()
    return withLimit(this.client, limit, () => this.#runNamed(statement, parameters))
  }

  /** Sends a statement. */
  #send<T>(query: Promise<T>): Promise<T> {
    this.#unanswered++
    const answered = (): void => {
      this.#unanswered--
    }
    this.#last = query.then(answered, answered)
    return query
  }

  /** A connection that was lost must not be given to anybody else. */
  #translate(error: unknown, statement?: RepositoryStatement): unknown {
    const translated = translatePostgresError(error, statement?.origin, statement?.foreignKeys)
    if (translated instanceof ConnectionError) this.broken = true
    return withStack(translated)
  }

  #nameFor(statement: RepositoryStatement): string | undefined {
    const name = nameOf(statement)
    const named = this.#named[statement.variety]
    if (named.has(name)) return name
    if (named.size >= maximumNames[statement.variety]) return undefined
    if (statement.variety === 'filter') {
      const characters = this.#namedCharacters + statement.sql.length
      if (characters > maximumCharacters) return undefined
      this.#namedCharacters = characters
    }
    named.add(name)
    return name
  }

  async #arrays(text: string, parameters: readonly unknown[], name?: string): Promise<RepositoryResult> {
    refuseTooMany(parameters)
    const types = this.#parsers.forQuery()
    const result: QueryArrayResult<unknown[]> = await this.#send(
      this.client.query<unknown[]>({
        text,
        values: parameters as unknown[],
        rowMode: 'array',
        types,
        ...(name !== undefined && { name }),
      }),
    )
    if (types.unknown) {
      await this.#parsers.learn(this.client, [...types.unknown])
      const positions = (_: FieldDef, index: number): number => index
      for (const row of result.rows) this.#parseLate(result.fields, types.unknown, row as never, positions)
    }
    return { rows: result.rows, affected: result.rowCount ?? 0 }
  }

  async #query(text: string, values: unknown[]): Promise<Rows> {
    refuseTooMany(values)
    const types = this.#parsers.forQuery()
    const answer: PgResult | PgResult[] = await this.#send(this.client.query({ text, values, types }))
    // A text of several statements, possible without parameters only, has several results: the last counts, as in psql.
    const result = Array.isArray(answer) ? (answer.at(-1) as PgResult) : answer
    if (types.unknown) {
      await this.#parsers.learn(this.client, [...types.unknown])
      for (const row of result.rows) this.#parseLate(result.fields, types.unknown, row, (field) => field.name)
    }
    return result
  }

  /** Parses what came as text because its type was not known yet. */
  #parseLate(
    fields: readonly FieldDef[],
    oids: ReadonlySet<number>,
    row: { [key: string | number]: unknown },
    keyOf: (field: FieldDef, index: number) => string | number,
  ): void {
    fields.forEach((field, index) => {
      if (!oids.has(field.dataTypeID)) return
      const key = keyOf(field, index)
      const value = row[key]
      if (typeof value === 'string') row[key] = this.#parsers.parser(field.dataTypeID)?.(value) ?? value
    })
  }

  #rename(rows: unknown[], query: CompiledQuery): unknown[] {
    const { catalog } = this.#options
    if (!catalog.renames || rows.length === 0) return rows
    const kept = keptLabels(query)
    const labels = Object.keys(rows[0] as object)
    const properties = labels.map((label) => (kept?.has(label) ? label : catalog.property(label)))
    if (labels.every((label, index) => label === properties[index])) return rows
    return rows.map((row) => {
      const source = row as { [label: string]: unknown }
      const renamed: { [property: string]: unknown } = {}
      for (let index = 0; index < labels.length; index++) {
        renamed[properties[index] as string] = source[labels[index] as string]
      }
      return renamed
    })
  }

  async #closeCursor(cursor: string, own: boolean): Promise<void> {
    const status = this.client.getTransactionStatus()
    if (own && status !== 'I') await this.client.query('COMMIT')
    // A transaction that an error ended has closed its cursors, and refuses to be told to.
    else if (status === 'T') await this.client.query(`CLOSE ${cursor}`).catch(() => {})
  }
}

/** The protocol counts parameters with 16 bits. https://www.postgresql.org/docs/current/limits.html */
const maximumParameters = 65_535

function refuseTooMany(parameters: readonly unknown[]): void {
  if (parameters.length <= maximumParameters) return
  throw new InvalidQueryError(
    `The statement has ${parameters.length} parameters; PostgreSQL takes at most ${maximumParameters}. Write it in several statements, or give many values as one array.`,
  )
}

function parameter(value: unknown, index: number): unknown {
  return postgresParameter(value, { table: 'query', column: `parameter ${index + 1}` })
}

function nameOf(statement: RepositoryStatement): string {
  const known = names.get(statement)
  if (known !== undefined) return known
  const name = `tablewright_${createHash('sha256').update(statement.sql).digest('hex').slice(0, 32)}`
  names.set(statement, name)
  return name
}

/** Errors of the driver are made where the socket is read; the stack of the caller says which query it was. */
function withStack(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const here = new Error().stack?.split('\n').slice(2).join('\n')
  error.stack = `${error.stack}\n${here}`
  return error
}
