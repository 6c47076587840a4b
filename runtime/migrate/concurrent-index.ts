import type { Connection } from './connection.js'

/** The index that a CREATE INDEX CONCURRENTLY makes: its name, and its table as the statement writes it. */
export type ConcurrentIndex = { readonly name: string; readonly table: string }

export type FoundIndex = {
  /** With its schema, quoted where it must be. */
  readonly name: string
  readonly valid: boolean
}

const word = '(?:"(?:[^"]|"")+"|[^\\s".(]+)'
const creation = new RegExp(
  `^(?:\\s|--[^\\n]*\\n)*create\\s+(?:unique\\s+)?index\\s+concurrently\\s+(?:if\\s+not\\s+exists\\s+)?(${word})\\s+on\\s+(?:only\\s+)?(${word}(?:\\.${word})?)`,
  'i',
)

/** `undefined` for any other statement, and for an index that PostgreSQL is to name. */
export function concurrentIndexOf(sql: string): ConcurrentIndex | undefined {
  const [, name, table] = creation.exec(sql) ?? []
  return name === undefined || table === undefined ? undefined : { name: folded(name), table }
}

/** https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS */
const folded = (name: string): string =>
  name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase()

export async function findIndex(
  connection: Connection,
  { name, table }: ConcurrentIndex,
): Promise<FoundIndex | undefined> {
  const [row] = await connection.run(
    `select format('%I.%I', n.nspname, c.relname) as "name", i.indisvalid as "valid"
from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
where i.indrelid = to_regclass($1) and c.relname = cast(cast($2 as text) as name)`,
    [table, name],
  )
  return row === undefined ? undefined : { name: String(row.name), valid: row.valid === true }
}

export async function dropIndex(connection: Connection, { name }: FoundIndex): Promise<void> {
  await connection.run(`drop index concurrently if exists ${name}`)
}
