import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emptyModel, historyColumns, type Model } from '../../generator/model/model.js'
import { catalogueOf, cleaningUp } from '../support/catalogue.js'
import {
  column,
  enumeration,
  foreignKey,
  index,
  model,
  table,
  text,
  unique,
} from '../support/model-builder.js'
import { type Opened, opened, run } from '../support/opened.js'
import { dialectFor, plansBetween, runPlan } from '../support/plans.js'

const attacks = [
  'order',
  '"quo""te"',
  "it's",
  'na\u00efve',
  "'; drop table x; --",
  '*/ /*',
  '$$',
  '$tw$',
  '$body1$',
  '--> create',
  '-- comment',
  'back\\slash',
  "\\'",
  'E\\x27',
  '%s {{name}} :name ?',
  ');',
  '\u2028',
  '\u{1f600}',
  'NULL',
  '`b` [c]',
]

const noControls = (value: string): boolean => !/\p{Cc}/u.test(value) && value.trim() !== ''
/** Drivers give rows as objects, which lose a column of that name. */
const isKept = (value: string): boolean => value !== '__proto__'
const fits = (value: string): boolean => Buffer.byteLength(value) <= 40
const name = fc
  .oneof(fc.constantFrom(...attacks), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 }))
  .filter((value) => noControls(value) && fits(value) && isKept(value) && value === value.normalize('NFC'))
const namesOf = (count: number) =>
  fc.uniqueArray(name, {
    minLength: count,
    maxLength: count,
    selector: (value) => value.toLowerCase(),
  })
const anyText = fc
  .oneof(
    fc.constantFrom(...attacks, 'two\nlines', 'a\r\nb\tc', '\u0001\u007f', "\n'; --", ''),
    fc.string({ unit: 'grapheme' }),
    fc
      .array(fc.constantFrom("'", '"', '\\', '\n', '-', '$', ';', '\u001b', '*/'), { maxLength: 12 })
      .map((parts) => parts.join('')),
  )
  .filter((value) => !value.includes('\0') && Buffer.from(value).toString() === value)

type Case = {
  readonly names: readonly string[]
  readonly value: string
  readonly comment: string
  readonly values: readonly string[]
}

const hostileCase: fc.Arbitrary<Case> = fc.record({
  names: namesOf(4),
  value: anyText,
  comment: anyText,
  values: fc.uniqueArray(anyText, { minLength: 1, maxLength: 3 }),
})

const schemaOf = ({ names, value, comment, values }: Case): Model => {
  const [tableName = '', keyName = '', textName = '', enumName = ''] = names
  const state = { kind: 'enum' as const, name: 'state' }
  const jsonDefault = { default: { kind: 'literal' as const, value: { [value]: [value] } } }
  const listDefault = { default: { kind: 'literal' as const, value: [value, 'x'] } }
  const columns = [
    column(keyName, 'integer', { default: { kind: 'literal', value: 1 } }),
    column(textName, 'text', { ...text(value), comment }),
    column(enumName, state, text(values[0] ?? '')),
    column('json_value', 'json', jsonDefault),
    column('list_value', { kind: 'array', element: { kind: 'text' } }, listDefault),
    column('version', 'integer', { default: { kind: 'literal', value: 1 } }),
  ]
  const history = `h ${tableName}`
  return model({
    enums: [enumeration('state', values, { native: names[0] === 'order', comment })],
    tables: [
      table(tableName, columns, {
        comment,
        key: [keyName],
        uniques: [unique(`u ${tableName}`, [textName])],
        indexes: [index(`i ${tableName}`, [enumName, textName])],
        foreignKeys: [foreignKey(`f ${tableName}`, [keyName], tableName, [keyName])],
        triggers: [
          { kind: 'touch', name: `t ${tableName}`, updatedAt: undefined, version: 'version' },
          {
            kind: 'history',
            name: `h ${tableName}`,
            table: history,
            columns: columns.map((of) => of.name),
            key: [keyName],
          },
        ],
      }),
      table(
        history,
        [
          column(historyColumns.id, 'bigint', { identity: 'always' }),
          column(historyColumns.operation, 'text'),
          ...columns.map((of) => column(of.name, of.type)),
        ],
        { key: [historyColumns.id], historyOf: tableName },
      ),
    ],
  })
}

const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`
const parsed = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : value)

const checkCase = async (database: Opened, hostile: Case): Promise<void> => {
  const schema = schemaOf(hostile)
  const [tableName = '', keyName = '', textName = '', enumName = ''] = hostile.names
  const { up, down } = plansBetween(emptyModel, schema, dialectFor(database.dialect))
  const before = await catalogueOf(database)
  await runPlan(database, up)
  await run(database, `INSERT INTO ${quoted(tableName)} DEFAULT VALUES`)
  await run(database, `UPDATE ${quoted(tableName)} SET ${quoted(keyName)} = 2`)
  const [row] = await run(database, `SELECT * FROM ${quoted(tableName)}`)
  expect(Object.keys(row ?? {})).toEqual([keyName, textName, enumName, 'json_value', 'list_value', 'version'])
  expect(row?.[textName]).toBe(hostile.value)
  expect(row?.[enumName]).toBe(hostile.values[0])
  expect(parsed(row?.json_value)).toEqual({ [hostile.value]: [hostile.value] })
  expect(parsed(row?.list_value)).toEqual([hostile.value, 'x'])
  expect(row?.version).toBe(2)
  // The key has changed, which is the end of the row under the old one.
  expect(await run(database, `SELECT * FROM ${quoted(`h ${tableName}`)}`)).toHaveLength(3)
  await expect(
    run(database, `UPDATE ${quoted(tableName)} SET ${quoted(enumName)} = 'no such value'`),
  ).rejects.toThrow()
  if (database.dialect === 'postgres') {
    const [comments] = await run(
      database,
      `SELECT obj_description(c.oid, 'pg_class') AS of_table, col_description(c.oid, 2) AS of_column
      FROM pg_class c WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname NOT LIKE 'h %' ORDER BY c.oid LIMIT 1`,
    )
    // An empty comment is no comment.
    expect(comments).toEqual({ of_table: hostile.comment || null, of_column: hostile.comment || null })
  }
  await runPlan(database, down)
  expect(await catalogueOf(database)).toEqual(before)
}

describe.each([
  ['sqlite', 100],
  ['postgres', 40],
] as const)('nothing of the schema breaks out of its quotes on %s', (dialect, numRuns) => {
  let database: Opened
  beforeAll(async () => {
    database = await opened(dialect, { by: 'kysely' })
  })
  afterAll(() => database.close())

  test('whatever the names, texts and values are', async () => {
    await fc.assert(
      fc.asyncProperty(hostileCase, (hostile) => cleaningUp(database, () => checkCase(database, hostile))),
      { numRuns },
    )
  })

  test.each(attacks)('%s', async (attack) => {
    const hostile: Case = {
      names: [attack, `${attack} a`, `${attack} b`, `${attack} c`],
      value: `${attack}\n${attack}`,
      comment: `${attack}\n${attack}`,
      values: [attack, `${attack}\n`],
    }
    await cleaningUp(database, () => checkCase(database, hostile))
  })
})
