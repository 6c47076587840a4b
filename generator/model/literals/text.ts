import type { LiteralResult, WrittenLiteral } from './result.js'

/** Lengths count characters, as databases do, not UTF-16 units. */
export const textLiteral = ({ value }: WrittenLiteral, length: number | undefined): LiteralResult => {
  if (typeof value !== 'string') return { problem: 'text is expected', hint: 'Put it in quotes' }
  if (value.includes('\0'))
    return { problem: 'text cannot hold a NUL character', hint: 'Use bytes for binary data' }
  if (hasHalfPair(value)) return { problem: 'the text has half of a surrogate pair' }
  const characters = length === undefined ? 0 : [...value].length
  return length === undefined || characters <= length
    ? { value }
    : { problem: `it has ${characters} characters, the type has room for ${length}` }
}

/** Half of a surrogate pair has no UTF-8, so no database can store it. */
export const hasHalfPair = (value: string): boolean => /\p{Surrogate}/u.test(value)
