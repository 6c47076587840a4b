import type { Located, SchemaDocument, TableEntry } from './document.js'
import { isDrop } from './elements/drop.js'
import type { Elements } from './elements/root.js'
import type { Reading } from './shape/shape.js'

type Merged = Pick<SchemaDocument, 'enums' | 'mixins' | 'tables' | 'drops' | 'views' | 'scripts'>

/** The elements of all files in order; what two files declare is reported with both places. */
export const mergeElements = (parts: readonly Elements[], reading: Reading): Merged => {
  const merge = <T extends { readonly name: Located<string> }>(
    noun: string,
    pick: (part: Elements) => Located<readonly T[]> | undefined,
  ): readonly T[] => {
    const all = parts.flatMap((part) => pick(part)?.value ?? [])
    reportClashes(noun, all, reading)
    return all
  }
  const tables = merge('table', (part) => part.tables)
  return {
    enums: merge('enum', (part) => part.enums),
    mixins: merge('mixin', (part) => part.mixins),
    tables: tables.filter((entry): entry is TableEntry => !isDrop(entry)),
    drops: tables.filter(isDrop),
    views: merge('view', (part) => part.views),
    scripts: merge('sql', (part) => part.sql),
  }
}

/** Within one file a name twice is a duplicate key, which is reported when the file is read. */
const reportClashes = (
  noun: string,
  elements: readonly { readonly name: Located<string> }[],
  reading: Reading,
): void => {
  const first = new Map<string, Located<string>>()
  for (const { name } of elements) {
    const other = first.get(name.value)
    if (!other) {
      first.set(name.value, name)
      continue
    }
    const place = `${other.span.file}:${other.span.start.line}:${other.span.start.column}`
    const message = `${noun} \`${name.value}\` is already declared at ${place}`
    reading.report('name-clash', name.span, message, 'Keep one of the two, or rename it')
  }
}
