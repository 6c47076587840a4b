import { freshDatabase as freshDatabaseOf, type TestDatabase } from './database.js'

/** A new empty database on the PostgreSQL server of this run. */
export const freshDatabase = (): Promise<TestDatabase> => freshDatabaseOf('postgres')
