import type { Located, OptionsEntry } from '../document.js'
import { build, defined } from '../shape/build.js'
import { list } from '../shape/list.js'
import { checkDialect } from '../shape/per-dialect.js'
import { refuse } from '../shape/refuse.js'
import { word } from '../shape/scalars.js'
import type { JsonSchema, Reading, Shape, TableOption } from '../shape/shape.js'
import type { MapEntry } from '../yaml/node.js'
import { checkDuplicates } from './names.js'

const wordsOf = (options: readonly TableOption[]): Shape<readonly Located<string>[]> =>
  build(
    list(option(options), { expects: 'a list of options', item: 'an option', atLeastOne: true }),
    (read, _node, reading, what) => {
      checkDuplicates(read, 'duplicate-value', reading, what)
      return read
    },
  )

const option = (options: readonly TableOption[]): Shape<string> => {
  const named = options.filter((each) => each.named)
  const plain = word(...options.map((each) => (each.named ? `${each.word} <name>` : each.word)))
  return {
    ...plain,
    read: (node, reading, what) =>
      node.kind === 'text' && named.some((each) => nameBehind(node.value, each.word) !== undefined)
        ? node.value
        : plain.read(node, reading, what),
    schema: () => optionSchema(options),
  }
}

/** All behind the word is the name, whatever it holds. */
const nameBehind = (text: string, word: string): string | undefined => {
  const name = text.startsWith(`${word} `) ? text.slice(word.length + 1) : ''
  return name.trim() === '' || name === '<name>' ? undefined : name
}

const optionSchema = (options: readonly TableOption[]): JsonSchema => {
  const words = { enum: options.filter((each) => !each.named).map((each) => each.word) }
  const named = options.filter((each) => each.named).map((each) => each.word)
  if (named.length === 0) return words
  return { anyOf: [words, { type: 'string', pattern: `^(?:${named.join('|')}) .*\\S` }] }
}

/** What tables have in one database alone, by the databases that have words for such. */
export const tableOptions: Shape<OptionsEntry> = defined('tableOptions', {
  kinds: ['map'],
  expects: 'a map from databases to options',
  read: (node, reading, what) => {
    if (node.kind !== 'map') return refuse(tableOptions, node, reading, what)
    if (node.entries.length === 0)
      return reading.report('empty-value', node.span, `${what} is an empty map`, 'Remove the key')
    return Object.fromEntries(node.entries.flatMap((entry) => readEntry(entry, reading, what)))
  },
  schema: ({ tableOptions: words }) => ({
    type: 'object',
    properties: Object.fromEntries(
      [...words]
        .filter(([, options]) => options.length > 0)
        .map(([dialect, options]) => [dialect, { type: 'array', items: optionSchema(options), minItems: 1 }]),
    ),
    additionalProperties: false,
    minProperties: 1,
  }),
})

const readEntry = (
  { key, value }: MapEntry,
  reading: Reading,
  what: string,
): [string, readonly Located<string>[]][] => {
  if (!checkDialect(key, reading, what)) return []
  const words = reading.dialects.find(({ name }) => name === key.value)?.tableOptions ?? []
  if (words.length === 0) {
    const others = reading.dialects.filter(({ tableOptions: known }) => known.length > 0)
    reading.report(
      'unknown-option',
      key.span,
      `${what} has \`${key.value}\`, which has no options of tables`,
      `Only ${others.map(({ name }) => name).join(', ')} has such; remove it`,
    )
    return []
  }
  const read = wordsOf(words).read(value, reading, `\`${key.value}\` of ${what}`)
  return read === undefined ? [] : [[key.value, read]]
}
