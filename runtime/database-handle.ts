import type { Kysely } from 'kysely'

/** A `Kysely<DB>` or `Transaction<DB>` of whatever DB; naming DB here would make every signature as large as the schema. */
export type DatabaseHandle = Pick<Kysely<unknown>, 'getExecutor' | 'isTransaction'>
