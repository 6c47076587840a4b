import { NUMERIC_DIGITS } from '../../values/types.js'
import type { Column } from '../table.js'
import type { ExactSum } from './dialect-sql.js'

/*
 * SQLite's own sum() of integers ends with an error beyond 64 bits, and that of anything else is a double
 * (https://sqlite.org/lang_aggfunc.html#sumunc). So values are taken apart into integers so small that their sums keep every digit.
 */

/** Digits of a long decimal that are summed together: sums of nine fit 64 bits for nine billion rows. */
const nine = 9

export function exactSum(column: Column): ExactSum {
  const { quoted, parsed } = column
  if (parsed.kind !== 'decimal')
    return parsed.kind === 'bigint' ? inHalves(quoted) : inParts([`sum(${quoted})`], 1n)
  if (parsed.precision > NUMERIC_DIGITS) return inNines(quoted, parsed.precision)
  return inHalves(`CAST(round(${quoted} * 1${'0'.repeat(parsed.scale)}) AS INTEGER)`)
}

/** The lower half counts up from zero also of what is below it, as the shift rounds down. */
function inHalves(value: string): ExactSum {
  return {
    ...inParts([`sum(${value} & 4294967295)`, `sum(${value} >> 32)`], 2n ** 32n),
    order: ([low, high]) => [`(${high} + (${low} >> 32))`, `(${low} & 4294967295)`],
  }
}

function inNines(name: string, precision: number): ExactSum {
  const digits = `replace(ltrim(${name}, '-'), '.', '')`
  const sign = `(CASE WHEN ${name} LIKE '-%' THEN -1 ELSE 1 END)`
  const parts = Array.from({ length: Math.ceil(precision / nine) }, (_, index) => {
    const part = `CAST(substr(${digits}, ${-nine * (index + 1)}, ${nine}) AS INTEGER)`
    return `sum(CASE WHEN ${name} IS NOT NULL THEN ${sign} * ${part} END)`
  })
  return { ...inParts(parts, 10n ** BigInt(nine)), order: carried }
}

/** `parts` from the least, each so many times what is before it. */
function inParts(parts: readonly string[], base: bigint): ExactSum {
  return {
    parts,
    shown: (names) => names.map((name) => `CAST(${name} AS TEXT)`),
    order: (names) => names,
    double: (names) =>
      `(${names.map((name, index) => `${name} * ${Number(base ** BigInt(index))}.0`).join(' + ')})`,
    total: (values) =>
      values.reduce(
        (total: bigint, value, index) => total + BigInt(value as string) * base ** BigInt(index),
        0n,
      ),
  }
}

/** Sums of parts in the order of the whole: what is over goes up, so that every part but the highest is a rest from zero. */
function carried(names: readonly string[]): readonly string[] {
  const base = 10 ** nine
  const rests: string[] = []
  const highest = names.reduce((lower, name) => {
    const rest = `((${lower} % ${base}) + ${base}) % ${base}`
    rests.unshift(`(${rest})`)
    return `(${name} + (${lower} - ${rest}) / ${base})`
  })
  return [highest, ...rests]
}

/** Long decimals are texts: told apart by sign, then by length and digits, those below zero the other way round. */
export function extreme(word: 'min' | 'max', { quoted, parsed }: Column): string {
  if (parsed.kind !== 'decimal' || parsed.precision <= NUMERIC_DIGITS) return `${word}(${quoted})`
  const key = (text: string) => `printf('%04d', length(${text})) || ${text}`
  const isNegative = `${quoted} LIKE '-%'`
  const other = word === 'min' ? 'max' : 'min'
  const below = `'-' || substr(${other}(CASE WHEN ${isNegative} THEN ${key(`substr(${quoted}, 2)`)} END), 5)`
  const above = `substr(${word}(CASE WHEN NOT ${isNegative} THEN ${key(quoted)} END), 5)`
  return word === 'min' ? `COALESCE(${below}, ${above})` : `COALESCE(${above}, ${below})`
}

export const floatSum = ({ quoted }: Column): string => `sum(${quoted})`
