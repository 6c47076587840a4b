import pg from 'pg'
import { expect } from 'vitest'
import { type VerifiedPull, verifiedPull } from '../../generator/cli/verify-pull.js'
import type { Introspection } from '../../generator/dialects/introspection.js'
import { openLive } from '../../generator/live/open-live.js'
import { freshDatabase } from '../support/database.js'

export type Looked = { readonly introspection: Introspection; readonly catalogue: readonly string[] }

/** What is found in a PostgreSQL database after each of the scripts. */
export async function lookedAt(...scripts: readonly string[]): Promise<readonly Looked[]> {
  const database = await freshDatabase('postgres')
  const client = new pg.Client({ connectionString: database.url })
  try {
    await client.connect()
    const looked: Looked[] = []
    for (const script of scripts) {
      await client.query(script)
      const live = await openLive(database.url)
      looked.push({ introspection: await live.introspect(), catalogue: await live.catalogue() })
      await live.close()
    }
    return looked
  } finally {
    await client.end()
    await database.drop()
  }
}

export async function pulledFrom(sql: string): Promise<VerifiedPull> {
  const [looked] = await lookedAt(sql)
  if (looked === undefined) return expect.fail('nothing was looked at')
  return verifiedPull(looked.introspection, 'postgres', looked.catalogue)
}

/** Nothing is lost, and nothing came out otherwise. */
export const whole = { diagnostics: [], differences: [], leftOut: [], journals: [], unverified: undefined }
