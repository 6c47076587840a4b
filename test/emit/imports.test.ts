import { expect, test } from 'vitest'
import { renderImports } from '../../generator/emit/imports.js'
import { bracketed, brackets, unionType } from '../../generator/emit/layout.js'

test('each module is imported once, packages first, names sorted, types marked', () => {
  const lines = renderImports([
    { from: './b.js', name: 'b', value: true },
    { from: '../database.js', name: 'DB' },
    { from: 'tablewright', name: 'TableDefinition' },
    { from: 'tablewright', name: 'Repository', value: true },
    { from: 'tablewright', name: 'Repository' },
    { from: 'kysely', name: 'Kysely' },
    { from: '../database.js', name: 'Campaign', as: 'Other' },
    { from: '../database.js', name: 'DB', as: 'DB' },
  ])
  expect(lines.split('\n')).toEqual([
    "import type { Kysely } from 'kysely'",
    "import { Repository, type TableDefinition } from 'tablewright'",
    "import type { Campaign as Other, DB } from '../database.js'",
    "import { b } from './b.js'",
  ])
})

test('a module name cannot leave its quotes', () => {
  expect(renderImports([{ from: "x'; evil()", name: 'A' }])).toBe(`import type { A } from "x'; evil()"`)
})

test('a list is broken exactly where it passes 100 columns', () => {
  const items = ['a'.repeat(47), 'b'.repeat(47)]
  expect(bracketed(brackets, items, { column: 1, after: 1 })).toBe(`[${items.join(', ')}]`)
  expect(bracketed(brackets, items, { column: 2, after: 1 })).toBe(`[\n  ${items[0]},\n  ${items[1]},\n]`)
  expect(bracketed(brackets, [], { column: 200 })).toBe('[]')
})

test('a long union has one member a line', () => {
  const members = ["'a'".repeat(20), "'b'".repeat(20)]
  expect(unionType('type X', ["'a'", "'b'"])).toBe("type X = 'a' | 'b'")
  expect(unionType('type X', members)).toBe(`type X =\n  | ${members[0]}\n  | ${members[1]}`)
})
