import { expect, test } from 'vitest'
import { extendChain } from '../../generator/changes/checksums.js'
import { diffModels } from '../../generator/changes/diff.js'
import { serialize } from '../../generator/changes/serialize.js'
import { emptyModel } from '../../generator/model/model.js'
import { readHistory } from '../../generator/workspace/history.js'
import { column, model, table } from '../support/model-builder.js'
import { project, put } from './folders.js'

const after = model({ tables: [table('users', [column('id', 'integer')])] })
const changes = serialize({ allowed: [], replaces: [], changes: diffModels(emptyModel, after).value ?? [] })

/** A project with one migration whose checksum is right, whatever its files say. */
function historyOf(files: { readonly [path: string]: string }) {
  const output = project()
  const contents = Object.entries(files).map(([path, content]) => ({ path, content }))
  put(output.path, {
    ...Object.fromEntries(contents.map(({ path, content }) => [`migrations/0001_users/${path}`, content])),
    'migrations/checksums.txt': extendChain([], { name: '0001_users', files: contents }),
  })
  return readHistory(output)
}

test('a project without migrations has an empty history', () => {
  expect(readHistory(project())).toEqual({
    value: { migrations: [], chain: [], model: emptyModel },
    diagnostics: [],
  })
})

test('the model is what the changes add up to', () => {
  const { value, diagnostics } = historyOf({ 'changes.json': changes, 'sqlite.up.sql': '' })
  expect(diagnostics).toEqual([])
  expect(value?.model).toEqual(after)
  expect(value?.migrations.map(({ name }) => name)).toEqual(['0001_users'])
})

test.each([
  ['without changes.json', { 'sqlite.up.sql': '' }, 'it has no changes.json'],
  ['whose changes are no JSON', { 'changes.json': '{"changes":' }, 'JSON'],
  [
    'that drops what is not there',
    { 'changes.json': changes.replaceAll('createTable', 'dropTable') },
    'users',
  ],
])('a migration %s is named', (_, files, reason) => {
  const { value, diagnostics } = historyOf(files)
  expect(value).toBeUndefined()
  expect(diagnostics).toMatchObject([{ code: 'migration-unreadable', severity: 'error' }])
  expect(diagnostics[0]?.message).toMatch(/^migration 0001_users: /)
  expect(diagnostics[0]?.message).toContain(reason)
})
