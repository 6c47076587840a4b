import type { Span } from '../../diagnostics/diagnostic.js'
import type { Located } from '../document.js'
import { refuse } from './refuse.js'
import type { Shape } from './shape.js'

/** A value under a name of the author's choice; `span` runs from the name to the end of the value. */
export type Named<T> = { readonly name: Located<string>; readonly span: Span; readonly value: T }

/** A map from names of the author's choice, in the author's order; `what` is the noun for one entry. */
export const namedEntries = <T>(
  value: Shape<T>,
  options: { readonly expects: string; readonly what: string },
): Shape<readonly Named<T>[]> => {
  const shape: Shape<readonly Named<T>[]> = {
    kinds: ['map'],
    expects: options.expects,
    read: (node, reading, what) => {
      if (node.kind !== 'map') return refuse(shape, node, reading, what)
      const entries: Named<T>[] = []
      for (const { key, value: child } of node.entries) {
        const read = value.read(child, reading, `${options.what} \`${key.value}\``)
        if (read === undefined) continue
        const span = { file: key.span.file, start: key.span.start, end: child.span.end }
        entries.push({ name: { value: key.value, span: key.span }, span, value: read })
      }
      return entries
    },
    schema: (context) => ({ type: 'object', additionalProperties: value.schema(context) }),
  }
  return shape
}
