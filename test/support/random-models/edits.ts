import { columnEdits } from './edits-of-columns.js'
import { objectEdits } from './edits-of-objects.js'
import { partEdits } from './edits-of-parts.js'
import type { Random } from './random.js'
import type { Schema } from './schema.js'

/** Changes a schema and says how; undefined: there was nothing that it fits, and the schema is thrown away. */
export type Edit = (schema: Schema, random: Random) => string | undefined

export const edits: { readonly [name: string]: Edit } = { ...columnEdits, ...partEdits, ...objectEdits }

export const editNames: readonly string[] = Object.keys(edits)
