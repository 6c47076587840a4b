import { describe, expect, test } from 'vitest'
import { diffModels } from '../../generator/changes/diff.js'
import type { LogicalType, Table } from '../../generator/model/model.js'
import { planBothWays } from '../../generator/next-migration.js'
import { column, enumeration, foreignKey, model, table, unique } from '../support/model-builder.js'
import { dialectFor } from '../support/plans.js'

const kinds = [
  'text',
  'integer',
  'bigint',
  'double',
  'boolean',
  'date',
  'time',
  'timestamp',
  'uuid',
  'json',
  'bytes',
]
const types: readonly LogicalType[] = [
  ...kinds.map((kind) => ({ kind }) as LogicalType),
  { kind: 'varchar', length: 5 },
  { kind: 'decimal', precision: 20, scale: 2 },
  { kind: 'array', element: { kind: 'text' } },
  { kind: 'enum', name: 'state' },
  { kind: 'native', sql: { sqlite: 'TEXT', postgres: 'inet' } },
]

const enums = [enumeration('state', ['draft', 'done'])]
const others = table('others', [column('id', 'integer')], { key: ['id'] })

/** What a dialect says of rows that have no value when a dropped column comes back; each writes the value in its own way. */
const said = (type: LogicalType, parts: Partial<Table>, dialect: string): readonly string[] => {
  const items = table('items', [column('id', 'integer'), column('lost', type)], { key: ['id'] })
  const before = model({ enums, tables: [others, { ...items, ...parts }] })
  const after = model({ enums, tables: [others, { ...items, columns: items.columns.slice(0, 1) }] })
  const { value: changes } = diffModels(before, after, { allow: new Set(['drops-data']) })
  const target = { dialect: dialectFor(dialect), version: dialectFor(dialect).versions.default }
  const [plan] = planBothWays(before, after, changes ?? [], [target])
  const hazards = plan?.down.transactions.flatMap(({ steps }) => steps.flatMap((step) => step.hazards)) ?? []
  return hazards
    .map(({ kind, message }) => `${kind}: ${message}`)
    .filter((text) => /^(?:invents-data|may-fail).* items\.lost|items\.lost must/.test(text))
}

describe.each(types.map((type) => [JSON.stringify(type), type] as const))('%s', (_, type) => {
  test.each([
    ['a column', {}],
    ['a key of one column', { uniques: [unique('items_lost_key', ['lost'])] }],
    ['a foreign key', { foreignKeys: [foreignKey('items_fkey', ['lost'], 'others', ['id'])] }],
  ])('every dialect says the same of rows without a value for %s', (_, parts) => {
    const [one, other] = ['sqlite', 'postgres'].map((dialect) =>
      said(type, parts, dialect).map((text) => text.replace(/ get .* in items/, ' get something in items')),
    )
    expect(one).toHaveLength(1)
    expect(other).toEqual(one)
  })
})
