import type { Access } from '../access.js'
import { findByKey } from '../reading/find-by-key.js'
import type { Column } from '../table.js'
import { linkToDeleted, refersToDeleted } from './deleted-parent.js'
import { distinctKeys, type Values } from './parent-keys.js'
import type { ParentLink } from './parent-link.js'

/** Why a change of one row changed none, if it is because of what the row would refer to. */
export async function refusedRelink(
  access: Access,
  links: readonly ParentLink[],
  key: unknown,
  version: unknown,
  changes: unknown,
): Promise<Error | undefined> {
  if (links.length === 0) return undefined
  const row = await findByKey<Values>(access, key, undefined)
  const actual = row?.[access.table.version?.property ?? '']
  if (row === undefined || (version !== undefined && version !== actual)) return undefined
  const changed = { ...row, ...given(changes) }
  const moved = links.filter(({ columns }) => keyOf(access, columns, row) !== keyOf(access, columns, changed))
  const link = await linkToDeleted(access, moved, [changed])
  return link && refersToDeleted(access, link, 'update')
}

const keyOf = (access: Access, columns: readonly Column[], row: Values): string | undefined =>
  [...distinctKeys(access, columns, [row]).keys()][0]

/** What is undefined is not given. */
const given = (changes: unknown): Values =>
  Object.fromEntries(Object.entries(changes as Values).filter(([, value]) => value !== undefined))
