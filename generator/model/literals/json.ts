import type { JsonLiteral } from '../../document/document.js'
import type { Literal } from '../model.js'
import type { LiteralResult } from './result.js'
import { hasHalfPair } from './text.js'

export const jsonLiteral = (value: JsonLiteral): LiteralResult => {
  const problems: string[] = []
  const copy = copyJson(value, problems)
  const [problem] = problems
  return problem === undefined ? { value: copy } : { problem }
}

const copyJson = (value: JsonLiteral, problems: string[]): Literal => {
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'string') return checkText(value, problems)
  if (typeof value === 'bigint' || typeof value === 'number') return checkNumber(value, problems)
  if (isList(value)) return value.map((item) => copyJson(item, problems))
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [checkText(key, problems), copyJson(item, problems)]),
  )
}

const isList = (value: JsonLiteral): value is readonly JsonLiteral[] => Array.isArray(value)

const checkNumber = (value: number | bigint, problems: string[]): number => {
  if (!Number.isFinite(Number(value))) problems.push('JSON has no infinite numbers and no NaN')
  if (typeof value === 'bigint' && !Number.isSafeInteger(Number(value))) {
    problems.push(`${value} would lose digits as a JSON number; put it in quotes`)
  }
  return Number(value) + 0
}

const checkText = (value: string, problems: string[]): string => {
  if (value.includes('\0')) problems.push('text in JSON cannot hold a NUL character')
  if (hasHalfPair(value)) problems.push('text in JSON has half of a surrogate pair')
  return value
}
