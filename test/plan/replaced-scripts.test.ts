import { expect, test } from 'vitest'
import { emptyModel, type Model } from '../../generator/model/model.js'
import { column, model, script, table } from '../support/model-builder.js'
import { opened, run } from '../support/opened.js'
import { dialectFor, plansBetween, runPlan, statementsOf } from '../support/plans.js'

const postgres = dialectFor('postgres')

const touching = (value: number, head = 'touch() RETURNS trigger'): Model =>
  model({
    tables: [table('t', [column('id', 'integer'), column('n', 'integer')])],
    scripts: [
      script(
        'touch',
        {
          postgres: [
            `CREATE OR REPLACE FUNCTION ${head} LANGUAGE plpgsql AS $$ BEGIN NEW.n := ${value}; RETURN NEW; END $$`,
          ],
        },
        { drop: { postgres: ['DROP FUNCTION touch'] } },
      ),
      script(
        'touched',
        { postgres: ['CREATE TRIGGER touched BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION touch()'] },
        { drop: { postgres: ['DROP TRIGGER touched ON t'] }, dependsOn: ['t', 'touch'] },
      ),
    ],
  })

test('a function is replaced beneath the trigger that calls it, there and back', async () => {
  const database = await opened('postgres', { by: 'kysely' })
  try {
    await runPlan(database, plansBetween(emptyModel, touching(1), postgres).up)
    const { up, down } = plansBetween(touching(1), touching(2), postgres)
    expect(statementsOf(up)).toHaveLength(1)
    for (const [plan, n] of [
      [up, 2],
      [down, 1],
    ] as const) {
      await runPlan(database, plan)
      await run(database, `INSERT INTO t (id, n) VALUES (${n}, 0)`)
      expect(await run(database, `SELECT n FROM t WHERE id = ${n}`)).toEqual([{ n }])
    }
  } finally {
    await database.close()
  }
})

test('a function of another head, and a view, are dropped first', () => {
  const changed = statementsOf(plansBetween(touching(1), touching(1, 'touch() RETURNS void'), postgres).up)
  expect(changed.some((sql) => sql.startsWith('DROP FUNCTION touch'))).toBe(true)
  const seen = (what: string): Model =>
    model({
      scripts: [
        script(
          'v',
          { postgres: [`CREATE OR REPLACE VIEW v AS SELECT ${what}`] },
          { drop: { postgres: ['DROP VIEW v'] } },
        ),
      ],
    })
  expect(statementsOf(plansBetween(seen('1 AS a'), seen('2 AS b'), postgres).up)[0]).toBe('DROP VIEW v')
})
