import { sessionOf } from '../../session-of.js'
import { type Access, accessTo } from '../access.js'
import { forLinking } from '../locking/lock.js'
import { getByKey } from '../reading/find-by-key.js'
import { type Existing, findLinks, type Work } from './existing-links.js'
import { holdOtherSide, holdsOtherSide, isLockedAmongOthers } from './hold-sides.js'
import { parseLink, parseTargets, type Row } from './link-target.js'

/** The row that links start from is locked, so that two calls about it run one after the other. `setLinks` is about all of its links. */
export async function withSource<Result>(
  access: Access,
  key: unknown,
  name: unknown,
  targets: unknown,
  method: string,
  work: (work: Work) => Promise<Result>,
): Promise<Result> {
  parseTargets(access, parseLink(access, name, method), targets, method)
  return access.session.transaction(async (trx) => {
    const within = accessTo(access.definition, sessionOf(trx)) as Access
    const link = parseLink(within, name, method)
    const isLast = isLockedAmongOthers(within, link)
    const source = (await getByKey(within, key, isLast ? undefined : { lock: forLinking })) as Row
    const values = link.relation.columns.map((property) => source[property])
    const from = Object.fromEntries(link.from.map(({ property }, i) => [property, values[i]]))
    const started = { link, from, targets: parseTargets(within, link, targets, method) }
    if (!holdsOtherSide(within, link)) return work(started)
    const existing = await holdAll(within, started, source, method === 'setLinks')
    if (isLast) await getByKey(within, key, undefined)
    return work({ ...started, ...(existing && { existing }) })
  })
}

/** Links may be added from the other side until its rows are held. */
async function holdAll(
  access: Access,
  work: Work,
  source: Row,
  takesAll: boolean,
): Promise<readonly Existing[] | undefined> {
  const readAll = async () => (takesAll ? await findLinks(work, {}) : undefined)
  const held = new Set<string>()
  let existing = await readAll()
  for (let open = [...work.targets, ...(existing ?? [])]; open.length > 0; ) {
    await holdOtherSide(
      access,
      work.link,
      source,
      open.map(({ to }) => to),
    )
    for (const { id } of open) held.add(id)
    existing = await readAll()
    open = (existing ?? []).filter(({ id }) => !held.has(id)) as typeof open
  }
  return existing
}
