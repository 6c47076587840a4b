import { everyDatabase, type Opened as OpenedAs } from '../../support/every-database.js'
import type { DB } from './generated/index.js'

export type Opened = OpenedAs<DB>

/** What includes are tried on: the same tests on each. */
export const databases = everyDatabase<DB>(new URL('generated/', import.meta.url))
