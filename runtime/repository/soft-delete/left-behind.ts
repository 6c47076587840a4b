import { quote } from '../../quote.js'
import { type Access, keep, known } from '../access.js'
import { selected } from '../reading/projection.js'
import { type Table, tableOf } from '../table.js'
import { keyText } from '../writing/row-keys.js'
import { sameKey } from '../writing/rows-by-key.js'
import { childLinks } from './child-link.js'
import { refersToDeleted } from './deleted-parent.js'
import { deletionOf, type Gone } from './gone-along.js'
import { distinctKeys, holding, keyParameters, type Values } from './parent-keys.js'
import { type ParentLink, parentLinks } from './parent-link.js'

/** A foreign key by which rows refer to deleted ones. */
type DeadEnd = {
  readonly link: ParentLink
  readonly cascades: boolean
  /** The deletion of each, by the text of its key. */
  readonly deletions: ReadonlyMap<string, unknown>
  /** Whether it comes back as well. */
  readonly comesBack: (text: string) => boolean
}

/**
 * Takes out of the rows that may come back those that went along with several rows of one deletion, one of which stays deleted: they come
 * back with the last of these. What refers to another deleted row is refused. Rows that come back together may refer to each other in a
 * circle. `isRoot`: what was asked for.
 */
export async function takeOutLeftBehind(
  gone: ReadonlyMap<Table, Gone>,
  isRoot: (access: Access, row: Values) => boolean,
): Promise<void> {
  const ends = new Map<Gone, readonly DeadEnd[]>()
  for (const each of gone.values()) ends.set(each, await deadEnds(each, gone))
  while (takeOut(ends, isRoot)) {
    // What refers to a row that was taken out stays behind as well.
  }
  for (const [{ access, rows }, links] of ends)
    for (const row of rows.values())
      for (const { end } of deadParents(access, links, row))
        throw refersToDeleted(access, end.link, 'restore')
}

function takeOut(
  ends: ReadonlyMap<Gone, readonly DeadEnd[]>,
  isRoot: (access: Access, row: Values) => boolean,
): boolean {
  let isChanged = false
  for (const [{ access, rows }, links] of ends) {
    if (links.length === 0) continue
    for (const [text, row] of rows) {
      const own = deletionOf(access, row)
      const isLeft = ({ end, deletion }: DeadParent) => end.cascades && own !== null && deletion === own
      if (isRoot(access, row) || !deadParents(access, links, row).some(isLeft)) continue
      rows.delete(text)
      isChanged = true
    }
  }
  return isChanged
}

type DeadParent = { readonly end: DeadEnd; readonly deletion: unknown }

/** The deleted rows that a row refers to, but those that come back with it. */
const deadParents = (access: Access, ends: readonly DeadEnd[], row: Values): readonly DeadParent[] =>
  ends.flatMap((end) => {
    const [text] = distinctKeys(access, end.link.columns, [row]).keys()
    if (text === undefined || !end.deletions.has(text) || end.comesBack(text)) return []
    return [{ end, deletion: end.deletions.get(text) }]
  })

async function deadEnds({ access, rows }: Gone, gone: ReadonlyMap<Table, Gone>): Promise<readonly DeadEnd[]> {
  const ends: DeadEnd[] = []
  for (const link of parentLinks(access.table)) {
    if (!link.isAlways) continue
    const deletions = await deletionsAlong(access, link, [...rows.values()])
    if (deletions.size === 0) continue
    const comesBack = amongGone(access, link, gone.get(tableOf(link.parent.definition)))
    ends.push({ link, cascades: cascades(access.table, link), deletions, comesBack })
  }
  return ends
}

function amongGone(access: Access, { columns, references }: ParentLink, parents: Gone | undefined) {
  if (parents === undefined) return () => false
  const known = new Map<string, string>()
  for (const [key, row] of parents.rows)
    known.set(
      keyText(access, columns, (_, i) => row[references[i]?.property ?? '']),
      key,
    )
  return (text: string): boolean => parents.rows.has(known.get(text) ?? '')
}

const cascades = (table: Table, { parent, columns }: ParentLink): boolean =>
  childLinks(tableOf(parent.definition)).some(
    ({ child, definition, columns: own }) =>
      child === table && definition.onDelete === 'cascade' && own.every((column, i) => column === columns[i]),
  )

/** All that are referred to are held, so that none is deleted meanwhile. */
async function deletionsAlong(
  access: Access,
  link: ParentLink,
  rows: readonly Values[],
): Promise<ReadonlyMap<string, unknown>> {
  const keys = distinctKeys(access, link.columns, rows)
  if (keys.size === 0) return new Map()
  const { table, sql, session } = access
  const { parent, references } = link
  const render = () => {
    const { from, values, place } = sql.keys(table, link.columns, sql.placeholders())
    const isDeleted = `CASE WHEN ${parent.deletedAt?.quoted} IS NULL THEN 0 ELSE 1 END`
    const deletion = parent.deletionId ? selected(parent.deletionId, session) : 'NULL'
    const lock = holding(sql, parent)
    return (
      `SELECT ${place} AS "$place", ${isDeleted} AS "$dead", ${deletion} FROM ${from} CROSS JOIN ${parent.source} ` +
      `WHERE ${sameKey(references, parent.alias, values)}${lock === '' ? '' : `${lock} OF ${quote(parent.alias)}`}`
    )
  }
  const key = `deletions along ${link.name}`
  const statement =
    known(access, key) ??
    keep(access, key, 'restore', 'fixed', render(), ['$place', '$dead', parent.deletionId?.name ?? '$none'])
  const found = await session.run(statement, keyParameters(access, link, keys))
  const texts = [...keys.keys()]
  const dead = found.rows.filter(([, isDead]) => Number(isDead) === 1)
  return new Map(dead.map(([place, , deletion]) => [texts[Number(place)] as string, deletion]))
}
