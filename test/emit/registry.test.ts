import { expect, test } from 'vitest'
import { emitAll } from '../../generator/emit/registry.js'
import type { Column, Resolved } from '../../generator/model/model.js'
import { column, resolved, table } from '../support/model-builder.js'
import { typeErrors } from './type-check.js'

const runs = (...more: readonly Column[]): Resolved => {
  const columns = [
    column('id', 'integer'),
    column('name', 'text'),
    ...more,
    column('notes', 'text', { nullable: true }),
  ]
  return resolved({ tables: [table('runs', columns, { key: ['id'] })] })
}

const filesOf = (given: Resolved) =>
  new Map(emitAll(given).value?.map(({ path, content }) => [path, content]))

test('files come sorted, and an empty schema has its files too', () => {
  const { value = [] } = emitAll(resolved({}))
  expect(value.map(({ path }) => path)).toEqual(['SCHEMA.md', 'database.ts', 'index.ts'])
  expect(typeErrors(value)).toEqual([])
})

test('one more column adds its own lines and changes no other', () => {
  const before = filesOf(runs())
  const after = filesOf(runs(column('score', 'bigint')))
  const added = [...after].flatMap(([path, content]) => {
    const [old, now] = [before.get(path)?.split('\n') ?? [], content.split('\n')]
    expect(
      old.filter((line) => !now.includes(line) && !line.startsWith('| [runs]')),
      path,
    ).toEqual([])
    return now.filter((line) => !old.includes(line)).map((line) => `${path}: ${line.trim()}`)
  })
  expect(added).toEqual([
    'SCHEMA.md: bigint score',
    'SCHEMA.md: | [runs](#runs) | 4 | |',
    'SCHEMA.md: | `score` | `bigint` | | | |',
    'database.ts: score: bigint',
    "repositories/runs.ts: numeric: 'score'",
    "repositories/runs.ts: score: 'bigint',",
    'repositories/runs.ts: score: read.bigint(row[i++]),',
  ])
})
