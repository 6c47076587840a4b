import type { DatabaseHandle } from './database-handle.js'
import type { SchemaDefinition } from './definition.js'
import { linkOf } from './link.js'

/**
 * Tells the connection of a Kysely instance what the tables are, so that plain Kysely queries get and take declared values too.
 * Generated `createRepositories(db)` calls it; attaching a schema again changes nothing. On an instance that `connect()` did not
 * make, it does nothing: there the values of plain queries are the driver's.
 */
export function attachSchema(db: DatabaseHandle, schema: SchemaDefinition): void {
  linkOf(db)?.catalog.attach(schema)
}
