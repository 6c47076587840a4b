import type { Located } from '../document.js'
import { refuse } from './refuse.js'
import type { Shape } from './shape.js'

type ListOptions = { readonly expects: string; readonly item: string; readonly atLeastOne?: boolean }

/** `item` names one item in messages, as in "each column of …". */
export const list = <T>(item: Shape<T>, options: ListOptions): Shape<readonly Located<T>[]> => {
  const shape: Shape<readonly Located<T>[]> = {
    kinds: ['list'],
    expects: options.expects,
    read: (node, reading, what) => {
      if (node.kind !== 'list') return refuse(shape, node, reading, what)
      if (options.atLeastOne && node.items.length === 0)
        return reading.report(
          'empty-value',
          node.span,
          `${what} is an empty list`,
          `Add ${options.item}, or remove the key`,
        )
      return node.items.flatMap((child) => {
        const value = item.read(child, reading, `${options.item} of ${what}`)
        return value === undefined ? [] : [{ value, span: child.span }]
      })
    },
    schema: (context) => ({
      type: 'array',
      items: item.schema(context),
      ...(options.atLeastOne ? { minItems: 1 } : {}),
    }),
  }
  return shape
}
