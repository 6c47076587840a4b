import { nearest } from '../../diagnostics/nearest.js'
import type { MapNode, TextNode } from '../yaml/node.js'
import { described, type Field } from './object.js'
import { refuse } from './refuse.js'
import type { JsonSchema, Reading, SchemaContext, Shape } from './shape.js'

/** A map from names of dialects, as entries in the author's order, none twice. */
export const perDialect = <T>(value: Shape<T>, expects: string): Shape<{ readonly [dialect: string]: T }> =>
  perDialectWith(value, {}, expects, (byDialect) => byDialect)

type Extra = { readonly [key: string]: Field<unknown> }

/** The same with keys of the language beside the dialects. */
export const perDialectWith = <T, E extends Extra, U>(
  value: Shape<T>,
  extra: E,
  expects: string,
  make: (
    byDialect: { readonly [dialect: string]: T },
    extras: { readonly [K in keyof E]?: E[K] extends Field<infer X> ? X : never },
  ) => U,
): Shape<U> => {
  const shape: Shape<U> = {
    kinds: ['map'],
    expects,
    read: (node, reading, what) => {
      if (node.kind !== 'map') return refuse(shape, node, reading, what)
      const { byDialect, extras } = readEntries(node, value, extra, reading, what)
      if (!node.entries.some(({ key }) => !Object.hasOwn(extra, key.value)))
        return reading.report('missing-key', node.span, `${what} names no database`, dialectHint(reading))
      // The entries of extras were read by the shapes that E names for them.
      return make(Object.fromEntries(byDialect), Object.fromEntries(extras) as Parameters<typeof make>[1])
    },
    schema: (context) => perDialectSchema(value, extra, context),
  }
  return shape
}

const readEntries = <T>(node: MapNode, value: Shape<T>, extra: Extra, reading: Reading, what: string) => {
  const byDialect: [string, T][] = []
  const extras: [string, unknown][] = []
  for (const { key, value: child } of node.entries) {
    const field = Object.hasOwn(extra, key.value) ? extra[key.value] : undefined
    const label = `\`${key.value}\` of ${what}`
    if (field) {
      const read = field.shape.read(child, reading, label)
      if (read !== undefined) extras.push([key.value, read])
    } else if (checkDialect(key, reading, what, Object.keys(extra))) {
      const read = value.read(child, reading, label)
      if (read !== undefined) byDialect.push([key.value, read])
    }
  }
  return { byDialect, extras }
}

const perDialectSchema = <T>(value: Shape<T>, extra: Extra, context: SchemaContext): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries([
    ...context.dialects.map((dialect) => [dialect, value.schema(context)]),
    ...Object.entries(extra).map(([key, field]) => [
      key,
      described(field.shape.schema(context), field.description),
    ]),
  ]),
  additionalProperties: false,
  anyOf: context.dialects.map((dialect) => ({ required: [dialect] })),
})

/** Whether the text names a dialect; reports it if not. */
export const checkDialect = (
  name: Pick<TextNode, 'value' | 'span'>,
  reading: Reading,
  what: string,
  otherKeys: readonly string[] = [],
): boolean => {
  if (reading.dialects.some((dialect) => dialect.name === name.value)) return true
  const alias = reading.dialects.find((dialect) => dialect.aliases.includes(name.value))
  const near =
    alias?.name ?? nearest(name.value, [...reading.dialects.map((dialect) => dialect.name), ...otherKeys])
  const hint = near ? `Did you mean \`${near}\`?` : dialectHint(reading)
  reading.report(
    'unknown-dialect',
    name.span,
    `${what} has \`${name.value}\`, which is no known database`,
    hint,
  )
  return false
}

const dialectHint = (reading: Reading): string =>
  `The databases are ${reading.dialects.map((dialect) => dialect.name).join(', ')}`
