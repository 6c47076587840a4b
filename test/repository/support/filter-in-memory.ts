import type { Sample } from './tables.js'

/*
 * The meaning of filters and orders on plain values, written without regard to SQL texts: true, false, or null for unknown,
 * as SQL has it.
 */

export type Plain = { readonly [name: string]: unknown }
type Truth = boolean | null

export function matches(row: Plain, where: Plain): Truth {
  return every(
    Object.entries(where).map(([name, value]) => {
      if (name === 'and') return every((value as Plain[]).map((part) => matches(row, part)))
      if (name === 'or') return not(every((value as Plain[]).map((part) => not(matches(row, part)))))
      if (name === 'not') return not(matches(row, value as Plain))
      return column(name, row[name], value)
    }),
  )
}

function column(name: string, kept: unknown, condition: unknown): Truth {
  if (condition === null || typeof condition !== 'object' || condition instanceof Date) {
    return operator(name, kept, 'eq', condition)
  }
  return every(Object.entries(condition).map(([word, value]) => operator(name, kept, word, value)))
}

function operator(name: string, kept: unknown, word: string, value: unknown): Truth {
  if (word === 'isNull') return (kept === null) === value
  if (value === null) return (kept === null) === (word === 'eq')
  if (word === 'in' || word === 'notIn') {
    const values = value as unknown[]
    if (values.length === 0) return word === 'notIn'
    if (kept === null) return null
    return values.some((one) => compare(name, kept, one) === 0) === (word === 'in')
  }
  if (kept === null) return null
  switch (word) {
    case 'eq':
      return compare(name, kept, value) === 0
    case 'ne':
      return compare(name, kept, value) !== 0
    case 'gt':
      return compare(name, kept, value) > 0
    case 'gte':
      return compare(name, kept, value) >= 0
    case 'lt':
      return compare(name, kept, value) < 0
    case 'lte':
      return compare(name, kept, value) <= 0
    case 'between': {
      const [low, high] = value as [unknown, unknown]
      return compare(name, kept, low) >= 0 && compare(name, kept, high) <= 0
    }
    case 'contains':
      return (kept as string).includes(value as string)
    case 'startsWith':
      return (kept as string).startsWith(value as string)
    case 'endsWith':
      return (kept as string).endsWith(value as string)
    case 'like':
      return like(kept as string, value as string)
    case 'ilike':
      return like((kept as string).toLowerCase(), (value as string).toLowerCase())
    default:
      throw new Error(`unknown operator ${word}`)
  }
}

/** Walks pattern and text together, character by character. */
function like(text: string, pattern: string): boolean {
  const go = (t: readonly string[], p: readonly string[]): boolean => {
    const [first, ...rest] = p
    if (first === undefined) return t.length === 0
    if (first === '%') return go(t, rest) || (t.length > 0 && go(t.slice(1), p))
    if (first === '_') return t.length > 0 && go(t.slice(1), rest)
    if (first === '\\') return t[0] === rest[0] && go(t.slice(1), rest.slice(1))
    return t[0] === first && go(t.slice(1), rest)
  }
  return go([...text], [...pattern])
}

type Term = { readonly column: string; readonly direction: string; readonly nulls: string | undefined }

export function sorted(rows: readonly Sample[], terms: readonly Term[]): readonly Sample[] {
  return [...rows].sort((a, b) => {
    for (const { column, direction, nulls } of terms) {
      const [left, right] = [(a as Plain)[column], (b as Plain)[column]]
      const nullsFirst = (nulls ?? (direction === 'asc' ? 'last' : 'first')) === 'first'
      if (left === null || right === null) {
        if (left === right) continue
        return (left === null) === nullsFirst ? -1 : 1
      }
      const compared = compare(column, left, right)
      if (compared !== 0) return direction === 'asc' ? compared : -compared
    }
    return a.id - b.id
  })
}

function compare(name: string, a: unknown, b: unknown): number {
  const [left, right] = [comparable(name, a), comparable(name, b)]
  if (typeof left === 'string' || typeof right === 'string') {
    return Buffer.compare(Buffer.from(String(left)), Buffer.from(String(right)))
  }
  return left < right ? -1 : left > right ? 1 : 0
}

function comparable(name: string, value: unknown): number | bigint | string {
  if (name === 'money' || name === 'long') return BigInt((value as string).replace('.', ''))
  if (value instanceof Date) return value.getTime()
  return typeof value === 'boolean' ? Number(value) : (value as number | bigint | string)
}

function every(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false
  return truths.includes(null) ? null : true
}

function not(truth: Truth): Truth {
  return truth === null ? null : !truth
}
