import type { MixinUse } from '../document.js'
import { build, defined } from '../shape/build.js'
import { choice } from '../shape/choice.js'
import { list } from '../shape/list.js'
import { refuse } from '../shape/refuse.js'
import { name } from '../shape/scalars.js'
import type { Shape } from '../shape/shape.js'
import { literalOf } from './literal.js'
import { checkDuplicates } from './names.js'

type Options = MixinUse['options']

const options: Shape<Options> = {
  kinds: ['map'],
  expects: 'a map of options',
  read: (node, reading, what) => {
    if (node.kind !== 'map') return refuse(options, node, reading, what)
    return node.entries.flatMap(({ key, value }) => {
      const literal = literalOf(value, reading, what)
      return literal === undefined ? [] : [{ key, value: { value: literal, span: value.span } }]
    })
  },
  schema: () => ({ type: 'object' }),
}

const withOptions: Shape<MixinUse> = {
  kinds: ['map'],
  expects: 'a map from one mixin to its options',
  read: (node, reading, what) => {
    if (node.kind !== 'map') return refuse(withOptions, node, reading, what)
    const [entry, second] = node.entries
    if (!entry || second) {
      const message = `${what} must be a mixin's name, or a map with that name as its only key`
      return reading.report(
        'wrong-type',
        (second?.key ?? node).span,
        message,
        'Write [a, { b: { option: value } }]',
      )
    }
    const read = options.read(entry.value, reading, `mixin \`${entry.key.value}\``)
    return read && { name: { value: entry.key.value, span: entry.key.span }, options: read }
  },
  schema: (context) => ({
    type: 'object',
    minProperties: 1,
    maxProperties: 1,
    additionalProperties: options.schema(context),
  }),
}

/** Mixins by name, each with its options if it has any: `[uuid, { audit: { actor: bigint } }]`. */
export const mixinUses: Shape<readonly MixinUse[]> = build(
  list(
    defined(
      'mixin',
      choice(
        build(name, (value, node): MixinUse => ({ name: { value, span: node.span }, options: [] })),
        withOptions,
      ),
    ),
    { expects: 'a list of mixins', item: 'a mixin' },
  ),
  (uses, _node, reading, what) => {
    checkDuplicates(
      uses.map((use) => use.value.name),
      'duplicate-value',
      reading,
      what,
    )
    return uses.map((use) => use.value)
  },
)
