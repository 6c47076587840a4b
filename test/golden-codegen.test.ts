import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { dialects } from '../generator/dialects/index.js'
import { parseDocument } from '../generator/document/parse.js'
import { emitAll } from '../generator/emit/registry.js'
import { checkDeclaredTypes } from '../generator/emit/typescript.js'
import type { Resolved } from '../generator/model/model.js'
import { resolveModel } from '../generator/model/resolve.js'
import { goldenConfig, programErrors } from './emit/type-check.js'

const folder = fileURLToPath(new URL('golden/codegen/', import.meta.url))
const cases = readdirSync(folder)

describe.each(cases)('%s', (name) => {
  const expected = join(folder, name, 'expected')

  test('gives the expected files, the same ones each time, and no others', async () => {
    const files = emitted(name)
    expect(emitted(name)).toEqual(files)
    for (const { path, content } of files) await expect(content).toMatchFileSnapshot(join(expected, path))
    expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining([...filesUnder(expected)]))
  })

  test('finds the types that it takes from elsewhere', async () => {
    const columns = resolvedCase(name).model.tables.flatMap((table) => table.columns)
    const declared = columns.flatMap(({ meta }) =>
      meta?.typescript ? [{ ...meta.typescript, span: meta.origin.span }] : [],
    )
    expect(await checkDeclaredTypes(declared, expected)).toEqual([])
  })
})

test('expected TypeScript passes the strictest compiler', () => {
  const { fileNames, options } = goldenConfig()
  expect(fileNames.length).toBeGreaterThan(cases.length)
  expect(programErrors(ts.createProgram(fileNames, options), new Set(fileNames))).toEqual([])
})

test('expected TypeScript is laid out as a formatter would', () => {
  const copy = mkdtempSync(join(tmpdir(), 'tablewright-layout-'))
  cpSync(folder, join(copy, 'codegen'), {
    recursive: true,
    filter: (path) => !path.endsWith('.yaml') && !path.endsWith('.md'),
  })
  const javascript = { formatter: { quoteStyle: 'single', semicolons: 'asNeeded' } }
  const formatter = { indentStyle: 'space', lineWidth: 100 }
  writeFileSync(join(copy, 'biome.json'), JSON.stringify({ root: true, formatter, javascript }))
  try {
    const biome = resolve('node_modules/.bin/biome')
    expect(() =>
      execFileSync(biome, ['format', 'codegen'], { cwd: copy, stdio: 'pipe', encoding: 'utf8' }),
    ).not.toThrow()
  } finally {
    rmSync(copy, { recursive: true })
  }
})

function resolvedCase(name: string): Resolved {
  const text = readFileSync(join(folder, name, 'schema.yaml'), 'utf8')
  const main = { file: 'schema.yaml', text }
  const parsed = parseDocument({ main, readInclude: () => undefined, dialects })
  expect(parsed.diagnostics).toEqual([])
  const resolved = parsed.value && resolveModel(parsed.value, dialects)
  expect(resolved?.diagnostics).toEqual([])
  if (!resolved?.value) throw new Error(`${name} has no model`)
  return resolved.value
}

function emitted(name: string) {
  const outcome = emitAll(resolvedCase(name))
  expect(outcome.diagnostics).toEqual([])
  return outcome.value ?? []
}

const filesUnder = (path: string): readonly string[] =>
  existsSync(path)
    ? readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(path, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
        .sort()
    : []
