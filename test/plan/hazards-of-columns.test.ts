import { describe, expect, test } from 'vitest'
import type { Column } from '../../generator/model/model.js'
import { column, enumeration, model, table } from '../support/model-builder.js'
import { dialectFor, plansBetween } from '../support/plans.js'

const hazards = (dialect: string, before: Column, after: Column, native = false): readonly string[] => {
  const side = (changing: Column) =>
    model({
      enums: [enumeration('states', ['open', 'closed'], { native })],
      tables: [table('projects', [column('id', 'integer'), changing])],
    })
  const { up } = plansBetween(side(before), side(after), dialectFor(dialect))
  return up.transactions.flatMap(({ steps }) =>
    steps.flatMap((step) => step.hazards.map(({ kind, message }) => `${kind}: ${message}`)),
  )
}

const short = column('state', { kind: 'varchar', length: 20 })
const state = column('state', { kind: 'enum', name: 'states' })
const unknown =
  'may-fail: rows with a value in projects.state that the enum states has not stop the migration'

describe('varchar becomes an enum', () => {
  test('that is a text on PostgreSQL, which writes nothing anew', () => {
    expect(hazards('postgres', short, state)).toEqual([unknown])
  })
  test('with a type of its own', () => {
    expect(hazards('postgres', short, state, true)).toContain(
      'narrows-type: projects.state: values of varchar(20) that do not fit states stop the migration or come out differently',
    )
  })
  test('on SQLite', () => {
    expect(hazards('sqlite', short, state)).toContain(unknown)
  })
  test('of numbers, which are written anew', () => {
    const found = hazards('postgres', column('state', 'integer'), state)
    expect(found).toContain(
      'rewrites-table: projects.state is converted from integer to text, which writes projects anew',
    )
    expect(found.join('\n')).toContain('values of integer that do not fit states stop')
  })
})

describe.each(['postgres', 'sqlite'])('a column of %s that becomes NOT NULL', (dialect) => {
  const fails = 'breaks-running-code: code that inserts into projects without size fails from then on'
  const size = (rest: Partial<Column>) => column('size', 'bigint', rest)
  test('breaks code that leaves it out', () => {
    expect(hazards(dialect, size({ nullable: true }), size({}))).toContain(fails)
  })
  test('but not where it has a default', () => {
    const value = { default: { kind: 'literal', value: 0 } } as const
    expect(hazards(dialect, size({ nullable: true, ...value }), size(value))).not.toContain(fails)
  })
})
