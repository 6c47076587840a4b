import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Diagnostic, hasErrors } from '../generator/diagnostics/diagnostic.js'
import { formatDiagnostics } from '../generator/diagnostics/format.js'
import { dialects } from '../generator/dialects/index.js'
import type { Source } from '../generator/document/document.js'
import { parseDocument } from '../generator/document/parse.js'
import { resolveModel } from '../generator/model/resolve.js'

const folder = join(import.meta.dirname, 'golden/invalid')

/** The document stage, and the model stage if the first lets the schema pass. */
const diagnose = (read: (file: string) => Source | undefined): readonly Diagnostic[] => {
  const main = read('schema.yaml')
  if (!main) throw new Error('the case has no schema.yaml')
  const { value, diagnostics } = parseDocument({ main, readInclude: read, dialects })
  return value ? [...diagnostics, ...resolveModel(value, dialects).diagnostics] : diagnostics
}

const cases = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())

describe('invalid schemas', () => {
  test('there are cases', () => {
    expect(cases.length).toBeGreaterThan(10)
  })

  test.each(cases.map((entry) => entry.name))('%s', async (name) => {
    const sources: Source[] = []
    const diagnostics = diagnose((file) => {
      const path = join(folder, name, file)
      if (!existsSync(path)) return undefined
      const source = { file, text: readFileSync(path, 'utf8') }
      sources.push(source)
      return source
    })
    expect(hasErrors(diagnostics)).toBe(true)
    const shown = formatDiagnostics(diagnostics, sources, { color: false })
    await expect(shown).toMatchFileSnapshot(join(folder, name, 'diagnostics.txt'))
  })
})
