import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emitNames } from '../../generator/emit/emit-names.js'
import { fileNames } from '../../generator/emit/file-names.js'
import { parameterNames } from '../../generator/emit/names.js'
import type { Model } from '../../generator/model/model.js'
import { column, enumeration, resolved, table } from '../support/model-builder.js'

const tablesNamed = (...names: readonly string[]) =>
  names.map((name) => table(name, [column('id', 'integer')]))

function rowsOf(model: Partial<Model>): Record<string, string> {
  const { value, diagnostics } = emitNames(resolved(model).model, 'snake')
  expect(diagnostics).toEqual([])
  return Object.fromEntries([...(value?.tables ?? [])].map(([name, { row }]) => [name, row]))
}

describe('types of rows', () => {
  test('are singular, and a history is called after its rows', () => {
    const history = table('research_runs_log', [column('history_id', 'bigint')], {
      historyOf: 'research_runs',
    })
    expect(rowsOf({ tables: [...tablesNamed('research_runs', 'news'), history] })).toEqual({
      research_runs: 'ResearchRun',
      news: 'News',
      research_runs_log: 'ResearchRunHistory',
    })
  })

  test('give way to names that generated code needs', () => {
    const names = [
      'dates',
      'records',
      'maps',
      'promises',
      'generated',
      'column_types',
      'databases',
      'kyselies',
      'json_values',
    ]
    for (const row of Object.values(rowsOf({ tables: tablesNamed(...names) }))) expect(row).toMatch(/Row$/)
  })

  test('give way to enums and to types derived from other tables, in whatever order', () => {
    const tables = tablesNamed('users', 'user_updates', 'new_users', 'states')
    const expected = {
      users: 'User',
      user_updates: 'UserUpdateRow',
      new_users: 'NewUserRow',
      states: 'StateRow',
    }
    expect(rowsOf({ enums: [enumeration('state', ['a'])], tables })).toEqual(expected)
    expect(rowsOf({ enums: [enumeration('state', ['a'])], tables: tables.toReversed() })).toEqual(expected)
  })

  test('that are the same for two tables are reported', () => {
    const { value, diagnostics } = emitNames(
      resolved({ tables: tablesNamed('user', 'users') }).model,
      'snake',
    )
    expect(value).toBeUndefined()
    expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ['type-name-clash', 'table users and table user would both be called User in TypeScript'],
    ])
  })

  test('are what the author says, and those of the history with them', () => {
    const [member, ...others] = tablesNamed('users', 'user', 'Members')
    const { model } = resolved({ tables: [...others, ...(member ? [member] : [])] })
    const named = (name: string, typescript: string): Model => ({
      ...model,
      tables: model.tables.map((each) =>
        each.name === name && each.meta ? { ...each, meta: { ...each.meta, typescript } } : each,
      ),
    })
    const tables = emitNames(named('users', 'Person'), 'snake').value?.tables
    expect(tables?.get('users')).toMatchObject({
      row: 'Person',
      key: 'users',
      repository: 'PersonRepository',
    })
    expect(tables?.get('user')?.row).toBe('User')
    expect(emitNames(named('users', 'Member'), 'snake').diagnostics.map(({ message }) => message)).toEqual([
      'table users and table Members would both be called Member in TypeScript',
    ])
    expect(emitNames(named('users', 'Date'), 'snake').diagnostics.map(({ message }) => message)).toEqual([
      'users cannot be called Date in TypeScript: generated code means something else by it',
    ])
  })

  test('of tables whose keys a change of case makes one are reported', () => {
    const { model } = resolved({ tables: tablesNamed('run_state', 'runState') })
    const apart: Model = {
      ...model,
      tables: model.tables.map((each, index) =>
        each.meta ? { ...each, meta: { ...each.meta, typescript: `Run${index}` } } : each,
      ),
    }
    const snake = emitNames(apart, 'snake').value?.tables
    expect([...(snake?.values() ?? [])].map(({ definition }) => definition)).toEqual([
      'runState',
      'runStateDefinition',
    ])
    expect(emitNames(apart, 'camel').diagnostics.map(({ message }) => message)).toEqual([
      'run_state and runState would both be the property runState of DB in TypeScript',
    ])
  })

  test('that are the same for two enums are reported', () => {
    const enums = [enumeration('run_state', ['a']), enumeration('runState', ['a'])]
    const { diagnostics } = emitNames(resolved({ enums }).model, 'snake')
    expect(diagnostics.map(({ code }) => code)).toEqual(['type-name-clash'])
  })
})

describe('properties', () => {
  test('that a change of case makes one are reported', () => {
    const { model } = resolved({
      tables: [table('lines', [column('unit_price', 'integer'), column('unitPrice', 'integer')])],
    })
    expect(emitNames(model, 'snake').diagnostics).toEqual([])
    const [problem, ...more] = emitNames(model, 'camel').diagnostics
    expect(more).toEqual([])
    expect(problem).toMatchObject({ code: 'property-name-clash', severity: 'error' })
    expect(problem?.message).toContain('unit_price and unitPrice of lines')
  })

  test('are SQL names or camel case', () => {
    const { model } = resolved({ tables: [table('order_lines', [column('unit price', 'integer')])] })
    const snake = emitNames(model, 'snake').value?.tables.get('order_lines')
    const camel = emitNames(model, 'camel').value?.tables.get('order_lines')
    expect([snake?.key, snake?.properties.get('unit price')]).toEqual(['order_lines', 'unit price'])
    expect([camel?.key, camel?.properties.get('unit price')]).toEqual(['orderLines', 'unitPrice'])
  })

  test('that are the same for two columns are reported', () => {
    const { model } = resolved({
      tables: [table('lines', [column('unit_price', 'integer'), column('unitPrice', 'integer')])],
    })
    expect(emitNames(model, 'snake').diagnostics).toEqual([])
    expect(emitNames(model, 'camel').diagnostics.map(({ message }) => message)).toEqual([
      'columns unit_price and unitPrice of lines would both be the property unitPrice in TypeScript',
    ])
  })

  test.each([
    ['transaction', 'transaction_'],
    ['db', 'db_'],
    ['after_commit', 'afterCommit_'],
  ])('a table named %s leaves the member of that name alone', (name, property) => {
    const { value } = emitNames(resolved({ tables: tablesNamed(name) }).model, 'camel')
    expect(value?.tables.get(name)?.property).toBe(property)
  })

  test('as parameters are different identifiers', () => {
    expect(parameterNames(['class', 'class_', 'a b', 'a_b', 'options', 'type'], 'snake')).toEqual([
      'class_',
      'class__',
      'a_b',
      'a_b_',
      'options_',
      'type',
    ])
  })
})

describe('files', () => {
  test('are called after their tables where every file system can', () => {
    expect([...fileNames(['runs', 'Order-Lines', '_x']).values()].sort()).toEqual([
      'Order-Lines',
      '_x',
      'runs',
    ])
  })

  test('differ in more than case', () => {
    expect([...fileNames(['USERS', 'Users', 'users']).values()]).toEqual(['USERS', 'Users_2', 'users_3'])
  })

  test('never collide and never leave the folder', () => {
    const hostile = fc.constantFrom(
      '../x',
      '..',
      '.',
      'a/b',
      'a\\b',
      'CON',
      'con',
      'nul',
      'Users',
      'users',
      'naïve',
      '',
      '🙂',
      'a'.repeat(300),
    )
    fc.assert(
      fc.property(fc.uniqueArray(fc.oneof(hostile, fc.string({ unit: 'binary' }))), (tables) => {
        const names = [...fileNames(tables).values()]
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(tables.length)
        for (const name of names) expect(name).toMatch(/^(?!con$|nul$)[A-Za-z0-9_-]{1,110}$/i)
        expect(fileNames(tables.toReversed())).toEqual(fileNames(tables))
      }),
    )
  })
})
