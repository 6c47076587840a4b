import type { Column } from '../table.js'
import type { ExactSum } from './dialect-sql.js'

/** The server's own sums of whole numbers and decimals are exact: https://www.postgresql.org/docs/current/functions-aggregate.html */
export function exactSum({ quoted, parsed }: Column): ExactSum {
  const scale = parsed.kind === 'decimal' ? parsed.scale : 0
  return {
    parts: [`sum(${quoted})`],
    shown: ([sum]) => [`${sum}::text`],
    order: (names) => names,
    double: ([sum]) => `${sum}::double precision`,
    total: ([sum]) => unitsOf(String(sum), scale),
  }
}

function unitsOf(text: string, scale: number): bigint {
  const [whole = '', fraction = ''] = text.split('.')
  return BigInt(whole + fraction.slice(0, scale).padEnd(scale, '0'))
}

/** By its text a real becomes the double that it reads as, not the one that its bits are. */
export const floatSum = ({ quoted, parsed }: Column): string =>
  parsed.kind === 'real' ? `sum(${quoted}::text::double precision)` : `sum(${quoted})`

/** Before version 18 there is no smallest UUID, while their texts are in the same order. */
export const extreme = (word: 'min' | 'max', { quoted, parsed }: Column): string =>
  `${word}(${parsed.kind === 'uuid' ? `${quoted}::text` : quoted})`
