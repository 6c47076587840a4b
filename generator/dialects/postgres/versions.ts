export const name = 'postgres'
export const title = 'PostgreSQL'

/** 14 is the oldest that still gets fixes: https://www.postgresql.org/support/versioning/ */
export const versions = { default: '15', minimum: '14' } as const

/** https://www.postgresql.org/docs/15/release-15.html */
export const nullsNotDistinctSince = '15'

/** https://www.postgresql.org/docs/18/release-18.html */
export const virtualColumnsSince = '18'

/** A column's NOT NULL is a constraint with a name, and can be added NOT VALID: https://www.postgresql.org/docs/18/release-18.html */
export const notNullConstraintsSince = '18'
