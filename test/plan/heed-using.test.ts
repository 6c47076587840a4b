import { describe, expect, test } from 'vitest'
import type { Change } from '../../generator/changes/change.js'
import { diffModels } from '../../generator/changes/diff.js'
import { invert } from '../../generator/changes/invert.js'
import { dialects } from '../../generator/dialects/index.js'
import type { LogicalType, Model } from '../../generator/model/model.js'
import { planMigration } from '../../generator/plan/plan-migration.js'
import { column, enumeration, model, table } from '../support/model-builder.js'

const withState = (type: LogicalType): Model =>
  model({
    enums: [enumeration('drafts', ['draft', 'live']), enumeration('states', ['open', 'done'])],
    tables: [
      table('tasks', [column('id', 'integer'), { ...column('state', 'text'), type }], { key: ['id'] }),
    ],
  })

const [before, after] = [
  withState({ kind: 'enum', name: 'drafts' }),
  withState({ kind: 'enum', name: 'states' }),
]
const up = "CASE state WHEN 'draft' THEN 'open' ELSE 'done' END"
const down = "CASE state WHEN 'open' THEN 'draft' ELSE 'live' END"

const changes = (diffModels(before, after).value ?? []).map(
  (change): Change =>
    change.kind === 'alterColumn'
      ? {
          ...change,
          up: { using: up, backfill: undefined },
          down: { using: down, backfill: undefined },
        }
      : change,
)

describe.each(dialects.map((dialect) => [dialect.name, dialect] as const))('%s', (_, dialect) => {
  const target = { dialect, version: dialect.versions.default }
  const sqlOf = (...[planned, models]: [readonly Change[], { before: Model; after: Model }]): string =>
    planMigration(planned, target, models)
      .transactions.flatMap(({ steps }) => steps.flatMap(({ statements }) => statements))
      .map(({ sql }) => sql)
      .join('\n')

  test("the author's expression stands in the SQL of its own direction", () => {
    const there = sqlOf(changes, { before, after })
    const back = sqlOf(invert(changes), { before: after, after: before })
    expect([there.includes(up), there.includes(down)]).toEqual([true, false])
    expect([back.includes(up), back.includes(down)]).toEqual([false, true])
  })

  test('a plan without it is a bug that is told', () => {
    const forgetful = { ...dialect, lower: () => ({ steps: [], directives: [] }) }
    const plan = () => planMigration(changes, { ...target, dialect: forgetful }, { before, after })
    expect(plan).toThrow(`No statement converts tasks.state by ${up}`)
  })
})
