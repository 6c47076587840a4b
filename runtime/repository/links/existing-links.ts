import { findRows } from '../reading/find.js'
import { idOf, type Link, type LinkTarget, type Row } from './link-target.js'

/** A call about the links of one row. */
export type Work = {
  readonly link: Link
  readonly targets: readonly LinkTarget[]
  readonly from: Row
  /** All of its links, where they have been read and are held. */
  readonly existing?: readonly Existing[]
}

/** A link that is there, or was. */
export type Existing = {
  readonly id: string
  readonly to: readonly unknown[]
  readonly row: Row
  readonly isDeleted: boolean
}

export const linksAmong = (work: Work): Promise<Existing[]> =>
  work.targets.length === 0 ? Promise.resolve([]) : findLinks(work, among(work.link, work.targets))

export async function findLinks({ link, from }: Work, where: object): Promise<Existing[]> {
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
export function among({ to }: Link, targets: readonly { readonly to: readonly unknown[] }[]): object {
  const [only] = to
  if (to.length === 1 && only) return { [only.property]: { in: targets.map(({ to: [value] }) => value) } }
  return {
    or: targets.map((target) => Object.fromEntries(to.map(({ property }, i) => [property, target.to[i]]))),
  }
}

export const tieTo = ({ to }: Link, values: readonly unknown[]): object =>
  Object.fromEntries(to.map(({ property }, i) => [property, values[i]]))
