import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { generatedMark } from '../../generator/emit/header.js'
import { outputFolder } from '../../generator/workspace/output-folder.js'
import { finishInterrupted } from '../../generator/workspace/write-files.js'
import { put, tree } from '../workspace/folders.js'
import { oneMoreTable, projectWith, run, twoTables } from './command-line.js'

type Files = { readonly [path: string]: string }

let before: Files
let after: Files
beforeAll(async () => {
  const cwd = projectWith(twoTables)
  await run(['generate'], { cwd })
  before = tree(join(cwd, 'generated'))
  put(cwd, { 'schema.yaml': oneMoreTable })
  await run(['generate'], { cwd })
  after = tree(join(cwd, 'generated'))
})

const preload = new URL('kill-after-renames.js', import.meta.url).href

/** A project whose last run was killed when it had moved some of its files into place. */
async function killedAfter(renames: number): Promise<string> {
  const cwd = projectWith(oneMoreTable)
  put(join(cwd, 'generated'), before)
  const env = { NODE_OPTIONS: `--import=${preload}`, KILL_AFTER_RENAMES: String(renames) }
  expect(await run(['generate'], { cwd, env })).toMatchObject({ signal: 'SIGKILL' })
  expect(Object.keys(tree(join(cwd, 'generated')))).toContain('.tablewright/commit.json')
  return cwd
}

const filesOf = (cwd: string): Files =>
  Object.fromEntries(
    Object.entries(tree(join(cwd, 'generated'))).filter(([path]) => !path.startsWith('.tablewright/')),
  )

describe.each([0, 1, 2, 3, 4])('a run that is killed after it moved %i of its files', (renames) => {
  test('leaves whole files only, and what it had decided is finished', async () => {
    const cwd = await killedAfter(renames)
    const left = filesOf(cwd)
    expect(left).not.toEqual(after)
    for (const [path, content] of Object.entries(left)) {
      expect([before[path], after[path]], path).toContain(content)
    }
    const output = outputFolder(join(cwd, 'schema.yaml'), 'generated')
    expect(finishInterrupted(output, { mark: generatedMark })).toEqual({ value: true, diagnostics: [] })
    expect(filesOf(cwd)).toEqual(after)
  })
})

test('the next run finishes the migration of the killed one before it makes its own', async () => {
  const cwd = await killedAfter(0)
  put(cwd, { 'schema.yaml': `${oneMoreTable}  towns:\n    mixins: [uuid]\n    columns: { name: text }\n` })
  expect(await run(['generate'], { cwd })).toMatchObject({ status: 0 })
  const files = filesOf(cwd)
  const migrationsOf = (of: Files, which: RegExp) => Object.entries(of).filter(([path]) => which.test(path))
  const killed = /^migrations\/0002_/
  expect(migrationsOf(files, killed)).toEqual(migrationsOf(after, killed))
  expect(migrationsOf(files, /^migrations\/0003_.*towns/).length).toBeGreaterThan(0)
})

test('every command of migrate says first that the killed run is to be finished', async () => {
  const cwd = await killedAfter(1)
  const commands = ['up', 'down', 'to 0001', 'redo', 'baseline', 'status'].map((command) =>
    command.split(' '),
  )
  const refused = await Promise.all(commands.map((command) => run(['migrate', ...command], { cwd })))
  for (const { status, stdout, stderr } of refused) {
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toMatch(
      /^error: A write to generated was cut off.* Run `tablewright generate`, .* to finish it\.\n$/,
    )
  }
  expect(await run(['generate'], { cwd })).toMatchObject({ status: 0 })
  expect(await run(['migrate', 'up'], { cwd })).toMatchObject({ status: 0 })
})

test('a squash that was killed is told from files that were changed', async () => {
  const cwd = projectWith(oneMoreTable)
  put(join(cwd, 'generated'), after)
  const env = { NODE_OPTIONS: `--import=${preload}`, KILL_AFTER_RENAMES: '1' }
  expect(await run(['squash'], { cwd, env })).toMatchObject({ signal: 'SIGKILL' })
  expect((await run(['migrate', 'up'], { cwd })).stderr).toContain('was cut off')
  expect(await run(['squash'], { cwd })).toMatchObject({ status: 0 })
  expect(await run(['migrate', 'up'], { cwd })).toMatchObject({ status: 0 })
})
