import type { Access } from '../access.js'
import { restoreRows } from '../soft-delete/restore.js'
import { createRows } from '../writing/create-many.js'
import { deleteRows } from '../writing/delete.js'
import { changeLinks } from './change-links.js'
import { among, type Existing, findLinks, linksAmong, tieTo, type Work } from './existing-links.js'
import type { Link, Row } from './link-target.js'
import { withSource } from './with-source.js'

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
    const existing = work.existing ?? (await findLinks(work, {}))
    const wanted = new Set(work.targets.map(({ id }) => id))
    const others = existing.filter(({ id, isDeleted }) => !isDeleted && !wanted.has(id))
    const unlinked = await removeLinks(work, others)
    return { linked: await addLinks(work, existing), unlinked }
  })
}

async function addLinks(work: Work, existing: readonly Existing[]): Promise<number> {
  const { link, targets, from } = work
  const live = new Map(existing.filter(({ isDeleted }) => !isDeleted).map((each) => [each.id, each]))
  const dead = new Map(
    isRestored(link) ? existing.filter(({ isDeleted }) => isDeleted).map((each) => [each.id, each]) : [],
  )
  const missing = targets.filter(({ id }) => !live.has(id))
  const restored = missing.flatMap(({ id }): readonly Row[] => {
    const found = dead.get(id)
    return found ? [found.row] : []
  })
  await restoreRows(
    link.between,
    restored.map((row) => keyOf(link, row)),
  )
  const inserted = missing.filter(({ id }) => !dead.has(id))
  if (inserted.length > 0)
    await createRows(
      link.between,
      inserted.map(({ to, values }) => ({ ...values, ...from, ...tieTo(link, to) })),
    )
  await changeLinks(work, (id) => (live.get(id) ?? dead.get(id))?.row)
  return missing.length
}

/** Where the link is the key, a deleted one stands in the way of another. */
const isRestored = ({ between, from, to }: Link): boolean =>
  between.table.key.length > 0 &&
  between.table.key.every((column) => from.includes(column) || to.includes(column))

async function removeLinks(
  { link, from }: Work,
  targets: readonly { readonly to: readonly unknown[] }[],
): Promise<number> {
  if (targets.length === 0) return 0
  const deleted = await deleteRows(link.between, { where: { ...from, ...among(link, targets) } })
  return Array.isArray(deleted) ? deleted.length : deleted
}

const keyOf = ({ between }: Link, row: Row): readonly unknown[] =>
  between.table.key.map(({ property }) => row[property])
