import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { diffModels } from '../../generator/changes/diff.js'
import type { LogicalType, Model } from '../../generator/model/model.js'
import type { Verdict } from '../../generator/plan/verdict.js'
import { openServerEngine, type ServerEngine } from '../../generator/prove/engines/postgres-server.js'
import { proveMigration } from '../../generator/prove/prove-migration.js'
import { column, enumeration, model, table } from '../support/model-builder.js'
import { dialectFor, plansBetween } from '../support/plans.js'

const types: { readonly [name: string]: LogicalType } = {
  text: { kind: 'text' },
  varchar: { kind: 'varchar', length: 12 },
  char: { kind: 'char', length: 6 },
  smallint: { kind: 'smallint' },
  integer: { kind: 'integer' },
  bigint: { kind: 'bigint' },
  real: { kind: 'real' },
  double: { kind: 'double' },
  decimal: { kind: 'decimal', precision: 10, scale: 2 },
  boolean: { kind: 'boolean' },
  date: { kind: 'date' },
  time: { kind: 'time' },
  timestamp: { kind: 'timestamp' },
  uuid: { kind: 'uuid' },
  json: { kind: 'json' },
  bytes: { kind: 'bytes' },
  texts: { kind: 'array', element: { kind: 'text' } },
  numbers: { kind: 'array', element: { kind: 'integer' } },
  state: { kind: 'enum', name: 'state' },
}

/** Fewer of them, where each pair takes longer. */
const few = ['text', 'integer', 'double', 'boolean', 'timestamp', 'json', 'bytes', 'numbers']

const state = { ...enumeration('state', ['open', 'closed']), native: false }

const with_ = (type: LogicalType | undefined): Model => {
  const value = { ...column('value', 'text'), ...(type && { type }) }
  return model({
    enums: [state],
    tables: [table('items', [column('id', 'integer'), value], { key: ['id'] })],
  })
}

let server: ServerEngine
beforeAll(async () => {
  server = await openServerEngine(inject('postgresUrl'))
})
afterAll(() => server.end())

/** Without a word of the author's. */
const converted = async (dialectName: string, from: string, to: string): Promise<Verdict> => {
  const dialect = dialectFor(dialectName)
  const [before, after] = [with_(types[from]), with_(types[to])]
  const request = { before, after, dialect, version: dialect.versions.default }
  const changes = diffModels(before, after).value ?? []
  const engine = dialectName === 'postgres' ? server : undefined
  return proveMigration({ ...request, changes, ...plansBetween(before, after, dialect) }, engine)
}

/** What becomes of the values of one type is the same in both databases. */
describe.each([
  ['sqlite', Object.keys(types)],
  ['postgres', few],
])('a column on %s gets', (dialect, names) => {
  test.each(names)(
    'from %s to every other type and back, or is refused for its values alone',
    async (from) => {
      const withRows: string[] = []
      for (const to of names.filter((name) => name !== from)) {
        const verdict = await converted(dialect, from, to)
        expect({ to, kind: verdict.kind, verdict }).toMatchObject({ to, kind: 'proven' })
        if (verdict.kind === 'proven' && verdict.rows > 1) withRows.push(to)
      }
      expect(withRows.join(' ')).toMatchSnapshot()
    },
  )
})
