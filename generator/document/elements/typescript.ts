import type { TypescriptEntry } from '../document.js'
import { build, defined } from '../shape/build.js'
import { choice } from '../shape/choice.js'
import { object, optional, required } from '../shape/object.js'
import { text } from '../shape/scalars.js'
import type { Shape } from '../shape/shape.js'

const imported = build(
  object(
    {
      type: required(text('a TypeScript type'), 'The type, as TypeScript writes it.'),
      from: optional(text('a module'), 'The module that exports the type, relative to the schema file.'),
    },
    { expects: 'a map with type and from' },
  ),
  ({ type, from }): TypescriptEntry | undefined => type && { type: type.value, from: from?.value },
)

/** The TypeScript type of a column. */
export const typescriptType: Shape<TypescriptEntry> = defined(
  'typescript',
  choice(
    build(text('a TypeScript type'), (type): TypescriptEntry => ({ type, from: undefined })),
    imported,
  ),
)

/** What something of the database is called in generated code, in place of the name made from its own. */
export const typeName: Shape<string> = {
  ...build(text('the name of a type'), (value, node, reading, what) => {
    if (/^[\p{ID_Start}_]\p{ID_Continue}*$/u.test(value)) return value
    const message = `${what} must be the name of a type, such as \`Member\``
    return reading.report('invalid-type-name', node.span, message, 'Use letters, digits and `_` alone')
  }),
  schema: () => ({ type: 'string', pattern: '^[\\p{ID_Start}_]\\p{ID_Continue}*$' }),
}
