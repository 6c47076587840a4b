import { describe, expect, test } from 'vitest'
import type { Table } from '../../generator/model/model.js'
import { problemsOf, resolveYaml, tableOf } from './resolve-yaml.js'

const names = (table: Table) => table.columns.map(({ name }) => name)
const indexNames = (table: Table) => table.indexes.map(({ name }) => name)

const withMixins = (mixins: string, rest = '') =>
  `tables:\n  things:\n    mixins: ${mixins}\n    columns: { name: text }\n${rest}`

describe('built-in mixins', () => {
  test('full and versioning: columns in their order, behaviors, triggers, history', () => {
    const { model } = resolveYaml(withMixins('[versioning, full]'))
    const [things, history] = model.tables
    if (!things || !history) throw new Error('two tables expected')
    const columns = [
      'id',
      'name',
      'created_at',
      'updated_at',
      'created_by',
      'updated_by',
      'deleted_by',
      'deleted_at',
      'deletion_id',
      'version',
    ]
    expect(names(things)).toEqual(columns)
    expect(things.primaryKey).toEqual({ name: 'things_pkey', columns: ['id'] })
    expect(things.meta?.behaviors).toEqual({
      uuid: { id: 'id' },
      timestamp: { createdAt: 'created_at', updatedAt: 'updated_at' },
      softDelete: { deletedAt: 'deleted_at', deletionId: 'deletion_id' },
      audit: { createdBy: 'created_by', updatedBy: 'updated_by', deletedBy: 'deleted_by', required: false },
      versioning: { version: 'version', history: 'things_history' },
    })
    expect(things.triggers).toEqual([
      { kind: 'touch', name: 'things_touch', updatedAt: 'updated_at', version: 'version' },
      {
        kind: 'history',
        name: 'things_history',
        table: 'things_history',
        columns,
        key: ['id'],
        actor: 'history_actor',
      },
    ])
    expect(indexNames(things)).toEqual(['things_deletion_id_idx'])
    expect(history.name).toBe('things_history')
    expect(history.historyOf).toBe('things')
    expect(names(history)).toEqual([
      'history_id',
      'history_operation',
      'history_recorded_at',
      'history_actor',
      ...columns,
    ])
    expect(history.columns[0]).toMatchObject({ type: { kind: 'bigint' }, identity: 'always' })
    expect(history.columns.slice(4).every((column) => column.default === undefined)).toBe(true)
    expect(history.primaryKey).toEqual({ name: 'things_history_pkey', columns: ['history_id'] })
    expect(
      history.indexes[0]?.elements.map((element) => element.kind === 'column' && element.column),
    ).toEqual(['id', 'history_id'])
    expect(history.triggers).toEqual([])
  })

  test('timestamp alone touches only the time', () => {
    expect(tableOf(withMixins('[timestamped]'), 'things').triggers).toEqual([
      { kind: 'touch', name: 'things_touch', updatedAt: 'updated_at', version: undefined },
    ])
  })

  test('versioning alone touches only the version', () => {
    expect(tableOf(withMixins('[uuid, versioning]'), 'things').triggers[0]).toEqual({
      kind: 'touch',
      name: 'things_touch',
      updatedAt: undefined,
      version: 'version',
    })
  })

  test('audit alone has no deleted_by', () => {
    const table = tableOf(withMixins('[audit]'), 'things')
    expect(names(table)).toEqual(['name', 'created_by', 'updated_by'])
    expect(table.meta?.behaviors.audit?.deletedBy).toBeUndefined()
    expect(table.columns.slice(1).every(({ nullable }) => nullable)).toBe(true)
  })

  test('audit with its options: type, reference, required', () => {
    const table = tableOf(
      `
tables:
  users: { columns: { id: { type: bigint, primary_key: true } } }
  things:
    mixins: [soft-delete, { audit: { references: users, required: true } }]
    columns: { name: text }
  others:
    mixins: [{ audit: { actor: bigint } }]
    columns: { name: text }
`,
      'things',
    )
    const by = table.columns.filter(({ name }) => name.endsWith('_by'))
    expect(by.map(({ type, nullable }) => [type.kind, nullable])).toEqual([
      ['bigint', false],
      ['bigint', false],
      ['bigint', true],
    ])
    expect(table.foreignKeys.map(({ name, table: target }) => [name, target])).toEqual([
      ['things_created_by_fkey', 'users'],
      ['things_updated_by_fkey', 'users'],
      ['things_deleted_by_fkey', 'users'],
    ])
    expect(table.meta?.behaviors.audit?.required).toBe(true)
  })

  test('other names by options, also through a composite', () => {
    const table = tableOf(
      withMixins(
        '[{ full: { id: key, deleted_at: removed_at, created_by: author } }, { versioning: { version: revision, history: old_things } }]',
        '    unique: [[name]]',
      ),
      'things',
    )
    expect(names(table)).toEqual([
      'key',
      'name',
      'created_at',
      'updated_at',
      'author',
      'updated_by',
      'deleted_by',
      'removed_at',
      'deletion_id',
      'revision',
    ])
    expect(table.indexes[0]).toMatchObject({ name: 'things_name_key', unique: true, live: 'removed_at' })
    expect(table.meta?.behaviors.versioning).toEqual({ version: 'revision', history: 'old_things' })
    expect(table.triggers[0]).toMatchObject({ version: 'revision' })
  })

  test('a mixin reached twice counts once and takes the options of both ways', () => {
    const table = tableOf(withMixins('[full, timestamp, { audit: { required: true } }]'), 'things')
    expect(names(table).filter((name) => name === 'created_at')).toHaveLength(1)
    expect(table.meta?.behaviors.audit?.required).toBe(true)
    const clash = withMixins('[{ full: { created_at: a } }, { timestamp: { created_at: b } }]')
    expect(problemsOf(clash)[0]).toMatch(
      /invalid-option: The mixin `timestamp` is given two values for `created_at`/,
    )
  })

  test('unknown and wrong options', () => {
    expect(problemsOf(withMixins('[{ full: { delted_at: x } }]'))).toEqual([
      '3 unknown-option: The mixin `full` has no option `delted_at` | Did you mean `deleted_at`?',
    ])
    expect(problemsOf(withMixins('[{ uuid: { id: 5 } }]'))[0]).toMatch(/invalid-option.*must be a name/)
    expect(problemsOf(withMixins('[{ audit: { required: maybe } }]'))[0]).toMatch(/must be true or false/)
    expect(problemsOf(withMixins('[{ audit: { actor: strng } }]'))).toHaveLength(1)
    expect(problemsOf(withMixins('[{ audit: { references: nobody } }]'))).toEqual([
      '3 unknown-table: There is no table `nobody` to reference | There is `things`',
    ])
  })

  test('the history of a table of one database lives in that database', () => {
    const text = 'tables: { t: { dialects: [postgres], mixins: [uuid, versioning], columns: { a: text } } }'
    expect(tableOf(text, 't_history').dialects).toEqual(['postgres'])
  })

  test('a strict table has a strict history, which has row numbers all the same', () => {
    const text = `
tables:
  t:
    mixins: [uuid, versioning]
    options: { sqlite: [without rowid, strict] }
    columns: { name: text }
`
    expect(tableOf(text, 't').options).toEqual({ sqlite: ['strict', 'without rowid'] })
    expect(tableOf(text, 't_history').options).toEqual({ sqlite: ['strict'] })
    const keyed = text.replace(', strict]', ']')
    expect(tableOf(keyed, 't').options).toEqual({ sqlite: ['without rowid'] })
    expect(tableOf(keyed, 't_history').options).toEqual({})
  })

  test('a renamed table takes its history along', () => {
    const text = (history: string) =>
      `tables: { t: { was: old, mixins: [uuid, versioning${history}], columns: { a: { type: text, was: b } } } }`
    const table = tableOf(text(''), 't_history')
    expect(table.meta?.was).toBe('old_history')
    expect(table.columns.find(({ name }) => name === 'a')?.meta?.was).toBe('b')
    const named =
      'tables: { t: { was: old, mixins: [uuid, { versioning: { history: h } }], columns: { a: text } } }'
    expect(tableOf(named, 'h').meta?.was).toBeUndefined()
  })

  test('versioning needs a primary key', () => {
    expect(problemsOf(withMixins('[versioning]'))[0]).toMatch(/^3 missing-primary-key/)
  })
})

describe('soft-delete', () => {
  const text = `
tables:
  things:
    mixins: [uuid, soft-delete]
    columns: { email: { type: text, unique: true }, a: text, b: text }
    unique: [{ columns: [a, b], name: ab, nulls: not distinct }]
    indexes:
      - { columns: [a], unique: true, where: "b <> ''" }
      - b
`
  test('unique keys cover live rows only', () => {
    const table = tableOf(text, 'things')
    expect(table.uniques).toEqual([])
    expect(
      table.indexes.map(({ name, unique, live, nullsDistinct }) => [name, unique, live, nullsDistinct]),
    ).toEqual([
      ['things_email_key', true, 'deleted_at', true],
      ['ab', true, 'deleted_at', false],
      ['things_a_idx', true, 'deleted_at', true],
      ['things_b_idx', false, undefined, true],
      ['things_deletion_id_idx', false, undefined, true],
    ])
  })

  test('they cannot be deferred', () => {
    expect(problemsOf(text.replace('name: ab', 'deferrable: deferred'))[0]).toMatch(/^6 invalid-unique/)
  })
})

describe('mixins of the schema', () => {
  const schema = (mixins: string, use: string, columns = '{ name: text }') => `
mixins:
${mixins}
tables:
  tenants: { mixins: [uuid], columns: { name: text } }
  things: { mixins: ${use}, columns: ${columns} }
`
  const tenant = `
  tenant:
    columns: { tenant_id: { references: tenants, on_delete: cascade } }
    indexes: [tenant_id]
    unique: [[tenant_id, name]]
  base: { mixins: [uuid, timestamp, tenant], columns: { note: "text?" } }`

  test('bring columns, keys and other mixins', () => {
    const table = tableOf(schema(tenant, '[base, audit]'), 'things')
    expect(names(table)).toEqual([
      'id',
      'name',
      'tenant_id',
      'note',
      'created_at',
      'updated_at',
      'created_by',
      'updated_by',
    ])
    expect(table.columns.find(({ name }) => name === 'tenant_id')).toMatchObject({
      type: { kind: 'uuid' },
      meta: { origin: { mixin: 'tenant', span: { start: { line: 11 } } } },
    })
    expect(table.foreignKeys[0]).toMatchObject({ name: 'things_tenant_id_fkey', onDelete: 'cascade' })
    expect(table.uniques[0]?.name).toBe('things_tenant_id_name_key')
    expect(indexNames(table)).toEqual(['things_tenant_id_idx'])
  })

  test('take other names for their columns', () => {
    const table = tableOf(schema(tenant, '[{ base: { tenant_id: org_id, created_at: made_at } }]'), 'things')
    expect(names(table)).toEqual(['id', 'name', 'org_id', 'note', 'made_at', 'updated_at'])
    expect(table.foreignKeys[0]?.columns).toEqual(['org_id'])
    expect(indexNames(table)).toEqual(['things_org_id_idx'])
    expect(table.uniques[0]?.columns).toEqual(['org_id', 'name'])
  })

  test('but not where SQL mentions the column', () => {
    const priced = '  priced: { columns: { price: integer }, checks: { positive: "price > 0" } }'
    expect(problemsOf(schema(priced, '[{ priced: { price: cost } }]'))[0]).toMatch(
      /invalid-option: `price` cannot have another name/,
    )
    expect(
      problemsOf(schema(priced.replace('price >', 'pricey >'), '[{ priced: { price: cost } }]')),
    ).toEqual([])
  })

  test('a key they bring comes first', () => {
    const keyed = '  keyed: { columns: { key: { type: integer, primary_key: true } } }'
    expect(names(tableOf(schema(keyed, '[keyed]'), 'things'))).toEqual(['key', 'name'])
  })

  test('a mistake in one is said once, where it stands, for all tables', () => {
    const wrong = '  wrong: { columns: { a: strng, b: { type: integer, default: x } }, indexes: [c] }'
    const text = `${schema(wrong, '[wrong]')}  more: { mixins: [wrong], columns: { x: text } }\n`
    expect(problemsOf(text).map((problem) => problem.slice(0, 20))).toEqual([
      '3 unknown-type: `str',
      '3 invalid-default: T',
      '3 unknown-column: An',
      '3 unknown-column: An',
    ])
  })

  test('one that no table uses is checked too', () => {
    const unused = '  unused: { columns: { a: strng }, mixins: [timestmp] }'
    expect(problemsOf(schema(unused, '[]')).map((problem) => problem.split(':')[0])).toEqual([
      '3 unknown-type',
      '3 unknown-mixin',
    ])
  })

  test('circles', () => {
    const circle = '  a: { mixins: [b] }\n  b: { mixins: [c] }\n  c: { mixins: [a], columns: { x: text } }'
    expect(problemsOf(schema(circle, '[b]'))).toEqual([
      '5 mixin-cycle: The mixin includes itself: `a` includes `b` includes `c` includes `a` | Take one of them out',
    ])
  })

  test('unknown, reserved and without options', () => {
    expect(problemsOf(schema('  full: { columns: { a: text } }', '[]'))[0]).toMatch(
      /^3 reserved-name: `full` is a mixin of the language/,
    )
    expect(problemsOf(schema('  a: { columns: { x: text } }', '[uiid]'))).toEqual([
      '6 unknown-mixin: There is no mixin `uiid` | Did you mean `uuid`?',
    ])
    expect(problemsOf(schema('  a: { indexes: [name] }', '[{ a: { name: n } }]'))).toEqual([
      '6 unknown-option: The mixin `a` has no option `name` | It has no options',
    ])
  })

  test('a column from two places names both', () => {
    const clash = problemsOf(
      schema('  a: { columns: { name: integer } }', '[a, uuid]', '{ name: text, id: text }'),
    )
    expect(clash).toEqual([
      "6 duplicate-column: `things` has the column `name` twice: its own (schema.yaml:6:43) and from the mixin `a` (schema.yaml:6:22) | Rename the column, or give the mixin's another name: a: { name: <name> }",
      "6 duplicate-column: `things` has the column `id` twice: its own (schema.yaml:6:55) and from the mixin `uuid` (schema.yaml:6:25) | Rename the column, or give the mixin's another name: uuid: { id: <name> }",
    ])
  })
})
