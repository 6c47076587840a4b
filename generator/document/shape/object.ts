import { nearest } from '../../diagnostics/nearest.js'
import type { Located } from '../document.js'
import type { MapNode } from '../yaml/node.js'
import { refuse } from './refuse.js'
import { alternatives } from './scalars.js'
import type { JsonSchema, Reading, SchemaContext, Shape } from './shape.js'

/** A key of a map: what it takes, and the sentence that editors show for it. */
export type Field<T> = {
  readonly shape: Shape<T>
  readonly description: string
  readonly required: boolean
}

export type Fields = { readonly [key: string]: Field<unknown> }

/** What is left out, and what was refused, is undefined. */
export type FieldValues<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Field<infer T> ? Located<T> | undefined : never
}

export const optional = <T>(shape: Shape<T>, description: string): Field<T> => ({
  shape,
  description,
  required: false,
})

export const required = <T>(shape: Shape<T>, description: string): Field<T> => ({
  shape,
  description,
  required: true,
})

type ObjectOptions = {
  readonly expects: string
  /** Exactly one of these keys must be given. */
  readonly oneOf?: readonly string[]
  /** Advice for keys that are not of the language but of a place nearby. */
  readonly advice?: { readonly [key: string]: string }
}

/** A map whose keys are of the language. */
export const object = <F extends Fields>(fields: F, options: ObjectOptions): Shape<FieldValues<F>> => {
  const known = new Map<string, Field<unknown>>(Object.entries(fields))
  const needed = [...known].filter(([, field]) => field.required)
  const shape: Shape<FieldValues<F>> = {
    kinds: ['map'],
    expects: options.expects,
    read: (node, reading, what) => {
      if (node.kind !== 'map') return refuse(shape, node, reading, what)
      const values: { [key: string]: Located<unknown> | undefined } = {}
      for (const key of known.keys()) values[key] = undefined
      for (const { key, value } of node.entries) {
        const field = known.get(key.value)
        if (!field) reportUnknown(key, known, options.advice, reading, what)
        else {
          const read = field.shape.read(value, reading, `\`${key.value}\``)
          if (read !== undefined) values[key.value] = { value: read, span: value.span }
        }
      }
      const complete = checkPresence(node, needed, options.oneOf, reading, what)
      // Every key of F was set above, each by the shape that F names for it.
      return complete ? (values as FieldValues<F>) : undefined
    },
    schema: (context) => objectSchema(known, options, context),
  }
  return shape
}

const reportUnknown = (
  key: { readonly value: string; readonly span: Located<string>['span'] },
  known: ReadonlyMap<string, unknown>,
  advice: ObjectOptions['advice'],
  reading: Reading,
  what: string,
): undefined => {
  const special = advice && Object.hasOwn(advice, key.value) ? advice[key.value] : undefined
  const near = nearest(key.value, known.keys())
  const hint = special ?? (near ? `Did you mean \`${near}\`?` : `It knows ${[...known.keys()].join(', ')}`)
  return reading.report('unknown-key', key.span, `${what} has no key \`${key.value}\``, hint)
}

const checkPresence = (
  node: MapNode,
  needed: readonly (readonly [string, Field<unknown>])[],
  oneOf: readonly string[] | undefined,
  reading: Reading,
  what: string,
): boolean => {
  if (needed.length === 0 && !oneOf) return true
  const given = new Set(node.entries.map((entry) => entry.key.value))
  const missing = needed.filter(([key]) => !given.has(key))
  for (const [key, field] of missing) {
    const hint = `Add \`${key}:\` with ${field.shape.expects}`
    reading.report('missing-key', node.span, `${what} needs the key \`${key}\``, hint)
  }
  return missing.length === 0 && checkOneOf(node, given, oneOf, reading, what)
}

const checkOneOf = (
  node: MapNode,
  given: ReadonlySet<string>,
  keys: readonly string[] | undefined,
  reading: Reading,
  what: string,
): boolean => {
  if (!keys) return true
  const present = keys.filter((key) => given.has(key))
  if (present.length === 1) return true
  if (present.length === 0)
    reading.report('missing-key', node.span, `${what} needs the key ${alternatives(keys)}`)
  else reading.report('conflicting-keys', node.span, `${what} takes only one of ${alternatives(keys)}`)
  return false
}

const objectSchema = (
  known: ReadonlyMap<string, Field<unknown>>,
  options: ObjectOptions,
  context: SchemaContext,
): JsonSchema => {
  const needed = [...known].filter(([, field]) => field.required).map(([key]) => key)
  return {
    type: 'object',
    properties: Object.fromEntries(
      [...known].map(([key, field]) => [key, described(field.shape.schema(context), field.description)]),
    ),
    additionalProperties: false,
    ...(needed.length > 0 ? { required: needed } : {}),
    ...(options.oneOf ? { oneOf: options.oneOf.map((key) => ({ required: [key] })) } : {}),
  }
}

/** Beside a $ref draft 7 ignores every other keyword, hence allOf. */
export const described = (schema: JsonSchema, description: string): JsonSchema => {
  if (typeof schema === 'boolean') return { description }
  return '$ref' in schema ? { description, allOf: [schema] } : { description, ...schema }
}
