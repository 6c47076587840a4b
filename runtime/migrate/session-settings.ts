import type { Connection } from './connection.js'

type Setting = { readonly name: string; readonly value: string }

/** What a session is set to: all that anybody may set, and who it acts as. */
export type SessionSettings = { readonly place: readonly Setting[]; readonly others: readonly Setting[] }

/** They decide which tables a name means, those of the journal too. The first one resets the second. */
const placeNames = ['session_authorization', 'role', 'search_path']

const ownSettings = `select set_config('DateStyle', 'ISO, YMD', false), set_config('TimeZone', 'UTC', false), set_config('extra_float_digits', '1', false)`

/** Does `work` in a session that reads and writes values as migrations are proven with, and leaves it as it was. */
export async function withOwnSettings<T>(
  connection: Connection,
  work: (settings: SessionSettings) => Promise<T>,
): Promise<T> {
  const before = await readSettings(connection)
  try {
    await connection.run(ownSettings)
    return await work(before)
  } finally {
    // If the connection is lost, so is what it was set to; the error of the migration is the one to be seen.
    await restoreAll(connection, before).catch(() => {})
  }
}

/** What the SQL of a migration has set is no business of the journal: https://www.postgresql.org/docs/current/sql-set-role.html */
export async function restorePlace(connection: Connection, { place }: SessionSettings): Promise<void> {
  await restore(connection, place, await readPlace(connection))
}

async function restoreAll(connection: Connection, before: SessionSettings): Promise<void> {
  await restorePlace(connection, before)
  await restore(connection, before.others, await readOthers(connection))
}

async function readSettings(connection: Connection): Promise<SessionSettings> {
  return { place: await readPlace(connection), others: await readOthers(connection) }
}

const readPlace = (connection: Connection): Promise<readonly Setting[]> =>
  readRows(
    connection,
    `select name, current_setting(name) as "value" from unnest($1::text[]) with ordinality as listed (name, place) order by place`,
    [placeNames],
  )

const readOthers = (connection: Connection): Promise<readonly Setting[]> =>
  readRows(
    connection,
    `select name, setting as "value" from pg_settings where context in ('user', 'superuser') and name <> all ($1::text[])`,
    [placeNames],
  )

async function readRows(
  connection: Connection,
  sql: string,
  parameters: readonly unknown[],
): Promise<readonly Setting[]> {
  const rows = await connection.run(sql, parameters)
  return rows.map(({ name, value }) => ({ name: String(name), value: String(value) }))
}

async function restore(
  connection: Connection,
  wanted: readonly Setting[],
  found: readonly Setting[],
): Promise<void> {
  const now = new Map(found.map(({ name, value }) => [name, value]))
  if (wanted.every(({ name, value }) => now.get(name) === value)) return
  const [user] = wanted
  const isSwitched = user?.name === 'session_authorization' && now.get(user.name) !== user.value
  for (const { name, value } of wanted) {
    if (now.get(name) !== value || isSwitched) {
      await connection.run('select set_config($1, $2, false)', [name, value])
    }
  }
}
