import { existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { GeneratedFile } from '../../generator/emit/generated-file.js'
import type { OutputFolder } from '../../generator/workspace/output-folder.js'
import { planWrite } from '../../generator/workspace/planned-write.js'
import { lockOutput } from '../../generator/workspace/workspace-lock.js'
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

const ours = (content: string): string => `// Made by us\n${content}\n`

test('a write that was interrupted after the decision is finished, whichever moves were made', () => {
  for (const moved of [[], ['a.ts']]) {
    const output = project()
    put(output.path, {
      'a.ts': moved.length > 0 ? ours('new a') : ours('old a'),
      'b.ts': ours('old b'),
      'gone.ts': ours('old'),
      '.tablewright/staged/b.ts': ours('new b'),
      '.tablewright/staged/migrations/0001_a/up.sql': 'up',
      '.tablewright/commit.json': JSON.stringify([
        { kind: 'move', path: 'a.ts' },
        { kind: 'move', path: 'b.ts' },
        { kind: 'moveFolder', path: 'migrations/0001_a' },
        { kind: 'remove', path: 'gone.ts' },
      ]),
    })
    if (moved.length === 0) put(output.path, { '.tablewright/staged/a.ts': ours('new a') })
    expect(isInterrupted(output)).toBe(true)
    expect(finishInterrupted(output, mark)).toEqual({ value: true, diagnostics: [] })
    expect(tree(output.path)).toEqual({
      'a.ts': ours('new a'),
      'b.ts': ours('new b'),
      'migrations/0001_a/up.sql': 'up',
    })
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
  expect(finishInterrupted(output, mark).value).toBe(false)
  expect(tree(output.path)).toMatchObject({ 'a.ts': 'old' })
  expect(existsSync(join(output.path, '.tablewright/staged'))).toBe(false)
})

const listed = (output: OutputFolder, ...operations: readonly object[]) =>
  put(output.path, { '.tablewright/commit.json': JSON.stringify(operations) })

test.each([
  { kind: 'remove', path: '../../../precious.txt' },
  { kind: 'remove', path: '../schema.yaml' },
  { kind: 'remove', path: 'mine.ts' },
  { kind: 'remove', path: 'empty.ts' },
  { kind: 'remove', path: 'app.db' },
  { kind: 'remove', path: 'migrations/0001_a/up.sql' },
  { kind: 'remove', path: 'migrations/checksums.txt' },
  { kind: 'remove', path: '.git/hooks.ts' },
  { kind: 'move', path: 'mine.ts' },
  { kind: 'move', path: '../schema.yaml' },
  { kind: 'move', path: '.tablewright/lock' },
  { kind: 'move', path: 'link.ts' },
  { kind: 'move', path: 'linked/a.ts' },
  { kind: 'moveFolder', path: 'repositories' },
  { kind: 'moveFolder', path: 'migrations/..' },
  { kind: 'moveFolder', path: 'migrations/.' },
])('a list that no run of ours can have written is not followed: $kind $path', (operation) => {
  const output = project()
  const staged = {
    'mine.ts': ours('new'),
    '../schema.yaml': 'x',
    '.tablewright/lock': 'x',
    'repositories/a.ts': 'x',
  }
  for (const [path, content] of Object.entries({ 'fine.ts': ours('fine'), ...staged })) {
    put(join(output.path, '.tablewright/staged'), { [path]: content })
  }
  put(output.project, { 'schema.yaml': 'tables: {}\n', 'secret/a.ts': 'secret' })
  put(output.path, {
    'mine.ts': 'my own\n',
    'empty.ts': '',
    'app.db': '// Made by us',
    '.git/hooks.ts': '// Made by us',
    'migrations/0001_a/up.sql': 'up',
    'migrations/checksums.txt': 'sum',
  })
  symlinkSync(join(output.project, 'secret/a.ts'), join(output.path, '.tablewright/staged/link.ts'))
  symlinkSync(join(output.project, 'secret'), join(output.path, '.tablewright/staged/linked'))
  listed(output, { kind: 'move', path: 'fine.ts' }, operation)
  const before = tree(output.project)
  const { value, diagnostics } = finishInterrupted(output, mark)
  expect(value).toBeUndefined()
  expect(diagnostics).toMatchObject([
    {
      code: 'interrupted-write',
      hint: expect.stringContaining(`remove ${join(output.path, '.tablewright')}`),
    },
  ])
  expect(tree(output.project)).toEqual(before)
})

test('a list that cannot be read is not followed', () => {
  const output = project()
  put(output.path, { '.tablewright/commit.json': '{"kind":' })
  expect(finishInterrupted(output, mark).diagnostics.map(({ code }) => code)).toEqual(['interrupted-write'])
})

test.each(['a symbolic link', 'a file'])('a work folder that is %s is refused', async (kind) => {
  const output = project()
  put(output.project, { 'other/commit.json': '[]' })
  put(output.path, { 'a.ts': ours('a') })
  const folder = join(output.path, '.tablewright')
  if (kind === 'a file') writeFileSync(folder, '')
  else symlinkSync(join(output.project, 'other'), folder)
  const expected = [
    { code: 'outside-project', message: expect.stringContaining(kind), hint: `remove ${folder}` },
  ]
  expect((await lockOutput(output, 0)).diagnostics).toMatchObject(expected)
  expect(finishInterrupted(output, mark).diagnostics).toMatchObject(expected)
  expect(tree(join(output.project, 'other'))).toEqual({ 'commit.json': '[]' })
})
