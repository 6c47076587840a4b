import type { Random } from './random.js'
import type { Schema, TableSpec } from './schema.js'

const words = [
  'order',
  'name',
  'value',
  'state',
  'Amount',
  'note',
  'tag',
  'start',
  'group',
  'owner',
  'code',
  'Two Words',
  'größe',
  'title',
]

/** A name that nothing in the schema has had so far: most are plain, some must be quoted. */
export const freshName = (random: Random, schema: Schema, prefix: string): string => {
  schema.lastId += 1
  const word = random.chance(0.2) ? random.pick(words) : random.pick(words.slice(1, 4))
  return `${prefix}${word}_${schema.lastId}`
}

/** Columns of different tables may share a name, which is how names get mixed up. */
export const freshColumnName = (random: Random, schema: Schema, table: TableSpec): string => {
  const word = random.pick(words)
  const taken = [...table.columns, ...table.drops].some(
    ({ name }) => name.toLowerCase() === word.toLowerCase(),
  )
  return taken ? freshName(random, schema, '') : word
}
