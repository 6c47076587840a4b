import * as root from 'kysely'

/** Where Kysely 0.29 keeps what 0.28 has at its root; a variable, because 0.28 has no such place. */
const place: string = 'kysely/migration'
const home: typeof root = 'Migrator' in root ? root : await import(place)

export const { Migrator, NO_MIGRATIONS } = home
