import type { Column } from '../table.js'
import { updateEach } from '../writing/update-each.js'
import { updateRows } from '../writing/update-many.js'
import { tieTo, type Work } from './existing-links.js'
import type { Link, Row } from './link-target.js'

/** Values that differ: one statement for links that change the same columns, where they have a key. */
export async function changeLinks(
  { link, from, targets }: Work,
  rowOf: (id: string) => Row | undefined,
): Promise<void> {
  const { between } = link
  const { key } = between.table
  const changed = targets.flatMap(({ id, to, values }) => {
    const row = rowOf(id)
    const differ = row
      ? Object.entries(values).filter(([property, value]) => isOther(link, property, value, row[property]))
      : []
    return row && differ.length > 0 ? [{ row, to, changes: Object.fromEntries(differ) }] : []
  })
  if (key.length > 0)
    await updateEach(
      between,
      changed.map(({ row, changes }) => ({ key: keyObject(key, row), changes })),
      {},
    )
  else
    for (const { to, changes } of changed)
      await updateRows(between, { where: { ...from, ...tieTo(link, to) } }, changes)
}

const keyObject = (key: readonly Column[], row: Row): unknown =>
  key.length === 1
    ? row[key[0]?.property ?? '']
    : Object.fromEntries(key.map(({ property }) => [property, row[property]]))

function isOther({ between }: Link, property: string, value: unknown, kept: unknown): boolean {
  const column = between.table.byProperty.get(property)
  if (!column || value === undefined) return false
  const text = (each: unknown) =>
    each === null ? null : between.session.write.encodeText(column.type, each, column.place)
  return text(value) !== text(kept)
}
