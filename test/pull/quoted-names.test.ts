import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { type VerifiedPull, verifiedPull } from '../../generator/cli/verify-pull.js'
import { openLive } from '../../generator/live/open-live.js'
import { closeEngines } from '../../generator/prove/engines/index.js'
import { freshDatabase } from '../support/database.js'

afterAll(closeEngines)

async function pulledFrom(sql: string): Promise<VerifiedPull> {
  const database = await freshDatabase('postgres')
  try {
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    await client.query(sql)
    await client.end()
    const live = await openLive(database.url)
    try {
      return await verifiedPull(await live.introspect(), 'postgres', await live.catalogue())
    } finally {
      await live.close()
    }
  } finally {
    await database.drop()
  }
}

test('a table whose name stands in quotes is said without mixins where a guess was wrong', async () => {
  const { text, ...pulled } = await pulledFrom(`CREATE TABLE "order items" (
  id uuid PRIMARY KEY, created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE FUNCTION "order items_touch"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.updated_at = now(); RETURN NEW; END';
CREATE TRIGGER "order items_touch" BEFORE UPDATE ON "order items" FOR EACH ROW EXECUTE FUNCTION "order items_touch"();`)
  expect(text).toContain(`created_at: { type: timestamp, default: now }`)
  expect(pulled).toMatchObject({ diagnostics: [], differences: [], leftOut: [], unverified: undefined })
})
