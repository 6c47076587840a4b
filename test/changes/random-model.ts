import fc from 'fast-check'
import type {
  Column,
  DefaultValue,
  Enum,
  Index,
  Literal,
  LogicalType,
  Model,
  Script,
  SqlText,
  Table,
  Trigger,
  View,
} from '../../generator/model/model.js'

const name = fc.oneof(
  fc.constantFrom(
    'users',
    'order',
    'na\u00efve',
    'quo"te',
    "it's",
    'a b',
    '--> x',
    '__proto__',
    'constructor',
  ),
  fc.string({ minLength: 1, maxLength: 8 }),
)
const names = fc.uniqueArray(name, { maxLength: 3 })
const sqlText: fc.Arbitrary<SqlText> = fc.oneof(
  fc.string(),
  fc.record({ one: fc.string(), two: fc.string() }),
)
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined })

const scalarType: fc.Arbitrary<LogicalType> = fc.oneof(
  fc.constantFrom<LogicalType>(
    { kind: 'text' },
    { kind: 'bigint' },
    { kind: 'json' },
    { kind: 'uuid' },
    { kind: 'bytes' },
  ),
  fc.nat(200).map((length): LogicalType => ({ kind: 'varchar', length })),
  fc.record({ kind: fc.constant('decimal' as const), precision: fc.nat(40), scale: fc.nat(9) }),
  name.map((name): LogicalType => ({ kind: 'enum', name })),
  fc.record({ one: fc.string(), two: fc.string() }).map((sql): LogicalType => ({ kind: 'native', sql })),
)
const type = fc.oneof(
  scalarType,
  scalarType.map((element): LogicalType => ({ kind: 'array', element })),
)

const literal = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Literal>
const defaultValue: fc.Arbitrary<DefaultValue> = fc.oneof(
  literal.map((value): DefaultValue => ({ kind: 'literal', value })),
  fc.constantFrom<DefaultValue>({ kind: 'now' }, { kind: 'uuid' }),
  sqlText.map((sql): DefaultValue => ({ kind: 'sql', sql })),
)

const column: fc.Arbitrary<Column> = fc.record({
  name,
  type,
  nullable: fc.boolean(),
  default: maybe(defaultValue),
  generated: maybe(fc.record({ sql: sqlText, stored: fc.boolean() })),
  identity: maybe(fc.constantFrom('always' as const, 'default' as const, 'serial' as const)),
  collate: maybe(sqlText),
  typeCheck: maybe(fc.oneof(name, fc.constant<false>(false))),
  comment: maybe(fc.string()),
})

const nulls = maybe(fc.constantFrom('first' as const, 'last' as const))
const index: fc.Arbitrary<Index> = fc.record({
  name,
  unique: fc.boolean(),
  elements: fc.array(
    fc.oneof(
      fc.record({
        kind: fc.constant('column' as const),
        column: name,
        descending: fc.boolean(),
        nulls,
        collate: maybe(name),
        operatorClass: maybe(name),
      }),
      fc.record({
        kind: fc.constant('expression' as const),
        sql: sqlText,
        descending: fc.boolean(),
        nulls,
        operatorClass: maybe(name),
      }),
    ),
    { minLength: 1, maxLength: 3 },
  ),
  where: maybe(sqlText),
  live: maybe(name),
  include: names,
  using: maybe(name),
  nullsDistinct: fc.boolean(),
  dialects: maybe(names),
})

const deferrable = fc.constantFrom('no' as const, 'immediate' as const, 'deferred' as const)
const action = fc.constantFrom(
  'no action' as const,
  'restrict' as const,
  'cascade' as const,
  'set null' as const,
  'set default' as const,
)
const trigger: fc.Arbitrary<Trigger> = fc.oneof(
  fc.record({ kind: fc.constant('touch' as const), name, updatedAt: maybe(name), version: maybe(name) }),
  fc.record({
    kind: fc.constant('history' as const),
    name,
    table: name,
    columns: names,
    key: maybe(names),
    actor: maybe(name),
  }),
)

const named = <T extends { readonly name: string }>(element: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> =>
  fc.uniqueArray(element, { selector: ({ name }) => name, maxLength: 3 })

const options = fc.array(fc.string(), { minLength: 1, maxLength: 2 })
const table: fc.Arbitrary<Table> = fc.record({
  name,
  columns: named(column),
  primaryKey: maybe(fc.record({ name, columns: names })),
  uniques: named(fc.record({ name, columns: names, nullsDistinct: fc.boolean(), deferrable })),
  indexes: named(index),
  checks: named(fc.record({ name, sql: sqlText })),
  foreignKeys: named(
    fc.record({
      name,
      columns: names,
      table: name,
      targetColumns: names,
      onDelete: action,
      onUpdate: action,
      deferrable,
    }),
  ),
  triggers: named(trigger),
  comment: maybe(fc.string()),
  historyOf: maybe(name),
  dialects: maybe(names),
  options: fc.record({ one: options, two: options }, { requiredKeys: [] }),
})

const enumeration: fc.Arbitrary<Enum> = fc.record({
  name,
  values: fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 4 }),
  native: fc.boolean(),
  comment: maybe(fc.string()),
})
const view: fc.Arbitrary<View> = fc.record({
  name,
  sql: sqlText,
  dependsOn: names,
  comment: maybe(fc.string()),
})
const texts = fc.record({ one: fc.array(fc.string(), { maxLength: 2 }) })
const script: fc.Arbitrary<Script> = fc.record({ name, create: texts, drop: texts, dependsOn: names })

/** Models as they may come out of a replay: every field of every element in use, most of them nonsense to a database. */
export const randomModel: fc.Arbitrary<Model> = fc
  .record({
    enums: named(enumeration),
    tables: named(table),
    views: named(view),
    scripts: named(script),
  })
  .map((model) => structuredClone(model))

/** Two models that share whole elements, in another order, and differ in others. */
export const randomPair: fc.Arbitrary<readonly [Model, Model]> = fc
  .tuple(randomModel, randomModel, fc.infiniteStream(fc.boolean()))
  .map(([before, other, coin]) => {
    const toss = () => coin.next().value === true
    const mix = <T extends { readonly name: string }>(
      old: readonly T[],
      fresh: readonly T[],
    ): readonly T[] => {
      const kept = old.filter(toss)
      const taken = new Set(old.map(({ name }) => name))
      return [...fresh.filter(({ name }) => !taken.has(name)), ...kept.toReversed()]
    }
    const after: Model = {
      enums: mix(before.enums, other.enums),
      tables: mix(before.tables, other.tables),
      views: mix(before.views, other.views),
      scripts: mix(before.scripts, other.scripts),
    }
    return [before, after]
  })
