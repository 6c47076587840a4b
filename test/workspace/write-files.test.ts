import { existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { GeneratedFile } from '../../generator/emit/generated-file.js'
import type { OutputFolder } from '../../generator/workspace/output-folder.js'
import { planWrite } from '../../generator/workspace/planned-write.js'
import { finishInterrupted, isInterrupted, writeFiles } from '../../generator/workspace/write-files.js'
import { project, put, tree } from './folders.js'

const mark = { mark: 'Made by us' }
const file = (path: string, content: string): GeneratedFile => ({
  path,
  content: `// Made by us\n${content}\n`,
})

function write(output: OutputFolder, files: readonly GeneratedFile[]) {
  const planned = planWrite(output, files, mark)
  const written = planned.value && writeFiles(output, planned.value)
  return {
    changes: planned.value?.map(({ kind, path }) => `${kind} ${path}`),
    problems: [...planned.diagnostics, ...(written?.diagnostics ?? [])].map(({ code }) => code),
  }
}

test('files are added, changed and removed; what is current is not touched', () => {
  const output = project()
  write(output, [file('a.ts', '1'), file('repositories/b.ts', '1'), file('repositories/c.ts', '1')])
  const before = statSync(join(output.path, 'a.ts')).ino
  const { changes, problems } = write(output, [
    file('a.ts', '1'),
    file('repositories/b.ts', '2'),
    file('d.md', '1'),
  ])
  expect(problems).toEqual([])
  expect(changes).toEqual(['changed repositories/b.ts', 'added d.md', 'removed repositories/c.ts'])
  expect(statSync(join(output.path, 'a.ts')).ino).toBe(before)
  expect(Object.keys(tree(output.path))).toEqual(['a.ts', 'd.md', 'repositories/b.ts'])
})

test('a folder that becomes empty goes with its last file', () => {
  const output = project()
  write(output, [file('a.ts', '1'), file('repositories/b.ts', '1')])
  write(output, [file('a.ts', '1')])
  expect(existsSync(join(output.path, 'repositories'))).toBe(false)
})

test("nobody else's file is removed or overwritten", () => {
  const output = project()
  put(output.path, { 'mine.ts': 'my own\n', 'notes/readme.md': 'my own\n', 'app.db': '// Made by us' })
  expect(write(output, [file('a.ts', '1')])).toEqual({ changes: ['added a.ts'], problems: [] })
  expect(write(output, [file('mine.ts', '1')])).toEqual({
    changes: undefined,
    problems: ['file-not-generated'],
  })
  expect(tree(output.path)).toMatchObject({ 'mine.ts': 'my own\n', 'app.db': '// Made by us' })
})

test('a migration that exists is never written to', () => {
  const output = project()
  const migration = [file('migrations/0001_a/up.sql', '1'), file('migrations/0001_a/down.sql', '1')]
  write(output, [...migration, file('migrations/checksums.txt', '1')])
  expect(write(output, [...migration, file('migrations/checksums.txt', '2')])).toEqual({
    changes: ['changed migrations/checksums.txt'],
    problems: [],
  })
  expect(() => write(output, [file('migrations/0001_a/up.sql', '2')])).toThrow(/exists already/)
  expect(write(output, [file('b.ts', '1'), file('migrations/0001_a/more.sql', '1')]).problems).toEqual([
    'file-not-writable',
  ])
  expect(isInterrupted(output)).toBe(false)
  expect(existsSync(join(output.path, 'b.ts'))).toBe(false)
  expect(write(output, [file('a.ts', '1')]).changes).toEqual(['added a.ts'])
  expect(existsSync(join(output.path, 'migrations/0001_a/up.sql'))).toBe(true)
})

test.each([
  ['the output folder', 'generated', 'a.ts'],
  ['a folder in it', 'generated/repositories', 'repositories/a.ts'],
  ['the migrations folder', 'generated/migrations', 'migrations/0001_a/up.sql'],
])('a symbolic link out of the project is refused: %s', (_, link, path) => {
  const output = project()
  const elsewhere = project().project
  mkdirSync(join(output.project, link, '..'), { recursive: true })
  symlinkSync(elsewhere, join(output.project, link))
  expect(write(output, [file(path, '1')]).problems).toEqual(['outside-project'])
  expect(tree(elsewhere)).toEqual({})
})

test('a file that is a symbolic link out of the project, leading somewhere or nowhere, is refused', () => {
  for (const exists of [true, false]) {
    const output = project()
    const outside = join(project().project, 'outside.ts')
    if (exists) writeFileSync(outside, '// Made by us, elsewhere\n')
    mkdirSync(output.path, { recursive: true })
    symlinkSync(outside, join(output.path, 'a.ts'))
    expect(write(output, [file('a.ts', '1')]).problems).toEqual(['outside-project'])
    expect(existsSync(outside)).toBe(exists)
  }
})

test('a link that stays in the project is fine', () => {
  const output = project()
  mkdirSync(join(output.project, 'elsewhere'))
  symlinkSync(join(output.project, 'elsewhere'), output.path)
  expect(write(output, [file('a.ts', '1')]).problems).toEqual([])
  expect(existsSync(join(output.project, 'elsewhere/a.ts'))).toBe(true)
})

test('nothing is written if one of the places cannot be', () => {
  const output = project()
  put(output.path, { repositories: 'a file where a folder should be' })
  expect(write(output, [file('a.ts', '1'), file('repositories/b.ts', '1')]).problems).toHaveLength(1)
  expect(Object.keys(tree(output.path))).toEqual(['repositories'])
})

test('a write that was interrupted after the decision is finished, whichever moves were made', () => {
  for (const moved of [[], ['a.ts']]) {
    const output = project()
    put(output.path, {
      'a.ts': moved.length > 0 ? 'new a' : 'old a',
      'b.ts': 'old b',
      'gone.ts': 'old',
      '.tablewright/staged/b.ts': 'new b',
      '.tablewright/staged/migrations/0001_a/up.sql': 'up',
      '.tablewright/commit.json': JSON.stringify([
        { kind: 'move', path: 'a.ts' },
        { kind: 'move', path: 'b.ts' },
        { kind: 'moveFolder', path: 'migrations/0001_a' },
        { kind: 'remove', path: 'gone.ts' },
      ]),
    })
    if (moved.length === 0) put(output.path, { '.tablewright/staged/a.ts': 'new a' })
    expect(isInterrupted(output)).toBe(true)
    expect(finishInterrupted(output)).toEqual({ value: true, diagnostics: [] })
    expect(tree(output.path)).toEqual({ 'a.ts': 'new a', 'b.ts': 'new b', 'migrations/0001_a/up.sql': 'up' })
    expect(isInterrupted(output)).toBe(false)
  }
})

test('a write that was interrupted before the decision leaves the old state', () => {
  const output = project()
  put(output.path, {
    'a.ts': 'old',
    '.tablewright/staged/a.ts': 'ne',
    '.tablewright/commit.json.draft': '[{"ki',
  })
  expect(finishInterrupted(output).value).toBe(false)
  expect(tree(output.path)).toMatchObject({ 'a.ts': 'old' })
  expect(existsSync(join(output.path, '.tablewright/staged'))).toBe(false)
})

test('a list of moves that leads out of the project is not followed', () => {
  const output = project()
  put(output.project, { 'precious.txt': 'keep' })
  put(output.path, {
    '.tablewright/commit.json': JSON.stringify([{ kind: 'remove', path: '../../../precious.txt' }]),
  })
  expect(finishInterrupted(output).diagnostics.map(({ code }) => code)).toEqual(['outside-project'])
  put(output.path, { '.tablewright/commit.json': '{"kind":' })
  expect(finishInterrupted(output).diagnostics.map(({ code }) => code)).toEqual(['interrupted-write'])
})
