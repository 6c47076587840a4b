import type { Node } from '../yaml/node.js'
import type { Reading, Shape } from './shape.js'

/** Makes something else of what a shape read; `make` may report what the structure alone does not show. */
export const build = <T, U>(
  shape: Shape<T>,
  make: (value: T, node: Node, reading: Reading, what: string) => U | undefined,
): Shape<U> => ({
  ...shape,
  read: (node, reading, what) => {
    const value = shape.read(node, reading, what)
    return value === undefined ? undefined : make(value, node, reading, what)
  },
})

/** A shape that the JSON Schema writes once and refers to by name. */
export const defined = <T>(name: string, shape: Shape<T>): Shape<T> => ({
  ...shape,
  schema: (context) => {
    if (!context.definitions.has(name)) {
      context.definitions.set(name, true)
      context.definitions.set(name, shape.schema(context))
    }
    return { $ref: `#/definitions/${name}` }
  },
})

/** A list or map that may be left empty: `indexes:` with every line below it commented out. */
export const orNothing = <T>(shape: Shape<T>, nothing: T): Shape<T> => ({
  ...shape,
  kinds: [...shape.kinds, 'null'],
  read: (node, reading, what) => (node.kind === 'null' ? nothing : shape.read(node, reading, what)),
  schema: (context) => ({ anyOf: [shape.schema(context), { type: 'null' }] }),
})
