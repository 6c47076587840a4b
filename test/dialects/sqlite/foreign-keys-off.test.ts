import { describe, expect, test } from 'vitest'
import type { Model } from '../../../generator/model/model.js'
import { column, foreignKey, model, table, text } from '../../support/model-builder.js'
import { statementsOf } from '../../support/plans.js'
import { exec, filled, plansFor, rowsOf } from './migrating.js'

const parent = (value: string) =>
  table('odd "parent"', [column('id', 'integer'), column('name', 'text', text(value))], { key: ['id'] })
const child = table('child', [column('id', 'integer'), column('parent_id', 'integer')], {
  key: ['id'],
  foreignKeys: [foreignKey('child_fkey', ['parent_id'], 'odd "parent"', ['id'], { onDelete: 'cascade' })],
})
const alone = (value: string) =>
  table('alone', [column('id', 'integer'), column('name', 'text', text(value))], { key: ['id'] })
const family = (value: string): Model => model({ tables: [parent(value), child, alone('a')] })

describe('a table that others point at is made anew', () => {
  const { up } = plansFor(family('a'), family('b'), '3.45')

  test('with foreign keys off, and the rows of all that reach it are counted', () => {
    expect(up.directives).toEqual(['foreign_keys: off', 'keeps_rows: "odd ""parent""", child'])
  })

  test.each([true, false])(
    'by a runner that leaves foreign keys on not at all, in a transaction: %s',
    (transaction) => {
      const database = filled(family('a'), [
        `INSERT INTO "odd ""parent""" (id) VALUES (1)`,
        'INSERT INTO child VALUES (1, 1)',
      ])
      const before = rowsOf(database, 'SELECT type, name, sql FROM sqlite_schema')
      if (transaction) exec(database, 'BEGIN')
      const run = () =>
        statementsOf(up).forEach((sql) => {
          exec(database, sql)
        })
      expect(run).toThrow(/foreign keys are on/)
      if (transaction) exec(database, 'COMMIT')
      expect(rowsOf(database, 'SELECT * FROM child')).toEqual([[1, 1]])
      expect(rowsOf(database, 'SELECT type, name, sql FROM sqlite_schema')).toEqual(before)
      expect(rowsOf(database, 'SELECT * FROM temp.sqlite_schema')).toEqual([])
      database.close()
    },
  )

  test('without a word where they are off', () => {
    const database = filled(family('a'), [
      `INSERT INTO "odd ""parent""" (id) VALUES (1)`,
      'INSERT INTO child VALUES (1, 1)',
    ])
    database.pragma('foreign_keys = OFF')
    for (const sql of statementsOf(up)) exec(database, sql)
    expect(rowsOf(database, 'SELECT * FROM child')).toEqual([[1, 1]])
    database.close()
  })
})

test('a table that nobody points at needs no guard', () => {
  const { up } = plansFor(model({ tables: [alone('a')] }), model({ tables: [alone('b')] }), '3.45')
  expect(up.directives).toEqual(['foreign_keys: off', 'keeps_rows: alone'])
  expect(statementsOf(up).join('\n')).not.toContain('pragma_foreign_keys')
})

test('what is altered in place asks for nothing', () => {
  const wider = model({
    tables: [
      parent('a'),
      child,
      { ...alone('a'), columns: [...alone('a').columns, column('note', 'text', { nullable: true })] },
    ],
  })
  const { up } = plansFor(family('a'), wider, '3.45')
  expect(up.directives).toEqual([])
  expect(statementsOf(up)).toEqual(['ALTER TABLE alone ADD COLUMN note TEXT'])
})

test('a comment makes no statement', () => {
  const commented = model({ tables: [{ ...alone('a'), comment: 'By itself.' }] })
  const { up } = plansFor(model({ tables: [alone('a')] }), commented, '3.45')
  expect(statementsOf(up)).toEqual([])
})
