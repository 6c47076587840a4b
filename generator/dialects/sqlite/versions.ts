export const name = 'sqlite'
export const title = 'SQLite'

/** `unhex`, which repositories use, came with 3.41: https://www.sqlite.org/changes.html */
export const versions = { default: '3.45', minimum: '3.41' } as const
