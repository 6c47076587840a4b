import { readFileSync } from 'node:fs'
import BetterSqlite3 from 'better-sqlite3'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { type VerifiedPull, verifiedPull } from '../../generator/cli/verify-pull.js'
import { openLive } from '../../generator/live/open-live.js'
import { closeEngines } from '../../generator/prove/engines/index.js'
import type { DialectName } from '../../runtime/session.js'
import { freshDatabase } from '../support/database.js'

afterAll(closeEngines)

/** A database that other tools made, from its own SQL to a schema. */
async function pulled(dialect: DialectName, name: string): Promise<VerifiedPull> {
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

const named = ({ leftOut }: VerifiedPull): readonly string[] =>
  leftOut.map(({ kind, name, table }) =>
    table === undefined ? `${kind} ${name}` : `${kind} of ${table}: ${name}`,
  )

test.each<[DialectName, string]>([
  ['postgres', 'postgres-everything'],
  ['postgres', 'postgres-shop'],
  ['postgres', 'postgres-schemas'],
  ['sqlite', 'sqlite-music-store'],
  ['sqlite', 'sqlite-chinook'],
  ['sqlite', 'sqlite-django'],
  ['sqlite', 'sqlite-rails'],
  ['sqlite', 'sqlite-prisma-ef'],
  ['sqlite', 'sqlite-desktop'],
])('%s: all of %s is said, kept or named', async (dialect, name) => {
  const result = await pulled(dialect, name)
  expect(result.diagnostics).toEqual([])
  expect(result.unverified).toBeUndefined()
  await expect(result.text).toMatchFileSnapshot(`databases/${name}.yaml`)
  await expect([...named(result), ...result.differences, ''].join('\n')).toMatchFileSnapshot(
    `databases/${name}.differences.txt`,
  )
})
