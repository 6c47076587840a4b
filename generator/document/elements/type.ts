import type { TypeEntry, TypescriptEntry } from '../document.js'
import { build, defined } from '../shape/build.js'
import { choice } from '../shape/choice.js'
import { optional } from '../shape/object.js'
import { perDialect, perDialectWith } from '../shape/per-dialect.js'
import { text } from '../shape/scalars.js'
import type { Shape } from '../shape/shape.js'
import { typescriptType } from './typescript.js'

/** A type with what may be said along with it: `?` for nullable, and the TypeScript side of a native type. */
export type TypeWriting = {
  readonly type: TypeEntry
  readonly nullable: boolean
  readonly typescript: TypescriptEntry | undefined
}

export const typeText: Shape<TypeWriting> = build(
  text('a type'),
  (written, node, reading, what): TypeWriting | undefined => {
    const trimmed = written.trim()
    const nullable = trimmed.endsWith('?')
    const type = nullable ? trimmed.slice(0, -1).trimEnd() : trimmed
    if (type !== '') return { type: { kind: 'named', text: type }, nullable, typescript: undefined }
    return reading.report('missing-type', node.span, `${what} has no type before the \`?\``, 'Write `text?`')
  },
)

const nativeTypeName = text('a type of that database')

const nativeType: Shape<TypeWriting> = perDialectWith(
  nativeTypeName,
  { typescript: optional(typescriptType, 'The TypeScript type of its values.') },
  'a map from databases to their own types',
  (sql, { typescript }): TypeWriting => ({ type: { kind: 'native', sql }, nullable: false, typescript }),
)

/** A type of the language, or a native type for each database. */
export const typeWriting: Shape<TypeWriting> = defined('type', choice(typeText, nativeType))

/** The same for columns of views, which take their TypeScript type from the type alone. */
export const viewColumnType: Shape<TypeWriting> = choice(
  typeText,
  build(
    perDialect(nativeTypeName, 'a map from databases to their own types'),
    (sql): TypeWriting => ({ type: { kind: 'native', sql }, nullable: false, typescript: undefined }),
  ),
)
