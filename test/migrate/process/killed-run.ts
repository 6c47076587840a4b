/**
 * Runs migrations and kills its own process after so many queries that write, as `kill -9` at that moment would: nothing is cleaned up.
 * Prints how many there were if it comes to its end.
 */
import Sqlite from 'better-sqlite3'
import { type Dialect, Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import pg from 'pg'
import { migrateDown, migrateUp } from '../../../runtime/migrate/migrate.js'

const [direction = '', url = '', folder = '', killAfter = '0'] = process.argv.slice(2)
/** Nothing is different after these. */
const reads = /^(?:select|show|pragma \w+$)/
let queries = 0

const dialect: Dialect = url.startsWith('sqlite:')
  ? new SqliteDialect({ database: new Sqlite(url.slice('sqlite:'.length)) })
  : new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max: 1 }) })

const db = new Kysely<unknown>({
  dialect,
  log: ({ query }) => {
    if (reads.test(query.sql)) return
    queries++
    if (queries === Number(killAfter)) process.kill(process.pid, 'SIGKILL')
  },
})

if (direction === 'down') await migrateDown(db, { folder })
else await migrateUp(db, { folder })
await db.destroy()
process.stdout.write(String(queries))
