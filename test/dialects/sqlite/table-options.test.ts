import { describe, expect, onTestFinished, test } from 'vitest'
import { sqlite } from '../../../generator/dialects/sqlite/index.js'
import type { Column, LogicalType, Model } from '../../../generator/model/model.js'
import type { Plan } from '../../../generator/plan/plan.js'
import { column, model, table } from '../../support/model-builder.js'
import { statementsOf } from '../../support/plans.js'
import { exec, filled, type Plans, plansFor as plansForVersion, rowsOf, runPlan } from './migrating.js'

const native = (type: string): LogicalType => ({ kind: 'native', sql: { sqlite: type } })
const id = column('id', native('INTEGER'))
const value = (type: LogicalType): Column => column('value', type, { nullable: true })

const withOptions = (columns: readonly Column[], ...options: readonly string[]) =>
  model({
    tables: [table('t', columns, { key: ['id'], options: options.length === 0 ? {} : { sqlite: options } })],
  })

const plansFor = (...models: readonly [before: Model, after: Model]): Plans =>
  plansForVersion(...models, '3.45')

/** It is closed when the test ends, however that is. */
const filledHere = (before: Model): ReturnType<typeof filled> => {
  const database = filled(before)
  onTestFinished(() => {
    database.close()
  })
  return database
}

const hazardsOf = ({ transactions }: Plan) =>
  transactions.flatMap(({ steps }) => steps.flatMap(({ hazards }) => hazards))

const optionsOf = (database: ReturnType<typeof filled>) =>
  rowsOf(database, "SELECT wr, strict FROM pragma_table_list WHERE name = 't'")

const insert = (database: ReturnType<typeof filled>, stored: unknown) =>
  database.prepare('INSERT INTO t (id, value) VALUES (1, ?)').run(stored)

describe('a table becomes strict', () => {
  test.each<[string, LogicalType, unknown]>([
    ['text in a column of integers', native('INTEGER'), 'many'],
    ['a fraction in a column of integers', native('INT'), 1.5],
    ['bytes in a column of texts', { kind: 'text' }, Buffer.from('a')],
    ['text in a column of bytes', { kind: 'bytes' }, 'a'],
    ['text in a column of decimals', { kind: 'decimal', precision: 10, scale: 2 }, 'n/a'],
    ['text in a column of numbers', { kind: 'double' }, 'n/a'],
  ])('%s stops the migration, which says so, and stays', (_, type, stored) => {
    const before = withOptions([id, value(type)])
    const { up } = plansFor(before, withOptions([id, value(type)], 'strict'))
    const database = filledHere(before)
    insert(database, stored)
    expect(() => runPlan(database, up)).toThrow(/cannot store \w+ value in \w+ column t__new.value/)
    expect(rowsOf(database, 'SELECT value FROM t')).toEqual([[stored]])
    expect(hazardsOf(up)).toContainEqual({
      kind: 'may-fail',
      message: 'rows of t with a value that is not of the declared type of its column stop the migration',
    })
  })

  test('what fits is as it was, up and down', () => {
    const decimal: LogicalType = { kind: 'decimal', precision: 15, scale: 2 }
    const columns = [id, column('price', decimal), column('any', native('ANY'))]
    const before = withOptions(columns)
    const { up, down } = plansFor(before, withOptions(columns, 'strict', 'without rowid'))
    const database = filledHere(before)
    exec(database, "INSERT INTO t VALUES (1, 9999999999999.99, 'a'), (2, 3, 2.5), (3, 0.1, x'00')")
    const rows = rowsOf(database, 'SELECT * FROM t')
    runPlan(database, up)
    expect(optionsOf(database)).toEqual([[1, 1]])
    expect(rowsOf(database, 'SELECT * FROM t')).toEqual(rows)
    expect(() => exec(database, "INSERT INTO t VALUES (NULL, 1, 'a')")).toThrow(/NOT NULL/)
    runPlan(database, down)
    expect(optionsOf(database)).toEqual([[0, 0]])
    expect(rowsOf(database, 'SELECT * FROM t')).toEqual(rows)
  })
})

describe('a table is no longer strict', () => {
  const columns = [id, value(native('ANY'))]
  const before = withOptions(columns, 'strict')
  const after = withOptions(columns)

  test.each(['0012', '5', ' 7', '1e3', '.5', '+1'])(
    'the text %j would become a number, and stops it',
    (text) => {
      const database = filledHere(before)
      insert(database, text)
      const { up } = plansFor(before, after)
      expect(() => runPlan(database, up)).toThrow(/t\.value has a value that does not fit/)
      expect(rowsOf(database, 'SELECT value FROM t')).toEqual([[text]])
      expect(hazardsOf(up).map(({ message }) => message)).toContain(
        'rows whose t.value is a text that looks like a number stop the migration: it would become one',
      )
    },
  )

  test.each([['abc'], ['12 pieces'], ['0x10'], [''], [12], [1.5], [null], [Buffer.from('12')]])(
    '%j stays',
    (stored) => {
      const database = filledHere(before)
      insert(database, stored)
      runPlan(database, plansFor(before, after).up)
      expect(rowsOf(database, 'SELECT value FROM t')).toEqual([[stored]])
      expect(optionsOf(database)).toEqual([[0, 0]])
    },
  )
})

test('any value comes into a column of a strict table that takes any', () => {
  for (const [type, stored] of [
    [native(''), '0012'],
    [native('ANY'), 'abc'],
    [native('VARCHAR(10)'), '0012'],
    [{ kind: 'text' } as const, '12'],
    [{ kind: 'bytes' } as const, Buffer.from('12')],
  ] as const) {
    const before = withOptions([id, value(type)])
    const database = filledHere(before)
    insert(database, stored)
    runPlan(database, plansFor(before, withOptions([id, value(native('ANY'))], 'strict')).up)
    expect(rowsOf(database, 'SELECT value FROM t'), JSON.stringify(type)).toEqual([[stored]])
  }
})

test('a column that is added to a strict table has a type that it may have', () => {
  const price = column('price', { kind: 'decimal', precision: 10, scale: 2 }, { nullable: true })
  const before = withOptions([id], 'strict')
  const { up } = plansFor(before, withOptions([id, price], 'strict'))
  expect(statementsOf(up)).toEqual(['ALTER TABLE t ADD COLUMN price REAL'])
  const database = filledHere(before)
  runPlan(database, up)
  exec(database, "INSERT INTO t VALUES (1, '0.10')")
  expect(rowsOf(database, 'SELECT price FROM t')).toEqual([[0.1]])
})

test('a key is no number of its row where rows have none', () => {
  expect(sqlite.numbersKeys('INTEGER', ['strict'])).toBe(true)
  expect(sqlite.numbersKeys('INTEGER', ['strict', 'without rowid'])).toBe(false)
})
