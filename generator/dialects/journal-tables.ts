/** Names, as a list of SQL, of the tables in which Kysely and the toolkit keep what ran; they are not of the schema. */
export const journalTables = [
  'kysely_migration',
  'kysely_migration_lock',
  'kysely_migration_before',
  'tablewright_migration',
  'tablewright_progress',
]
  .map((name) => `'${name}'`)
  .join(', ')
