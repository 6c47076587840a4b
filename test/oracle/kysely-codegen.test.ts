import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type ColumnFacts, columnTypes } from '../../generator/verify/column-types.js'
import type { DialectName } from '../../runtime/session.js'
import { ourTypes, theirTypes } from './oracle.js'

const page = 'docs/kysely-codegen.md'

/** The rows of the page's table: where, ours, theirs; the last cell says why. */
const intended = readFileSync(page, 'utf8')
  .split('\n')
  .filter((line) => /^\| (SQLite|PostgreSQL|both) /.test(line))
  .flatMap((line) => {
    const [where = '', what = '', ours = '', theirs = ''] = line
      .replaceAll('\\|', '¦')
      .split('|')
      .slice(1)
      .map((cell) => cell.trim().replaceAll('¦', '|').replaceAll('`', ''))
    return (where === 'both' ? ['SQLite', 'PostgreSQL'] : [where]).map(
      (database) => `${database}: ${what}: ${ours} | ${theirs}`,
    )
  })

const noColumns: ReadonlyMap<string, ColumnFacts> = new Map()

const databases: readonly (readonly [string, DialectName])[] = [
  ['SQLite', 'sqlite'],
  ['PostgreSQL', 'postgres'],
]

describe.each(databases)('kysely-codegen on %s', (title, dialect) => {
  test('sees the types that we generate, but for the differences that are written down', async () => {
    const texts = [ourTypes(), await theirTypes(dialect)]
    const [ours = noColumns, theirs = noColumns] = await columnTypes(texts, 'test/oracle')
    expect(ours.size).toBeGreaterThan(0)
    const observed = new Set(
      [...ours].flatMap(([column, facts]) => differences(column, facts, theirs.get(column))),
    )
    const unknown = [...theirs.keys()].filter((column) => !ours.has(column))

    expect(unknown).toEqual([])
    expect([...observed].map((difference) => `${title}: ${difference}`).sort()).toEqual(
      intended.filter((line) => line.startsWith(title)).sort(),
    )
  })
})

function differences(column: string, ours: ColumnFacts, theirs: ColumnFacts | undefined): readonly string[] {
  if (theirs === undefined) return [`column: ${column} | absent`]
  const found: string[] = []
  if (ours.type !== theirs.type) found.push(`type: ${ours.type} | ${theirs.type}`)
  if (ours.nullable !== theirs.nullable)
    found.push(`nullable: ${column} ${ours.nullable} | ${theirs.nullable}`)
  if (ours.insert !== theirs.insert) found.push(`insert: ${ours.insert} | ${theirs.insert}`)
  return found
}
