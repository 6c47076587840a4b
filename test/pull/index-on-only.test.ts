import pg from 'pg'
import { expect, test } from 'vitest'
import { foundModel } from '../../generator/dialects/found-model.js'
import { openLive } from '../../generator/live/open-live.js'
import { freshDatabase } from '../support/database.js'
import { creationOf } from '../support/plans.js'

const look = async (url: string) => {
  const live = await openLive(url)
  try {
    return { model: foundModel(await live.introspect(), 'postgres'), catalogue: await live.catalogue() }
  } finally {
    await live.close()
  }
}

const runAll = async (url: string, statements: readonly string[]) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const sql of statements) await client.query(sql)
  } finally {
    await client.end()
  }
}

test('an index of a partitioned table alone is made once its partitions are there', async () => {
  const [first, second] = [await freshDatabase('postgres'), await freshDatabase('postgres')]
  try {
    await runAll(first.url, [
      'CREATE TABLE parted (at date, n integer) PARTITION BY RANGE (at)',
      `CREATE TABLE parted_a PARTITION OF parted FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')`,
      'CREATE INDEX parted_n ON ONLY parted (n)',
      `COMMENT ON INDEX parted_n IS 'Not yet'`,
    ])
    const { model, catalogue } = await look(first.url)
    await runAll(second.url, creationOf(model, 'postgres'))
    expect((await look(second.url)).catalogue).toEqual(catalogue)
  } finally {
    await first.drop()
    await second.drop()
  }
})
