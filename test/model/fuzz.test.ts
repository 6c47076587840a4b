import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasErrors } from '../../generator/diagnostics/diagnostic.js'
import { dialects } from '../../generator/dialects/index.js'
import { parseDocument } from '../../generator/document/parse.js'
import { sameState } from '../../generator/model/equal.js'
import { resolveModel } from '../../generator/model/resolve.js'

const name = fc.constantFrom(
  'a',
  'b',
  'A',
  'id',
  'users',
  'deleted_at',
  'history_id',
  '__proto__',
  'constructor',
  'é"',
)
/** Mistakes are few, so that whole schemas get through as well. */
const rarely = <T, U>(usual: fc.Arbitrary<T>, seldom: fc.Arbitrary<U>): fc.Arbitrary<T | U> =>
  fc.oneof<fc.WeightedArbitrary<T | U>[]>({ weight: 30, arbitrary: usual }, { weight: 1, arbitrary: seldom })
const mixinName = rarely(
  fc.constantFrom('uuid', 'timestamp', 'soft-delete', 'audit', 'versioning', 'full', 'm', 'n'),
  fc.constant('nope'),
)
const type = rarely(
  fc.constantFrom('text', 'integer', 'bigint?', 'json', 'uuid', 'varchar(3)', 'decimal(4,2)', 'e', 'e[]'),
  fc.constant('strng'),
)
const literal = fc.constantFrom<unknown>(1, 'x', null, 'now', 'uuid', true, [], { k: [1] }, '9', 1.5)
const reference = fc.constantFrom('users', 'a', 'users.id', 'a.b', 'nobody', 'b.A')
const action = fc.constantFrom('cascade', 'set null', 'set default', 'restrict', 'no action')

const optional = { requiredKeys: [] }
const column = fc.oneof(
  { weight: 8, arbitrary: type },
  fc.record(
    {
      type,
      nullable: fc.boolean(),
      default: literal,
      unique: fc.boolean(),
      primary_key: fc.boolean(),
      identity: fc.constantFrom('always', 'serial'),
      was: name,
      check: fc.constant('a > 0'),
    },
    { requiredKeys: ['type'] },
  ),
  fc.record(
    { references: reference, on_delete: action, on_update: action, nullable: fc.boolean(), default: literal },
    { requiredKeys: ['references'] },
  ),
)
const columns = fc.dictionary(name, column, { minKeys: 1, maxKeys: 4 })
const names = fc.uniqueArray(name, { minLength: 1, maxLength: 2 })
const option = fc.dictionary(
  fc.constantFrom('id', 'deleted_at', 'required', 'actor', 'a', 'history'),
  fc.oneof(name, fc.boolean()),
  { minKeys: 1, maxKeys: 2 },
)
const use = fc.oneof(
  mixinName,
  fc.tuple(mixinName, option).map(([key, value]) => ({ [key]: value })),
)
const members = {
  columns,
  mixins: fc.array(use, { maxLength: 3 }),
  unique: fc.array(names, { minLength: 1, maxLength: 2 }),
  indexes: fc.array(names, { minLength: 1, maxLength: 2 }),
  foreign_keys: fc.array(
    fc.record({ columns: names, references: fc.record({ table: name, columns: names }) }),
    { minLength: 1, maxLength: 1 },
  ),
}
const plainTable = fc.record(
  {
    columns: fc.dictionary(name, type, { minKeys: 1, maxKeys: 4 }),
    mixins: fc.array(mixinName, { maxLength: 2 }),
  },
  { requiredKeys: ['columns'] },
)
const table = fc.record(
  { ...members, primary_key: names, was: name, dialects: fc.constantFrom(['sqlite'], ['postgres']) },
  { requiredKeys: ['columns'] },
)
const schema = fc.record({
  enums: fc.constant({ e: ['x', 'y'] }),
  mixins: fc.record({
    m: rarely(fc.constant({ columns: { a_m: 'text' } }), fc.record(members, optional)),
    n: fc.record(members, optional),
  }),
  tables: fc.dictionary(name, rarely(plainTable, table), { minKeys: 1, maxKeys: 4 }),
})

const resolveText = (text: string) => {
  const main = { file: 'schema.yaml', text }
  const parsed = parseDocument({ main, readInclude: () => undefined, dialects })
  return parsed.value && resolveModel(parsed.value, dialects)
}

test('any document gives a model or an error, sorted, and the same each time', () => {
  let models = 0
  let failures = 0
  fc.assert(
    fc.property(schema, (value) => {
      const text = JSON.stringify(value)
      const outcome = resolveText(text)
      if (outcome === undefined) return
      expect(outcome.value === undefined).toBe(hasErrors(outcome.diagnostics))
      const offsets = outcome.diagnostics.map(({ span }) => span?.start.offset ?? -1)
      expect(offsets).toEqual([...offsets].sort((a, b) => a - b))
      for (const { message } of outcome.diagnostics) expect(message).not.toMatch(/undefined|\[object/)
      const again = resolveText(text)
      expect(JSON.stringify(again?.diagnostics)).toBe(JSON.stringify(outcome.diagnostics))
      if (outcome.value === undefined) failures++
      else {
        models++
        expect(sameState(outcome.value.model, again?.value?.model)).toBe(true)
        checkSound(outcome.value.model.tables)
      }
    }),
    { numRuns: 250 },
  )
  expect(models).toBeGreaterThan(5)
  expect(failures).toBeGreaterThan(100)
})

type Tables = NonNullable<NonNullable<ReturnType<typeof resolveText>>['value']>['model']['tables']

/** Whatever is no error can be looked up. */
const checkSound = (tables: Tables) => {
  const byName = new Map(tables.map((found) => [found.name, found]))
  for (const { columns: found, primaryKey, uniques, foreignKeys, indexes } of tables) {
    const own = new Set(found.map((each) => each.name))
    const named = [
      primaryKey?.columns ?? [],
      ...uniques.map((key) => key.columns),
      ...foreignKeys.map((key) => key.columns),
    ]
    for (const each of named.flat()) expect(own).toContain(each)
    for (const element of indexes.flatMap(({ elements }) => elements)) {
      if (element.kind === 'column') expect(own).toContain(element.column)
    }
    for (const key of foreignKeys) {
      const target = byName.get(key.table)
      expect(key.targetColumns).toHaveLength(key.columns.length)
      for (const each of key.targetColumns) expect(target?.columns.map((known) => known.name)).toContain(each)
    }
  }
}
