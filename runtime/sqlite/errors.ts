import {
  BusyError,
  CheckViolationError,
  type ErrorDetails,
  type ForeignKeyFailure,
  ForeignKeyViolationError,
  InvalidQueryError,
  NotNullViolationError,
  ReadOnlyError,
  TablewrightError,
  UniqueViolationError,
} from '../errors.js'
import { insertedKey } from '../foreign-keys.js'
import { messageOf, tableOf } from '../origin.js'
import type { RepositoryStatement } from '../session.js'

/** The statement that failed, and the repository method that it is of. */
type Failed = {
  readonly sql?: string | undefined
  readonly origin?: string | undefined
  readonly foreignKeys?: RepositoryStatement['foreignKeys'] | undefined
}

/** Reads the catalogue of the database that raised the error. */
type Query = (sql: string, ...parameters: unknown[]) => unknown[] | Promise<unknown[]>

/**
 * Makes one of our errors of a violated constraint, a lock and too many parameters; any other error stays what it is. SQLite says in words only what failed
 * (https://www.sqlite.org/rescode.html#constraint), so that the rest is looked up in its catalogue.
 */
export async function translateSqliteError(
  error: unknown,
  { sql, origin, foreignKeys }: Failed,
  query: Query,
): Promise<unknown> {
  if (error instanceof TablewrightError || !(error instanceof Error)) return error
  const [, kind, rest = ''] =
    /(UNIQUE|CHECK|NOT NULL|FOREIGN KEY) constraint failed(?:: (.*))?$/s.exec(error.message) ?? []
  const table = tableOf(origin)
  const base = { cause: error, code: codeOf(error), origin }
  const message = messageOf(error, origin)
  if (base.code?.startsWith('SQLITE_BUSY')) return new BusyError(lockedMessage(error), base)
  if (base.code?.startsWith('SQLITE_READONLY')) return new ReadOnlyError(message, { ...base, table })
  if (error.message === 'too many SQL variables') return new InvalidQueryError(tooManyParameters, base)
  switch (kind) {
    case 'UNIQUE':
      return new UniqueViolationError(message, {
        ...base,
        ...(await uniqueDetails(rest, table, query)),
      })
    case 'CHECK':
      return new CheckViolationError(message, { ...base, ...(await checkDetails(rest, table, query)) })
    case 'NOT NULL':
      return new NotNullViolationError(message, { ...base, ...columnsOf(rest) })
    case 'FOREIGN KEY':
      return new ForeignKeyViolationError(message, {
        ...base,
        table,
        columns: insertedKey(foreignKeys?.(), sql),
        failure: failureOf(sql),
      })
    default:
      return error
  }
}

/** SQLite does not say which side of a foreign key failed. A row that is made has no children yet, and one that goes needs no parent. */
function failureOf(sql: string | undefined): ForeignKeyFailure | undefined {
  const [verb] = /^\s*(?:insert(?! or replace)|delete)\b/i.exec(sql ?? '') ?? []
  if (verb === undefined) return undefined
  return /insert/i.test(verb) ? 'missing-parent' : 'still-referenced'
}

const lockedMessage = ({ message }: Error): string =>
  `Another connection kept the SQLite file locked for longer than the timeout: ${message}. Nothing was changed; try again.`

/** https://www.sqlite.org/limits.html#max_variable_number */
const tooManyParameters =
  'The statement has more parameters than SQLite takes (32,766 unless it was built otherwise). Write it in several statements.'

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** `campaigns.tenant_id, campaigns.name` */
function columnsOf(text: string): { table: string | undefined; columns: string[] } {
  const pairs = text.split(', ').map((pair) => pair.split('.'))
  return {
    table: pairs[0]?.[0],
    columns: pairs.map(([table, ...column]) => column.join('.') || String(table)),
  }
}

async function uniqueDetails(text: string, table: string | undefined, query: Query): Promise<ErrorDetails> {
  const [, index] = /^index '(.*)'$/s.exec(text) ?? []
  if (index !== undefined) return { constraint: index, table: (await tableOfIndex(index, query)) ?? table }
  const found = columnsOf(text)
  return { ...found, constraint: found.table && (await uniqueName(found.table, found.columns, query)) }
}

async function tableOfIndex(index: string, query: Query): Promise<string | undefined> {
  const [row] = rows(
    await query("SELECT tbl_name AS name FROM sqlite_schema WHERE type = 'index' AND name = ?", index),
  )
  return row?.name
}

/** The unique index over exactly these columns, or the constraint of that name in the text of CREATE TABLE. */
async function uniqueName(
  table: string,
  columns: readonly string[],
  query: Query,
): Promise<string | undefined> {
  const indexes = rows(
    await query(
      `SELECT list.name AS name, (SELECT json_group_array(info.name) FROM pragma_index_info(list.name) info) AS text
       FROM pragma_index_list(?) list WHERE list."unique"`,
      table,
    ),
  )
  const index = indexes.find(({ text }) => text === JSON.stringify(columns))?.name
  if (index !== undefined && !index.startsWith('sqlite_autoindex_')) return index
  const [definition] = rows(
    await query("SELECT name, sql AS text FROM sqlite_schema WHERE type = 'table' AND name = ?", table),
  )
  return namedKeys(definition?.text ?? '').find((key) => key.columns.join() === columns.join())?.name
}

function namedKeys(sql: string): { name: string; columns: string[] }[] {
  const keys = /CONSTRAINT\s+("(?:[^"]|"")+"|\w+)\s+(?:UNIQUE|PRIMARY\s+KEY)\s*\(([^)]*)\)/gi
  return [...sql.matchAll(keys)].map(([, name = '', columns = '']) => ({
    name: unquote(name),
    columns: columns.split(',').map((column) => unquote(column.trim())),
  }))
}

/** SQLite names the constraint but not its table: it is known if only one table has a constraint of that name. */
async function checkDetails(
  constraint: string,
  table: string | undefined,
  query: Query,
): Promise<ErrorDetails> {
  const tables = rows(await query("SELECT name, sql AS text FROM sqlite_schema WHERE type = 'table'")).filter(
    ({ text }) => text?.includes(constraint),
  )
  return { constraint, table: tables.length === 1 ? tables[0]?.name : table }
}

function unquote(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name
}

function rows(found: unknown[]): { name: string; text?: string }[] {
  return found as { name: string; text?: string }[]
}
