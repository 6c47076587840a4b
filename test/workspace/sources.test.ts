import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { outcomeOf, readText } from '../../generator/workspace/disk.js'
import { readInclude, readSchema } from '../../generator/workspace/sources.js'
import { project, put } from './folders.js'

test('a schema is read with its path as the user would type it', () => {
  const { project: folder } = project()
  put(folder, { 'schema.yaml': 'tables: {}\n' })
  const path = join(folder, 'schema.yaml')
  const expected = { file: relative(process.cwd(), path), text: 'tables: {}\n' }
  expect(readSchema(path)).toEqual({ value: expected, diagnostics: [] })
})

test.each([
  ['missing', () => {}, 'file-not-found', 'there is no '],
  ['a folder', (path: string) => mkdirSync(path), 'file-not-readable', 'is a folder or a device'],
  [
    'a pipe',
    (path: string) => execFileSync('mkfifo', [path]),
    'file-not-readable',
    'is a folder or a device',
  ],
  ['a link to nothing', (path: string) => symlinkSync('gone', path), 'file-not-found', 'leads nowhere'],
  [
    'not text',
    (path: string) => writeFileSync(path, Buffer.from('a: 1\nb: \xff\n', 'latin1')),
    'invalid-encoding',
    'not text in UTF-8',
  ],
])('a schema that is %s is refused', (_, make, code, message) => {
  const path = join(project().project, 'schema.yaml')
  rmSync(path, { force: true })
  make(path)
  const { value, diagnostics } = readSchema(path)
  expect(value).toBeUndefined()
  expect(diagnostics).toMatchObject([{ code, severity: 'error' }])
  expect(diagnostics[0]?.message).toContain(message)
  if (code === 'invalid-encoding') expect(diagnostics[0]?.span?.start.line).toBe(2)
})

test('an included file lies beside the schema or below, and is text', () => {
  const { project: folder } = project()
  const outside = project().project
  put(outside, { 'secret.yaml': 'tables: {}\n' })
  put(folder, { 'more/users.yaml': 'tables: {}\n' })
  mkdirSync(join(folder, 'folder.yaml'))
  symlinkSync(join(outside, 'secret.yaml'), join(folder, 'link.yaml'))
  symlinkSync('gone', join(folder, 'broken.yaml'))
  writeFileSync(join(folder, 'binary.yaml'), Buffer.from([0x61, 0x0a, 0xff]))
  const include = (path: string) => readInclude(path, join(folder, 'schema.yaml'))
  expect(include('more/users.yaml')).toMatchObject({ text: 'tables: {}\n' })
  expect(include('nothing.yaml')).toBeUndefined()
  for (const path of [join(outside, 'secret.yaml'), 'link.yaml']) {
    expect(include(path), path).toMatchObject({ problem: 'lies outside the folder of the schema' })
  }
  expect(include('folder.yaml')).toMatchObject({ problem: 'is a folder or a device, not a file' })
  expect(include('broken.yaml')).toMatchObject({ problem: 'is a symbolic link that leads nowhere' })
  expect(include('binary.yaml')).toMatchObject({ problem: 'is not text in UTF-8 (line 2)' })
})

test('a problem with the disk names the file', () => {
  const { project: folder } = project()
  mkdirSync(join(folder, 'a.ts'))
  const { diagnostics } = outcomeOf('file-not-readable', () => readText(join(folder, 'a.ts')))
  expect(diagnostics).toMatchObject([
    { code: 'file-not-readable', message: `${join(folder, 'a.ts')}: it is a folder` },
  ])
})
