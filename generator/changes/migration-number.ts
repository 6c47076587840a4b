/** The numbers that a migration stands for: its own, and with it those of all that were folded into it. */
export type NumberSpan = { readonly first: number; readonly last: number }

const squashed = /^\d+_squashed_(\d+)$/

/** NaN for a name without a number; no such migration is ever written, so it is reported as not listed. */
export const numberOf = (name: string): number => Number.parseInt(name, 10)

/** `0001_squashed_0010` stands for 1 to 10. */
export function numbersOf(name: string): NumberSpan {
  const first = numberOf(name)
  const last = squashed.exec(name)?.[1]
  return { first, last: last === undefined ? first : Math.max(first, Number.parseInt(last, 10)) }
}

/** The number that comes after these migrations, 1 if there are none. */
export const nextNumber = (names: readonly string[]): number =>
  1 + Math.max(0, ...names.map((name) => numbersOf(name).last).filter((number) => !Number.isNaN(number)))

export const migrationName = (number: number, slug: string): string => `${padded(number)}_${slug}`

/** Of the migration that stands for 1 to `last`. */
export const squashedName = (last: number): string => migrationName(1, `squashed_${padded(last)}`)

/** What a migration is called beside its number. */
export const slugOf = (name: string): string => name.replace(/^\d+_?/, '')

const padded = (number: number): string => String(number).padStart(4, '0')
