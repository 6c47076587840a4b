import type { ConflictingValues, ForeignKeyFailure } from '../errors.js'

/** What PostgreSQL says of a key that was violated. */
export type KeyDetail = {
  readonly columns: readonly string[]
  readonly values?: ConflictingValues | undefined
  readonly failure?: ForeignKeyFailure | undefined
}

const name = '(?:"(?:[^"]|"")*"|[^"(),]+)'
const key = new RegExp(`^Key \\((${name}(?:, ${name})*)\\)=\\((.*)$`, 's')
const names = new RegExp(`(?:^|, )(${name})`, 'g')
const endings: readonly (readonly [RegExp, ForeignKeyFailure | undefined])[] = [
  [/\) already exists\.$/, undefined],
  [/\) is not present in table ".*"\.$/s, 'missing-parent'],
  [/\) is (?:still )?referenced from table ".*"\.$/s, 'still-referenced'],
]

/**
 * `Key (tenant_id, "a, b")=(1, Spring) already exists.` Expressions of an index are no columns, and then there are none. Values
 * stand without quotes, so that those of several columns are told apart only where there is no further comma.
 */
export function keyDetail(detail: string | undefined): KeyDetail {
  const [, list, rest] = key.exec(detail ?? '') ?? []
  if (list === undefined || rest === undefined) return { columns: [] }
  const columns = Array.from(list.matchAll(names), ([, column = '']) => unquoted(column))
  for (const [pattern, failure] of endings) {
    const end = lastMatch(rest, pattern)
    if (end !== undefined) return { columns, values: valuesOf(columns, rest.slice(0, end)), failure }
  }
  return { columns }
}

/** Where the ending begins; a value may hold the same words, so that the last counts. */
function lastMatch(text: string, pattern: RegExp): number | undefined {
  if (!pattern.test(text)) return undefined
  for (let at = text.lastIndexOf(') '); at >= 0; at = text.lastIndexOf(') ', at - 1)) {
    if (new RegExp(`^${pattern.source}`, pattern.flags).test(text.slice(at))) return at
    if (at === 0) break
  }
  return undefined
}

function valuesOf(columns: readonly string[], text: string): ConflictingValues | undefined {
  const values = columns.length === 1 ? [text] : text.split(', ')
  if (values.length !== columns.length) return undefined
  return Object.fromEntries(columns.map((column, i) => [column, values[i] as string]))
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text
}
