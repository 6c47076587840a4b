import { ValueError } from '../errors.js'
import { canonical } from '../values/canonical.js'
import { codePoints } from '../values/code-points.js'
import { refusalOf } from '../values/refuse.js'
import { type ColumnType, columnType } from '../values/types.js'
import type { Place } from '../values/writer.js'
import { fromJson } from './from-json.js'
import type { ValidationIssue } from './standard-schema.js'

type Path = readonly PropertyKey[]

/** The value as it will be read back, or `refused` with the issue put down. The value is not null. */
export function checkedValue(
  type: ColumnType,
  value: unknown,
  place: Place,
  path: Path,
  issues: ValidationIssue[],
): unknown {
  if (type.kind === 'array') return checkedArray(type.element, value, place, path, issues)
  if (type.kind === 'native') return value
  const given = fromJson(type.kind, value)
  try {
    const kept = canonical(type, given, place)
    if (type.kind === 'json' || type.kind === 'timestamp') return given
    const { length } = type as { readonly length?: number }
    if (length === undefined || codePoints(kept as string) <= length) return kept
    issues.push({ message: `expected at most ${length} ${length === 1 ? 'character' : 'characters'}`, path })
  } catch (error) {
    if (!(error instanceof ValueError)) throw error
    const { expected, within } = refusalOf(error) ?? { expected: 'another value', within: [] }
    issues.push({ message: `expected ${expected}`, path: [...path, ...within] })
  }
  return refused
}

function checkedArray(
  element: string,
  value: unknown,
  place: Place,
  path: Path,
  issues: ValidationIssue[],
): unknown {
  if (!Array.isArray(value)) {
    issues.push({ message: `expected an array of ${element}`, path })
    return refused
  }
  const type = columnType(element)
  const before = issues.length
  // Not map(), which would leave holes as they are.
  const items = Array.from(value, (item: unknown, index) => {
    if (item !== null && item !== undefined) return checkedValue(type, item, place, [...path, index], issues)
    issues.push({ message: 'expected a value, not null', path: [...path, index] })
    return refused
  })
  return issues.length === before ? items : refused
}

/** Stands for a value that cannot be taken. */
export const refused: unique symbol = Symbol('refused')
