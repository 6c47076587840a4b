import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readMigrations } from '../../generator/workspace/history.js'
import { planRewrite } from '../../generator/workspace/history-rewrite.js'
import type { OutputFolder } from '../../generator/workspace/output-folder.js'
import { finishInterrupted, isInterrupted, writeHistory } from '../../generator/workspace/write-files.js'
import { project, put, tree } from './folders.js'

const mark = { mark: 'Made by us' }
const migration = (name: string, text: string) => ({ name, files: [{ path: 'changes.json', content: text }] })
const wanted = {
  migrations: [migration('0001_a', 'a'), migration('0002_b', 'new b'), migration('0003_d', 'd')],
  checksums: 'new',
}
const before = {
  'migrations/0001_a/changes.json': 'a',
  'migrations/0002_b/changes.json': 'old b',
  'migrations/0002_b/sqlite.up.sql': 'old b',
  'migrations/0003_c/changes.json': 'c',
  'migrations/checksums.txt': 'old',
}
const after = {
  'migrations/0001_a/changes.json': 'a',
  'migrations/0002_b/changes.json': 'new b',
  'migrations/0003_d/changes.json': 'd',
  'migrations/checksums.txt': 'new',
}

function rewriteOf(output: OutputFolder) {
  put(output.path, before)
  const present = readMigrations(output).value
  const rewrite = present && planRewrite(present, wanted)
  if (rewrite === undefined) throw new Error('There is something to rewrite')
  return rewrite
}

test('migrations are replaced, removed and added; what stays is not touched', () => {
  const output = project()
  const rewrite = rewriteOf(output)
  expect(rewrite.changes.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    'changed migrations/0002_b/changes.json',
    'added migrations/0003_d/changes.json',
    'changed migrations/checksums.txt',
    'removed migrations/0002_b/sqlite.up.sql',
    'removed migrations/0003_c/changes.json',
  ])
  expect(rewrite.written.map(({ name }) => name)).toEqual(['0002_b', '0003_d'])
  expect(writeHistory(output, rewrite)).toEqual({ value: true, diagnostics: [] })
  expect(tree(output.path)).toEqual(after)
  const present = readMigrations(output).value
  expect(present && planRewrite(present, wanted)).toBeUndefined()
})

test.each(['notes.md', 'notes.txt', '.notes', 'old/sqlite.up.sql', 'Seed.up.sql'])(
  'what somebody put beside the files of a migration is not lost with them: %s',
  (path) => {
    for (const migrationName of ['0002_b', '0003_c']) {
      const output = project()
      const rewrite = rewriteOf(output)
      put(join(output.path, 'migrations', migrationName), { [path]: 'mine' })
      const [present, { value, diagnostics }] = [tree(output.path), writeHistory(output, rewrite)]
      expect(value).toBeUndefined()
      expect(diagnostics).toMatchObject([{ code: 'file-not-generated' }])
      expect(diagnostics[0]?.message).toContain(join(migrationName, path.split('/')[0] ?? ''))
      expect(tree(output.path)).toEqual(present)
    }
  },
)

const operations = [
  { kind: 'replaceFolder', path: 'migrations/0002_b' },
  { kind: 'replaceFolder', path: 'migrations/0003_d' },
  { kind: 'removeFolder', path: 'migrations/0003_c' },
  { kind: 'move', path: 'migrations/checksums.txt' },
]
const staged = {
  '.tablewright/staged/migrations/0003_d/changes.json': 'd',
  '.tablewright/staged/migrations/checksums.txt': 'new',
  '.tablewright/commit.json': JSON.stringify(operations),
}

const stagedB = { '.tablewright/staged/migrations/0002_b/changes.json': 'new b' }
const withoutB = {
  'migrations/0001_a/changes.json': 'a',
  'migrations/0003_c/changes.json': 'c',
  'migrations/checksums.txt': 'old',
}

test.each([
  ['nothing', { ...before, ...stagedB }],
  ['half of a folder', { ...withoutB, 'migrations/0002_b/sqlite.up.sql': 'old b', ...stagedB }],
  ['one folder', { ...withoutB, 'migrations/0002_b/changes.json': 'new b' }],
])('a rewrite that was killed when it had done %s is finished', (_, present) => {
  const output = project()
  put(output.path, { ...staged, ...present })
  expect(isInterrupted(output)).toBe(true)
  expect(finishInterrupted(output, mark)).toEqual({ value: true, diagnostics: [] })
  expect(tree(output.path)).toEqual(after)
})

test.each([
  { kind: 'removeFolder', path: 'migrations' },
  { kind: 'removeFolder', path: 'migrations/../src' },
  { kind: 'removeFolder', path: 'src' },
  { kind: 'replaceFolder', path: 'src' },
  { kind: 'removeFolder', path: 'migrations/mine' },
])('a list of a stranger removes nothing: $kind $path', (operation) => {
  const output = project()
  const files = { 'src/a.ts': 'mine', 'migrations/mine/notes.md': 'mine' }
  put(output.path, { ...files, '.tablewright/commit.json': JSON.stringify([operation]) })
  expect(finishInterrupted(output, mark).diagnostics.map(({ code }) => code)).toEqual(['interrupted-write'])
  expect(tree(output.path)).toMatchObject(files)
})

test('a migration that is a link out of the project is not removed', () => {
  const output = project()
  const elsewhere = project().project
  put(elsewhere, { 'changes.json': 'theirs' })
  mkdirSync(join(output.path, 'migrations'), { recursive: true })
  symlinkSync(elsewhere, join(output.path, 'migrations/0001_a'))
  put(output.path, {
    '.tablewright/commit.json': JSON.stringify([{ kind: 'removeFolder', path: 'migrations/0001_a' }]),
  })
  expect(finishInterrupted(output, mark).diagnostics).toHaveLength(1)
  expect(existsSync(join(elsewhere, 'changes.json'))).toBe(true)
})
