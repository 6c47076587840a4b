import { describe, expect, test } from 'vitest'
import { problemsOf, resolveYaml, tableOf } from './resolve-yaml.js'

describe('settings', () => {
  test('targets, output, case', () => {
    const { settings } = resolveYaml(`
dialects: { postgres: "16", sqlite: "3.45" }
output: out
typescript: { case: camel }
tables: {}
`)
    expect(settings).toEqual({
      targets: [
        { dialect: 'postgres', version: '16' },
        { dialect: 'sqlite', version: '3.45' },
      ],
      output: 'out',
      case: 'camel',
      repositories: undefined,
      validators: false,
    })
  })
})

describe('names', () => {
  const table = tableOf(
    `
tables:
  a: { columns: { x: integer, y: integer }, primary_key: [x, y] }
  t:
    columns:
      id: { type: integer, primary_key: true, identity: always }
      email: { type: text, unique: true, check: "email <> ''" }
      a_x: integer?
      a_y: integer?
    unique: [[email, id], { columns: [id, a_x], name: own_key, deferrable: deferred }]
    indexes:
      - email
      - [email desc, a_x]
      - { expressions: ["lower(email)"], unique: true }
      - { expressions: [a_x, "upper(email) || 'x'"] }
      - { columns: [a_y], name: own_idx, was: old_idx }
    checks: { positive: "id > 0" }
    foreign_keys:
      - { columns: [a_x, a_y], references: { table: a, columns: [x, y] }, on_delete: set null, on_update: cascade, deferrable: true }
      - { columns: [a_y, a_x], references: a, name: own_fkey }
`,
    't',
  )

  test('keys, checks and indexes are named after their columns', () => {
    expect(table.primaryKey?.name).toBe('t_pkey')
    expect(table.uniques.map(({ name }) => name)).toEqual(['t_email_key', 't_email_id_key', 'own_key'])
    expect(table.checks.map(({ name }) => name)).toEqual(['t_email_check', 'positive'])
    expect(table.foreignKeys.map(({ name }) => name)).toEqual(['t_a_x_a_y_fkey', 'own_fkey'])
    expect(table.indexes.map(({ name }) => name)).toEqual([
      't_email_idx',
      't_email_a_x_idx',
      't_lower_email_idx',
      't_a_x_upper_email_x_idx',
      'own_idx',
    ])
  })

  test('the rest is as written', () => {
    expect(table.foreignKeys[0]).toMatchObject({
      columns: ['a_x', 'a_y'],
      table: 'a',
      targetColumns: ['x', 'y'],
      onDelete: 'set null',
      onUpdate: 'cascade',
      deferrable: 'immediate',
      meta: { explicitOnDelete: true },
    })
    expect(table.foreignKeys[1]).toMatchObject({
      targetColumns: ['x', 'y'],
      onDelete: 'no action',
      deferrable: 'no',
      meta: { explicitOnDelete: false },
    })
    expect(table.uniques[2]?.deferrable).toBe('deferred')
    expect(table.indexes[1]?.elements[0]).toMatchObject({ column: 'email', descending: true })
    expect(table.indexes[4]?.meta?.was).toBe('old_idx')
  })

  test('long ones are cut to 63 bytes', () => {
    const long = 'a_very_long_name_of_a_table_that_somebody_wanted_to_have'
    const text = `tables: { ${long}: { columns: { another_quite_long_name: { type: text, unique: true } } } }`
    expect(tableOf(text, long).uniques[0]?.name).toMatch(/^a_very_long_name.*_[0-9a-f]{8}_key$/)
    expect(tableOf(text, long).uniques[0]?.name).toHaveLength(63)
  })
})

describe('references', () => {
  test('take the type, through any number of tables, and the TypeScript type', () => {
    const text = `
tables:
  a: { columns: { id: { references: b, primary_key: true } } }
  b: { columns: { id: { references: c.code, primary_key: true, unique: true } } }
  c: { columns: { id: { type: integer, primary_key: true }, code: { type: varchar(9), unique: true, typescript: { type: Code, from: ./code.js } } } }
`
    expect(tableOf(text, 'a').columns[0]).toMatchObject({
      type: { kind: 'varchar', length: 9 },
      meta: { typescript: { type: 'Code', from: './code.js' } },
    })
  })

  test('to the own table', () => {
    const table = tableOf(
      'tables: { t: { mixins: [uuid], columns: { parent_id: { references: t, nullable: true } } } }',
      't',
    )
    expect(table.columns[1]?.type).toEqual({ kind: 'uuid' })
  })

  test('to names with dots', () => {
    const text = `
tables:
  "a.b": { columns: { "c.d": { type: bigint, primary_key: true } } }
  t: { columns: { x: { references: { table: a.b, column: c.d } }, y: { references: '"a.b"' } } }
`
    expect(tableOf(text, 't').foreignKeys.map(({ table, targetColumns }) => [table, targetColumns])).toEqual([
      ['a.b', ['c.d']],
      ['a.b', ['c.d']],
    ])
  })

  test('in a circle are told once', () => {
    const text = `
tables:
  a: { columns: { id: { references: b, primary_key: true } } }
  b: { columns: { id: { references: c, primary_key: true } } }
  c: { columns: { id: { references: a, primary_key: true }, x: { references: b } } }
  d: { columns: { id: { references: d, primary_key: true } } }
`
    expect(problemsOf(text)).toEqual([
      '3 reference-cycle: The columns take their types from each other: `b` to `c` to `a` to `b` | Give one of them a type',
      '6 reference-cycle: The column `id` takes its type from itself | Give one of them a type',
    ])
  })

  test('a unique index is a key to reference, a partial one is not', () => {
    const text = (rest: string) => `
tables:
  a: { columns: { id: { type: integer, primary_key: true }, code: text }, indexes: [{ columns: [code], unique: true${rest} }] }
  t: { columns: { x: { references: a.code } } }
`
    expect(problemsOf(text(''))).toEqual([])
    expect(problemsOf(text(', where: "code > 0"'))[0]).toMatch(/^4 reference-target/)
    expect(problemsOf(text(', dialects: [postgres]'))[0]).toMatch(/^4 reference-target/)
  })

  test('to a soft-deleting table point at its primary key', () => {
    const text = (target: string) => `
tables:
  a: { mixins: [uuid, soft-delete], columns: { code: { type: text, unique: true } } }
  t: { columns: { x: { references: ${target} } } }
`
    expect(problemsOf(text('a'))).toEqual([])
    expect(problemsOf(text('a.code'))).toEqual([
      '4 reference-target: `code` of `a` is not a complete unique key, so nothing can reference it | `a` soft-deletes: deleted rows stay, and only live ones must be unique. Reference the primary key (id)',
    ])
  })
})

describe('views and scripts', () => {
  test('keep their texts and what they depend on', () => {
    const { model } = resolveYaml(`
dialects: [sqlite, postgres]
tables: { t: { columns: { a: integer } } }
views:
  totals:
    sql: { postgres: select sum(a) as total from t }
    depends_on: [t]
    columns: { total: pg("numeric")? }
sql:
  citext: { create: { postgres: create extension citext }, drop: { postgres: drop extension citext } }
`)
    expect(model.views[0]).toMatchObject({
      sql: { postgres: 'select sum(a) as total from t' },
      dependsOn: ['t'],
    })
    expect(model.views[0]?.meta?.columns).toEqual([
      { name: 'total', type: { kind: 'native', sql: { postgres: 'numeric' } }, nullable: true },
    ])
    expect(model.scripts[0]?.create).toEqual({ postgres: ['create extension citext'] })
  })
})

describe('the model', () => {
  const text = `
enums: { state: [on, off] }
tables: { t: { mixins: [full], columns: { s: state } } }
`
  test('is frozen all the way down', () => {
    const { model } = resolveYaml(text)
    const column = model.tables[0]?.columns[0]
    expect(Object.isFrozen(model)).toBe(true)
    expect(Object.isFrozen(column?.type)).toBe(true)
    expect(Object.isFrozen(column?.meta?.origin)).toBe(true)
  })

  test('is JSON', () => {
    const { model } = resolveYaml(text)
    expect(JSON.parse(JSON.stringify(model))).toEqual(model)
  })

  test('is the same every time', () => {
    expect(JSON.stringify(resolveYaml(text))).toBe(JSON.stringify(resolveYaml(text)))
  })
})

test('a thousand tables that refer to each other are resolved', () => {
  const lines = ['tables:']
  for (let index = 0; index < 1000; index++) {
    lines.push(`  table_${index}:`, '    mixins: [full]', '    columns:')
    lines.push(`      parent_id: { references: table_${(index * 7) % 1000}, nullable: true }`)
  }
  const { tables } = resolveYaml(`${lines.join('\n')}\n`).model
  expect(tables).toHaveLength(1000)
  expect(tables[999]?.foreignKeys[0]?.table).toBe('table_993')
})
