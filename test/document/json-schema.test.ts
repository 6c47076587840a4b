import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DiagnosticCode } from '../../generator/diagnostics/codes.js'
import { jsonSchema } from '../../generator/document/json-schema.js'
import { dialects } from './dialects.js'
import { everything } from './example.js'
import { meets } from './json-schema-evaluator.js'
import { parse } from './parse.js'

const schema = jsonSchema(dialects)

test('schema.json at the root is what the shapes say', async () => {
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot('../../schema.json')
})

/** What JSON Schema can see. Everything else (duplicates, grammars inside texts, contradictions) is ours alone. */
const structural: ReadonlySet<DiagnosticCode> = new Set([
  'unknown-key',
  'missing-key',
  'conflicting-keys',
  'wrong-type',
  'wrong-word',
  'empty-value',
  'ambiguous-default',
  'ambiguous-unique',
  'unknown-dialect',
  'unknown-option',
  'invalid-version',
])

/** JSON is YAML: the same value goes to the parser as text and to the JSON Schema as it is. */
const verdicts = (value: unknown) => {
  const problems = parse(JSON.stringify(value)).diagnostics
  return {
    parser: problems.filter((each) => structural.has(each.code)).length === 0,
    schema: meets(value, schema),
    problems,
  }
}

test('the example uses every key, and both accept it', () => {
  const { parser, schema: accepted, problems } = verdicts(everything)
  expect(problems).toEqual([])
  expect([parser, accepted]).toEqual([true, true])
  const used = JSON.stringify(everything)
  const keys = [...JSON.stringify(schema).matchAll(/"(\w+)":\{"description"/g)].map((match) => match[1])
  expect(keys.length).toBeGreaterThan(50)
  expect(keys.filter((key) => !used.includes(`"${key}":`))).toEqual([])
})

test('every key has a sentence for editors', () => {
  const check = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    for (const [key, child] of Object.entries(node)) {
      if (key === 'properties')
        for (const [name, property] of Object.entries(child as object))
          if (!dialects.some((dialect) => dialect.name === name))
            expect((property as { description?: string }).description, name).toMatch(/\.$/)
      check(child)
    }
  }
  check(schema)
})

test.each([
  {},
  { tables: null, enums: null, sql: null },
  { tables: { t: null } },
  { tables: { t: { columns: null, indexes: null, unique: null, checks: null, mixins: null } } },
  { tables: { t: { columns: { a: null } } } },
  { tables: { t: { options: { sqlite: ['strict'] } } } },
  { tables: { t: { options: { sqlite: ['unlogged'] } } } },
  { tables: { t: { options: { postgres: ['strict'] } } } },
  { tables: { t: { options: {} } } },
  { tables: { t: { columns: { a: ' ' } } } },
  { tables: { t: { unique: ['a', 'b'] } } },
  { tables: { t: { unique: [['a'], 'b'] } } },
  { tables: { t: { indexes: [{}] } } },
  { tables: { t: { indexes: [{ columns: ['a'], expressions: ['b'] }] } } },
  { tables: { t: { indexes: [[]] } } },
  { tables: { t: { indexes: [{ expressions: [{ order: 'desc' }] }] } } },
  { tables: { t: { mixins: [{}] } } },
  { tables: { t: { mixins: [{ a: {}, b: {} }] } } },
  { tables: { t: { columns: { a: { type: 'x', default: { sql: 'a', value: 1 } } } } } },
  { tables: { t: { columns: { a: { type: 'x', default: { sql: 1 } } } } } },
  { tables: { t: { columns: { a: { type: 'x', default: { value: { sql: 1 } } } } } } },
  { tables: { t: { columns: { a: { type: { typescript: 'x' } } } } } },
  { sql: { s: { create: 'a' } } },
  { sql: { s: { depends_on: [] } } },
  { sql: { s: { postgres: { create: [], drop: [] } } } },
  { dialects: [] },
  { dialects: {} },
  { dialects: ['mysql'] },
  { dialects: { sqlite: '3.x' } },
  [],
  'tables',
  5,
])('parser and JSON Schema agree on %j', (value) => {
  const { parser, schema: accepted } = verdicts(value)
  expect(accepted).toBe(parser)
})

type Tree = { [key: string]: unknown } | unknown[]

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null

const nodesOf = (value: unknown): Tree[] =>
  isTree(value) ? [value, ...Object.values(value).flatMap(nodesOf)] : []

const keys = nodesOf(everything).flatMap((node) => (Array.isArray(node) ? [] : Object.keys(node)))
const scalars = fc.constantFrom<unknown>(
  null,
  true,
  false,
  0,
  15,
  'a',
  '',
  ' ',
  'text',
  '15',
  'desc',
  'sqlite',
)

const mutation = fc.record({
  node: fc.nat(),
  child: fc.nat(),
  action: fc.constantFrom('replace', 'delete', 'rename', 'add', 'copy', 'wrap'),
  key: fc.constantFrom(...keys, 'nonsense'),
  other: fc.nat(),
  value: fc.oneof(
    scalars,
    fc.array(scalars, { maxLength: 2 }),
    fc.dictionary(fc.constantFrom(...keys), scalars, { maxKeys: 2 }),
  ),
})

type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never

const mutate = (root: unknown, { node, child, action, key, other, value }: Mutation): void => {
  const nodes = nodesOf(root)
  const target = nodes[node % nodes.length]
  if (!target) return
  const entries = Object.keys(target)
  const name = entries[child % Math.max(1, entries.length)] ?? key
  const record = target as { [key: string]: unknown }
  const donor = structuredClone(nodes[other % nodes.length])
  if (action === 'add' || entries.length === 0) {
    if (Array.isArray(target)) target.push(value)
    else record[key] = value
  } else if (action === 'replace') record[name] = value
  else if (action === 'copy') record[name] = donor
  else if (action === 'wrap') record[name] = [record[name]]
  else if (Array.isArray(target)) target.splice(Number(name), 1)
  else {
    if (action === 'rename') record[key] = record[name]
    if (action === 'delete' || name !== key) delete record[name]
  }
}

test('parser and JSON Schema agree on whatever becomes of a valid schema', () => {
  let [accepted, refused] = [0, 0]
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
      const value = structuredClone(everything)
      for (const each of mutations) mutate(value, each)
      // Included files are no concern of the structure.
      if (isTree(value) && !Array.isArray(value) && Array.isArray(value.include) && value.include.length > 0)
        return
      const { parser, schema: met, problems } = verdicts(value)
      if (met) accepted++
      else refused++
      expect(met, JSON.stringify([problems, value])).toBe(parser)
    }),
    { numRuns: 1500 },
  )
  expect(accepted).toBeGreaterThan(50)
  expect(refused).toBeGreaterThan(50)
})
