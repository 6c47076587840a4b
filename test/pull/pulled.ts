import { readFileSync } from 'node:fs'
import BetterSqlite3 from 'better-sqlite3'
import pg from 'pg'
import { type VerifiedPull, verifiedPull } from '../../generator/cli/verify-pull.js'
import { openLive } from '../../generator/live/open-live.js'
import type { DialectName } from '../../runtime/session.js'
import { freshDatabase } from '../support/database.js'

/** A database that other tools made, from its own SQL to a schema. */
export async function pulled(dialect: DialectName, name: string): Promise<VerifiedPull> {
  const text = readFileSync(new URL(`databases/${name}.sql`, import.meta.url), 'utf8')
  const database = await freshDatabase(dialect)
  try {
    if (dialect === 'sqlite') {
      const file = new BetterSqlite3(database.url.slice('sqlite:'.length))
      // Some of what is in files nothing but the program that made them could say.
      file.unsafeMode(true)
      file.exec(text)
      file.close()
    } else {
      const client = new pg.Client({ connectionString: database.url })
      await client.connect()
      await client.query(text)
      await client.end()
    }
    const live = await openLive(database.url)
    try {
      return await verifiedPull(await live.introspect(), dialect, await live.catalogue())
    } finally {
      await live.close()
    }
  } finally {
    await database.drop()
  }
}
