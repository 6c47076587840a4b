import { type Access, accessTo, keep, known } from '../access.js'
import type { Table } from '../table.js'
import { addTouch } from '../writing/touch.js'
import type { ChildLink } from './child-link.js'
import { belowParameters, cascading, type Gone, renderBelow } from './gone-along.js'
import type { Values } from './parent-keys.js'
import { parentLinks } from './parent-link.js'
import { renderUnmark } from './unmark.js'

/** Rows without a key come back when everything else is there, where all that they refer to is: nothing stands below them. */
export async function restoreKeyless(gone: ReadonlyMap<Table, Gone>): Promise<void> {
  for (const { access, rows } of gone.values()) {
    for (const link of cascading(access.table)) {
      const child = accessTo(link.definition.table, access.session) as Access
      if (child.table.key.length === 0) await restoreBelow(access, child, link, [...rows.values()])
    }
  }
}

async function restoreBelow(
  parent: Access,
  child: Access,
  link: ChildLink,
  rows: readonly Values[],
): Promise<void> {
  const below = belowParameters(parent, child, link, rows)
  if (below === undefined) return
  const parameters: unknown[] = []
  addTouch(child, 'restore', parameters)
  parameters.push(...below)
  const render = () => {
    const next = child.sql.placeholders()
    return renderUnmark(child, next, () =>
      [renderBelow(child, link, next), ...live(child.table)].join(' AND '),
    )
  }
  const key = `restore ${link.key}`
  const statement = known(child, key) ?? keep(child, key, 'restore', 'fixed', render())
  await child.session.run(statement, parameters)
}

const live = (table: Table): readonly string[] =>
  parentLinks(table)
    .filter(({ isAlways }) => isAlways)
    .map(({ parent, columns, references }) => {
      const named = references.map(({ quoted }, i) => `${quoted} = ${columns[i]?.qualified}`)
      return `(SELECT ${parent.deletedAt?.quoted} FROM ${parent.source} WHERE ${named.join(' AND ')}) IS NULL`
    })
