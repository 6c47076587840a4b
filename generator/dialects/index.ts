import type { Dialect } from './dialect.js'
import { postgres } from './postgres/index.js'
import { sqlite } from './sqlite/index.js'

/** Every database that SQL can be written for. */
export const dialects: readonly Dialect[] = [sqlite, postgres]
