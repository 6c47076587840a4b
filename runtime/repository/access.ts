import type { TableDefinition } from '../definition.js'
import type { RepositoryResult, RepositoryStatement, Session, StatementVariety } from '../session.js'
import type { Reader } from '../values/reader.js'
import { foreignKeysOf } from './foreign-keys.js'
import { tellingActor } from './history/actor-session.js'
import { type Projection, projectionOf } from './reading/projection.js'
import type { DialectSql } from './sql/dialect-sql.js'
import { sqlOf } from './sql/sql-of.js'
import { type Table, tableAs, tableOf } from './table.js'

/** One table through one session: what every statement of a repository starts from. */
export class Access<Row = unknown> {
  readonly definition: TableDefinition<Row>
  readonly table: Table
  readonly session: Session
  readonly sql: DialectSql
  #projection: Projection | undefined

  constructor(definition: TableDefinition<Row>, session: Session, alias?: string) {
    this.definition = definition
    this.table = alias === undefined ? tableOf(definition) : tableAs(definition, alias)
    this.session = definition.versioning || definition.cascadesToHistory ? tellingActor(session) : session
    this.sql = sqlOf(session.dialect)
  }

  /** Worked out when it is needed, because a transaction makes a new access to every table and uses few. */
  get projection(): Projection {
    this.#projection ??= projectionOf(this.table, this.session)
    return this.#projection
  }
}

/** `alias`: what statements call the table, where it may stand in one twice. */
export function accessTo<Row>(
  definition: TableDefinition<Row>,
  session: Session,
  alias?: string,
): Access<Row> {
  return new Access(definition, session, alias)
}

/** What makes up a call while it is read: its shape, by which the statement is found, and the parameters. */
export type Shape = { key: string; readonly parameters: unknown[] }

export function shape(key: string): Shape {
  return { key, parameters: [] }
}

/** Keeps a statement that returns whole rows. */
export function keepRows(
  access: Access,
  key: string,
  origin: string,
  variety: StatementVariety,
  sql: string,
): RepositoryStatement {
  return keep(access, key, origin, variety, sql, access.projection.labels)
}

export function keep(
  access: Access,
  key: string,
  origin: string,
  variety: StatementVariety,
  sql: string,
  labels: readonly string[] = [],
): RepositoryStatement {
  const { table } = access
  const foreignKeys = () => foreignKeysOf(table)
  const statement = { sql, labels, origin: `${table.name}.${origin}`, variety, foreignKeys }
  return access.projection.statements.add(key, statement)
}

export function known(access: Access, key: string): RepositoryStatement | undefined {
  return access.projection.statements.get(key)
}

export function firstRow<Row>(access: Access<Row>, result: RepositoryResult): Row | undefined {
  const row = result.rows[0]
  return row === undefined ? undefined : access.definition.decode(row, access.session.read)
}

export function allRows<Row>(
  { definition, session }: Access<Row>,
  { rows }: Pick<RepositoryResult, 'rows'>,
  read: Reader = session.read,
): Row[] {
  const decoded = new Array<Row>(rows.length)
  for (let i = 0; i < rows.length; i++) {
    decoded[i] = definition.decode(rows[i] as readonly unknown[], read)
  }
  return decoded
}
