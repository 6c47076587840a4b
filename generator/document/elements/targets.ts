import type { TargetEntry } from '../document.js'
import { build } from '../shape/build.js'
import { choice } from '../shape/choice.js'
import { checkDialect } from '../shape/per-dialect.js'
import { refuse } from '../shape/refuse.js'
import { text } from '../shape/scalars.js'
import type { Shape } from '../shape/shape.js'
import { dialectNames } from './names.js'

const version: Shape<string> = {
  ...build(text('a version in quotes'), (value, node, reading, what) => {
    if (/^\d+(?:\.\d+)*$/.test(value)) return value
    return reading.report('invalid-version', node.span, `${what} must be a version such as "15" or "3.45"`)
  }),
  schema: () => ({ type: 'string', pattern: '^\\d+(?:\\.\\d+)*$' }),
}

const names = build(dialectNames, (read) =>
  read.map((dialect): TargetEntry => ({ dialect, version: undefined })),
)

const versions: Shape<readonly TargetEntry[]> = {
  kinds: ['map'],
  expects: 'a map from databases to their oldest versions',
  read: (node, reading, what) => {
    if (node.kind !== 'map') return refuse(versions, node, reading, what)
    if (node.entries.length === 0)
      return reading.report(
        'empty-value',
        node.span,
        `${what} is an empty map`,
        'Name a database, or remove the key',
      )
    return node.entries.flatMap(({ key, value }): TargetEntry[] => {
      if (!checkDialect(key, reading, what)) return []
      const read = version.read(value, reading, `the version of \`${key.value}\``)
      return [{ dialect: { value: key.value, span: key.span }, version: read }]
    })
  },
  schema: (context) => ({
    type: 'object',
    properties: Object.fromEntries(context.dialects.map((name) => [name, version.schema(context)])),
    additionalProperties: false,
    minProperties: 1,
  }),
}

/** The databases to write for, with the oldest version of each if the author names it. */
export const targets: Shape<readonly TargetEntry[]> = choice(names, versions)
