import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { connect, type DialectName, migrateUp } from 'tablewright'
import { freshDatabase } from '../support/postgres.js'

export const databases: readonly DialectName[] = ['sqlite', 'postgres']

export type Migrated<DB> = { readonly db: Kysely<DB>; readonly close: () => Promise<void> }

/** A database of the given kind, a file or on the server, with the migrations of a generated folder run on it. */
export async function migrated<DB>(dialect: DialectName, folder: string): Promise<Migrated<DB>> {
  const place = dialect === 'sqlite' ? temporaryFile() : await freshDatabase()
  const db = connect<DB>(place.url)
  await migrateUp(db, { folder })
  return {
    db,
    close: async () => {
      await db.destroy()
      await place.drop()
    },
  }
}

function temporaryFile(): { readonly url: string; readonly drop: () => Promise<void> } {
  const folder = mkdtempSync(join(tmpdir(), 'tablewright-example-'))
  return {
    url: `sqlite:${join(folder, 'test.db')}`,
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  }
}
