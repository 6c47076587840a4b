import type { Hazard } from '../../dialect.js'

type Bounds = { readonly least: bigint | undefined; readonly most: bigint | undefined }

/** Words of CREATE SEQUENCE and of identities; undefined: as far as its type goes. */
const boundsOf = (options: string): Bounds => {
  const [least, most] = ['MINVALUE', 'MAXVALUE'].map((word) => {
    const found = new RegExp(`(?<!NO )\\b${word} (-?\\d+)`).exec(options)?.[1]
    return found === undefined ? undefined : BigInt(found)
  })
  const descends = /\bINCREMENT (?:BY )?-/.test(options)
  return { least: least ?? (descends ? undefined : 1n), most: most ?? (descends ? -1n : undefined) }
}

/** What counts outside of its new bounds is refused: https://www.postgresql.org/docs/current/sql-altersequence.html */
export const boundsHazards = (what: string, before: string, after: string): readonly Hazard[] => {
  const [old, next] = [boundsOf(before), boundsOf(after)]
  const isNarrower =
    (next.least !== undefined && (old.least === undefined || next.least > old.least)) ||
    (next.most !== undefined && (old.most === undefined || next.most < old.most))
  return isNarrower
    ? [{ kind: 'may-fail', message: `${what} that has counted beyond its new bounds stops the migration` }]
    : []
}
