import type { NodeKind } from '../yaml/node.js'
import { refuse } from './refuse.js'
import type { JsonSchema, Shape } from './shape.js'

/** Several ways to write one thing, told apart by the kind of YAML node alone. */
export const choice = <T>(...shapes: readonly [Shape<T>, Shape<T>, ...Shape<T>[]]): Shape<T> => {
  const byKind = new Map<NodeKind, Shape<T>>()
  for (const each of shapes.toReversed()) for (const kind of each.kinds) byKind.set(kind, each)
  const shape: Shape<T> = {
    kinds: [...byKind.keys()],
    expects: shapes.map((each) => each.expects).join(' or '),
    read: (node, reading, what) => {
      const chosen = byKind.get(node.kind)
      return chosen ? chosen.read(node, reading, what) : refuse(shape, node, reading, what)
    },
    schema: (context) => ({ anyOf: shapes.map((each) => each.schema(context)) }),
  }
  return shape
}

/** Two kinds of map, told apart by a key that only the first can have. */
export const choiceByKey = <T>(
  keys: readonly string[],
  withKey: Shape<T>,
  withoutKey: Shape<T>,
): Shape<T> => ({
  kinds: ['map'],
  expects: `${withKey.expects} or ${withoutKey.expects}`,
  read: (node, reading, what) => {
    const has = node.kind === 'map' && node.entries.some((entry) => keys.includes(entry.key.value))
    return (has ? withKey : withoutKey).read(node, reading, what)
  },
  schema: (context): JsonSchema => ({ anyOf: [withKey.schema(context), withoutKey.schema(context)] }),
})
