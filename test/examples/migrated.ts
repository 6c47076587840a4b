import { migrateUp } from 'tablewright'
import type { DialectName } from '../../runtime/session.js'
import { type Opened, opened } from '../support/opened.js'

/** A database of the given kind with the migrations of a generated folder run on it. */
export async function migrated<DB>(dialect: DialectName, folder: string): Promise<Opened<DB>> {
  const database = await opened<DB>(dialect, { by: 'connect' })
  await migrateUp(database.db, { folder })
  return database
}
