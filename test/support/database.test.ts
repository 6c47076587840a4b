import pg from 'pg'
import { expect, test } from 'vitest'
import { freshDatabase } from './database.js'

test('a fresh database answers and can be dropped', async () => {
  const database = await freshDatabase('postgres')
  const client = new pg.Client({ connectionString: database.url })
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client.query('SELECT count(*)::int AS tables FROM pg_tables WHERE schemaname = $1', [
    'public',
  ])
  expect(rows).toEqual([{ tables: 0 }])
  await client.end()
  await database.drop()
  const again = new pg.Client({ connectionString: database.url })
  await expect(again.connect()).rejects.toThrow(/does not exist/)
})
