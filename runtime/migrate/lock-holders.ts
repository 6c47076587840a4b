import type { Connection, ResultRow } from './connection.js'

/**
 * Who holds locks on tables that the statement names, as words to follow a problem; empty if it cannot be told. It is asked right
 * after the wait, when the transaction of this connection is over: nobody can ask on a connection that waits.
 */
export async function lockHolders(connection: Connection, sql: string | undefined): Promise<string> {
  if (sql === undefined) return ''
  const rows = await connection.run(holders, [sql]).catch(() => [])
  return rows.length === 0 ? '' : `; ${rows.map(holder).join('; ')}`
}

/** https://www.postgresql.org/docs/current/view-pg-locks.html */
const holders = `select c.relname as "table", a.pid, coalesce(a.state, 'unknown') as "state",
  round(extract(epoch from clock_timestamp() - a.xact_start)) as "seconds", left(a.query, 120) as "query"
from pg_locks l
join pg_class c on c.oid = l.relation and c.relkind in ('r', 'p', 'm')
join pg_stat_activity a on a.pid = l.pid
where l.granted and l.pid <> pg_backend_pid() and l.database = (select oid from pg_database where datname = current_database())
  and $1 ~* ('\\y' || regexp_replace(c.relname, '(\\W)', '\\\\\\1', 'g') || '\\y')
group by c.relname, a.pid, a.state, a.xact_start, a.query
order by a.xact_start limit 3`

function holder(row: ResultRow): string {
  const seconds = row.seconds === null ? '' : ` for ${String(row.seconds)} s`
  const query = String(row.query).replace(/\s+/g, ' ').trim()
  return `${String(row.table)} is locked by process ${String(row.pid)}, ${String(row.state)}${seconds}: ${query}`
}
