import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkDeclaredTypes } from '../../generator/emit/typescript.js'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tablewright-types-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

async function problems(type: string, from: string | undefined): Promise<readonly string[]> {
  const diagnostics = await checkDeclaredTypes([{ type, from, span: undefined }], join(folder, 'generated'))
  return diagnostics.map(({ code, message, hint }) => `${code}: ${message} (${hint})`)
}

test.each([
  ['.js', '.ts'],
  ['.js', '.tsx'],
  ['.js', '.d.ts'],
  ['.mjs', '.mts'],
  ['.ts', '.ts'],
])('a type named by %s is found in %s', async (named, file) => {
  write(`src/settings${file}`, '/** What a theme is. */\nexport interface Settings { theme: string }\n')
  expect(await problems('Settings', `../src/settings${named}`)).toEqual([])
})

test.each([
  'export type Settings = string',
  'export declare class Settings {}',
  'interface Settings { a: 1 }\nexport type { Settings }',
  "export * from './theme.js'",
  "export { Theme as Settings } from './theme.js'",
  "import type { Theme } from './theme.js'\nexport type { Theme as Settings }",
  "export type { Settings } from 'a-package-that-is-not-installed'",
  'export { type A as Settings }\ntype A = 1',
])('%j exports the type', async (text) => {
  write('src/theme.ts', 'export interface Theme { a: 1 }\nexport type Settings = Theme\n')
  write('src/settings.ts', text)
  expect(await problems('Settings | null', '../src/settings.js')).toEqual([])
})

test('a missing file is reported with what to write', async () => {
  expect(await problems('Settings', '../src/nothing.js')).toEqual([
    'missing-typescript-file: the type Settings is declared to come from ../src/nothing.js, which does not exist ' +
      '(name the file from the output folder with its extension in JavaScript, such as `../src/settings.js`)',
  ])
  write('src/settings.ts', 'export type Settings = 1')
  expect(await problems('Settings', '../src/settings')).toHaveLength(1)
})

test('a type that is not exported is reported with those that are', async () => {
  write('src/settings.ts', 'type Settings = 1\nexport type Theme = 1\nexport const Size = 1')
  expect(await problems('Settings', '../src/settings.js')).toEqual([
    'missing-typescript-type: ../src/settings.js does not export a type Settings (it exports Theme)',
  ])
  expect(await problems('Size', '../src/settings.js')).toHaveLength(1)
  expect(await problems('Theme | Other', '../src/settings.js')).toHaveLength(1)
})

test('packages and types without a module are taken as they are', async () => {
  expect(await problems('Settings', 'some-package')).toEqual([])
  expect(await problems('Record<string, number>', undefined)).toEqual([])
})
