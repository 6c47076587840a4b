import { sessionOf } from '../../session-of.js'
import { type Access, accessTo } from '../access.js'
import { forLinking } from '../locking/lock.js'
import { findRows } from '../reading/find.js'
import { getByKey } from '../reading/find-by-key.js'
import { restoreByKey } from '../soft-delete/restore.js'
import { createRows } from '../writing/create-many.js'
import { deleteRows } from '../writing/delete.js'
import { updateRows } from '../writing/update-many.js'
import { holdOtherSide, holdsOtherSide, isLockedAmongOthers } from './hold-sides.js'
import { idOf, type Link, type LinkTarget, parseLink, parseTargets, type Row } from './link-target.js'

/** Links rows and says how many were not linked before; those that are get the values that are given. */
export function linkRows(access: Access, key: unknown, name: unknown, targets: unknown): Promise<number> {
  return withSource(access, key, name, targets, 'link', async (work) =>
    addLinks(work, await linksAmong(work)),
  )
}

/** Takes links away and says how many there were. */
export function unlinkRows(access: Access, key: unknown, name: unknown, targets: unknown): Promise<number> {
  return withSource(access, key, name, targets, 'unlink', (work) => removeLinks(work, work.targets))
}

/** Links these rows and no others. */
export function setLinks(
  access: Access,
  key: unknown,
  name: unknown,
  targets: unknown,
): Promise<{ linked: number; unlinked: number }> {
  return withSource(access, key, name, targets, 'setLinks', async (work) => {
    const existing = await findLinks(work, {})
    const wanted = new Set(work.targets.map(({ id }) => id))
    const others = existing.filter(({ id, isDeleted }) => !isDeleted && !wanted.has(id))
    const unlinked = await removeLinks(work, others)
    return { linked: await addLinks(work, existing), unlinked }
  })
}

type Work = { readonly link: Link; readonly targets: readonly LinkTarget[]; readonly from: Row }

/** A link that is there, or was. */
type Existing = {
  readonly id: string
  readonly to: readonly unknown[]
  readonly row: Row
  readonly isDeleted: boolean
}

/** The row that links start from is locked, so that two calls about it run one after the other. `setLinks` is about all of its links. */
async function withSource<Result>(
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
    const lock = isLockedAmongOthers(within, link) ? undefined : forLinking
    const source = (await getByKey(within, key, { lock })) as Row
    const values = link.relation.columns.map((property) => source[property])
    const from = Object.fromEntries(link.from.map(({ property }, i) => [property, values[i]]))
    const started = { link, from, targets: parseTargets(within, link, targets, method) }
    if (holdsOtherSide(within, link)) {
      const others = method === 'setLinks' ? await findLinks(started, {}) : []
      await holdOtherSide(
        within,
        link,
        source,
        [...started.targets, ...others].map(({ to }) => to),
      )
      if (lock === undefined) await getByKey(within, key, undefined)
    }
    return work(started)
  })
}

async function addLinks(work: Work, existing: readonly Existing[]): Promise<number> {
  const { link, targets, from } = work
  const live = new Map(existing.filter(({ isDeleted }) => !isDeleted).map((each) => [each.id, each]))
  const dead = new Map(
    isRestored(link) ? existing.filter(({ isDeleted }) => isDeleted).map((each) => [each.id, each]) : [],
  )
  const missing = targets.filter(({ id }) => !live.has(id))
  for (const target of missing) {
    const row = dead.get(target.id)?.row
    if (row) await restoreByKey(link.between, keyOf(link, row))
  }
  const inserted = missing.filter(({ id }) => !dead.has(id))
  if (inserted.length > 0)
    await createRows(
      link.between,
      inserted.map(({ to, values }) => ({ ...values, ...from, ...tieTo(link, to) })),
    )
  for (const target of targets) {
    const row = (live.get(target.id) ?? dead.get(target.id))?.row
    if (row) await changeLink(work, target, row)
  }
  return missing.length
}

/** Where the link is the key, a deleted one stands in the way of another. */
const isRestored = ({ between, from, to }: Link): boolean =>
  between.table.key.length > 0 &&
  between.table.key.every((column) => from.includes(column) || to.includes(column))

async function changeLink({ link, from }: Work, { to, values }: LinkTarget, row: Row): Promise<void> {
  const changes = Object.entries(values).filter(([property, value]) =>
    isOther(link, property, value, row[property]),
  )
  if (changes.length === 0) return
  await updateRows(link.between, { where: { ...from, ...tieTo(link, to) } }, Object.fromEntries(changes))
}

function isOther({ between }: Link, property: string, value: unknown, kept: unknown): boolean {
  const column = between.table.byProperty.get(property)
  if (!column || value === undefined) return false
  const text = (each: unknown) =>
    each === null ? null : between.session.write.encodeText(column.type, each, column.place)
  return text(value) !== text(kept)
}

async function removeLinks(
  { link, from }: Work,
  targets: readonly { readonly to: readonly unknown[] }[],
): Promise<number> {
  if (targets.length === 0) return 0
  const deleted = await deleteRows(link.between, { where: { ...from, ...among(link, targets) } })
  return Array.isArray(deleted) ? deleted.length : deleted
}

const linksAmong = (work: Work): Promise<Existing[]> =>
  work.targets.length === 0 ? Promise.resolve([]) : findLinks(work, among(work.link, work.targets))

async function findLinks({ link, from }: Work, where: object): Promise<Existing[]> {
  const { between, to } = link
  const { deletedAt } = between.table
  const options = { where: { ...from, ...where }, ...(deletedAt && { withDeleted: true }) }
  const rows = await findRows<Row>(between, options, 'links')
  return rows.map((row) => {
    const values = to.map(({ property }) => row[property])
    const isDeleted = deletedAt !== undefined && row[deletedAt.property] !== null
    return { id: idOf(link, values), to: values, row, isDeleted }
  })
}

/** One column takes a list; of composite keys each is a part of an `or`. */
function among({ to }: Link, targets: readonly { readonly to: readonly unknown[] }[]): object {
  const [only] = to
  if (to.length === 1 && only) return { [only.property]: { in: targets.map(({ to: [value] }) => value) } }
  return {
    or: targets.map((target) => Object.fromEntries(to.map(({ property }, i) => [property, target.to[i]]))),
  }
}

const tieTo = ({ to }: Link, values: readonly unknown[]): object =>
  Object.fromEntries(to.map(({ property }, i) => [property, values[i]]))

function keyOf({ between }: Link, row: Row): unknown {
  const { key } = between.table
  return key.length === 1
    ? row[key[0]?.property ?? '']
    : Object.fromEntries(key.map(({ property }) => [property, row[property]]))
}
