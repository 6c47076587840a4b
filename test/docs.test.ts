import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { dialects } from '../generator/dialects/index.js'
import { parseDocument } from '../generator/document/parse.js'
import { resolveModel } from '../generator/model/resolve.js'

const pages = ['README.md', ...readdirSync('docs').map((name) => `docs/${name}`)].filter((path) =>
  path.endsWith('.md'),
)

/** Every fenced YAML block that holds tables is a schema that a reader may paste. */
const schemas = pages.flatMap((page) =>
  [...readFileSync(page, 'utf8').matchAll(/^```yaml\n(.*?)^```/gms)].map((block, index) => ({
    name: `${page}, example ${index + 1}`,
    text: block[1] ?? '',
  })),
)

describe('documentation', () => {
  test('has examples to check', () => expect(schemas.length).toBeGreaterThan(5))

  test.each(schemas)('$name compiles', ({ text }) => {
    const parsed = parseDocument({
      main: { file: 'schema.yaml', text },
      readInclude: () => undefined,
      dialects,
    })
    expect(parsed.diagnostics).toEqual([])
    if (!parsed.value) throw new Error('no document')
    const resolved = resolveModel(parsed.value, dialects)
    const problems = dialects.flatMap((dialect) =>
      resolved.value
        ? dialect.check(resolved.value.model, { dialect: dialect.name, version: undefined })
        : [],
    )
    expect([...resolved.diagnostics, ...problems]).toEqual([])
  })
})
