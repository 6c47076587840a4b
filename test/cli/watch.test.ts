import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { put, tree } from '../workspace/folders.js'
import { finished, oneMoreTable, projectWith, start, twoTables } from './command-line.js'

test('--watch generates after every change, also of included files, and survives mistakes', async () => {
  const cwd = projectWith(`include: [more.yaml]\n${twoTables}`)
  put(cwd, { 'more.yaml': 'enums:\n  color: [red]\n' })
  const child = start(['generate', '--watch'], { cwd })
  let output = ''
  child.stdout?.on('data', (text) => {
    output += text
  })
  child.stderr?.on('data', (text) => {
    output += text
  })
  const rounds = (count: number) =>
    vi.waitUntil(() => output.split('Watching schema.yaml and 1 included file.').length > count, {
      timeout: 20_000,
    })
  await rounds(1)
  writeFileSync(join(cwd, 'schema.yaml'), 'tables: [')
  await vi.waitUntil(() => output.includes('error yaml-syntax'), { timeout: 20_000 })
  writeFileSync(join(cwd, 'schema.yaml'), `include: [more.yaml]\n${oneMoreTable}`)
  await rounds(2)
  writeFileSync(join(cwd, 'more.yaml'), 'enums:\n  color: [red]\ntables:\n  extra: { mixins: [uuid] }\n')
  await rounds(3)
  child.kill('SIGTERM')
  await finished(child)
  expect(Object.keys(tree(join(cwd, 'generated/migrations')))).toEqual(
    expect.arrayContaining(['0002_create_shops/changes.json', '0003_create_extra/changes.json']),
  )
})
