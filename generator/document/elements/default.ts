import type { DefaultEntry } from '../document.js'
import { defined } from '../shape/build.js'
import { object, required } from '../shape/object.js'
import type { Reading, Shape } from '../shape/shape.js'
import type { MapNode, ScalarNode } from '../yaml/node.js'
import { anyLiteral, literalEntry } from './literal.js'
import { sqlText } from './sql-text.js'

const expression = object(
  { sql: required(sqlText, 'An SQL expression, for every database or for each.') },
  { expects: 'an SQL expression' },
)

/** Only its schema is used: what stands under `value` is read as a literal together with its source. */
const explicit = object(
  {
    value: required(
      anyLiteral,
      'The value itself, for maps that look like { sql: … } and for the texts now and uuid.',
    ),
  },
  { expects: 'a value' },
)

const markers = ['sql', 'value']

/** A literal, `now`, `uuid`, `{ sql: … }`, or `{ value: … }` for a literal that would be read as one of these. */
export const defaultEntry: Shape<DefaultEntry> = defined('default', {
  kinds: ['text', 'number', 'boolean', 'null', 'list', 'map'],
  expects: 'a literal, now, uuid or { sql: … }',
  read: (node, reading, what) => {
    if (node.kind === 'map') return readMap(node, reading, what)
    if (node.kind === 'list') return literalEntry(node, reading, what)
    return readScalar(node, reading, what)
  },
  schema: (context) => ({
    anyOf: [
      { type: ['string', 'number', 'boolean', 'null', 'array'] },
      expression.schema(context),
      explicit.schema(context),
      { type: 'object', not: { anyOf: markers.map((key) => ({ required: [key] })) } },
    ],
  }),
})

const readScalar = (node: ScalarNode, reading: Reading, what: string): DefaultEntry | undefined => {
  if (node.kind === 'null' && node.source === '') {
    const hint = 'Write null for the value null, or "" for empty text'
    return reading.report('empty-value', node.span, `${what} has no value`, hint)
  }
  if (node.kind === 'text' && node.plain && (node.value === 'now' || node.value === 'uuid'))
    return { kind: node.value }
  return literalEntry(node, reading, what)
}

const readMap = (node: MapNode, reading: Reading, what: string): DefaultEntry | undefined => {
  const marker = node.entries.find((entry) => markers.includes(entry.key.value))
  if (!marker) return literalEntry(node, reading, what)
  if (node.entries.length > 1) {
    const message = `${what} has the key \`${marker.key.value}\` beside others, so it may be a value or an expression`
    return reading.report('ambiguous-default', marker.key.span, message, 'Write a value as { value: { … } }')
  }
  if (marker.key.value === 'value') return literalEntry(marker.value, reading, what)
  const read = expression.read(node, reading, what)
  return read?.sql && { kind: 'sql', sql: read.sql.value }
}
