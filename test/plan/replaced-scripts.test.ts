import { expect, test } from 'vitest'
import type { HazardKind } from '../../generator/dialects/dialect.js'
import { emptyModel, type Model } from '../../generator/model/model.js'
import type { Plan } from '../../generator/plan/plan.js'
import { column, model, script, table } from '../support/model-builder.js'
import { type Opened, opened, run } from '../support/opened.js'
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
  const [first] = statementsOf(plansBetween(seen('1 AS a'), seen('2 AS b'), postgres).up).filter(
    (sql) => !sql.startsWith('DO '),
  )
  expect(first).toBe('DROP VIEW v')
})

const parted = (by: string): Model =>
  model({
    scripts: [
      script(
        'events',
        { postgres: [`CREATE TABLE events (at date NOT NULL, n integer) PARTITION BY RANGE (${by})`] },
        { drop: { postgres: ['DROP TABLE events'] } },
      ),
      script(
        'events_all',
        { postgres: ['CREATE TABLE events_all PARTITION OF events DEFAULT'] },
        { drop: { postgres: ['DROP TABLE events_all'] }, dependsOn: ['events'] },
      ),
      script(
        'events_all_n',
        { postgres: ['CREATE INDEX events_all_n ON events_all (n)'] },
        { drop: { postgres: ['DROP INDEX events_all_n'] }, dependsOn: ['events_all'] },
      ),
    ],
  })

test('a partitioned table that is replaced gets its partitions again, and says that rows are lost', async () => {
  const database = await opened('postgres', { by: 'kysely' })
  try {
    await runPlan(database, plansBetween(emptyModel, parted('at'), postgres).up)
    const { up, down } = plansBetween(parted('at'), parted('n'), postgres)
    for (const plan of [up, down]) {
      expect(lossesOf(plan)).toEqual([
        'the rows of what the script events_all made are lost',
        'the rows of what the script events made are lost',
      ])
      await runPlan(database, plan)
      expect(await run(database, `SELECT to_regclass('events_all_n')::text AS name`)).toEqual([
        { name: 'events_all_n' },
      ])
    }
  } finally {
    await database.close()
  }
})

test.each([
  ['sqlite', 'CREATE VIRTUAL TABLE held USING fts5(x)', 'DROP TABLE held', 'the rows of'],
  ['postgres', 'CREATE SEQUENCE held', 'DROP SEQUENCE held', 'how far what'],
  ['postgres', 'CREATE SCHEMA held', 'DROP SCHEMA held CASCADE', 'what stands in the schema of'],
  ['postgres', 'ALTER TABLE t ADD held hstore', 'ALTER TABLE t DROP COLUMN held', 'the values of'],
] as const)('on %s, removing again what %s made loses what it held', (name, create, drop, lost) => {
  const held = (text: string): Model =>
    model({ scripts: [script('held', { [name]: [text] }, { drop: { [name]: [drop] } })] })
  const { up } = plansBetween(held(create), held(`${create} /* another */`), dialectFor(name))
  expect(lossesOf(up)).toEqual([expect.stringContaining(lost)])
})

test('a sequence of a table that is there, started again, loses how far it had counted', () => {
  const counting = (start: number): Model =>
    model({
      tables: [table('t', [column('id', 'integer')])],
      scripts: [
        script(
          'counts',
          { postgres: [`ALTER SEQUENCE t_id_seq START ${start} RESTART`] },
          { drop: { postgres: ['ALTER SEQUENCE t_id_seq START 1'] }, dependsOn: ['t'] },
        ),
      ],
    })
  expect(lossesOf(plansBetween(emptyModel, counting(1), postgres).up)).toEqual([])
  expect(lossesOf(plansBetween(counting(1), counting(5), postgres).up)).toEqual([
    'how far what the script counts restarts had counted is lost',
  ])
})

test('a script that destroys rows when it is made says so, and is not made again beneath a change of what it stands on', async () => {
  const destroying = (head: string): Model => {
    const before = touching(1, head)
    const create = { postgres: ['DELETE FROM t', 'ALTER TABLE t DROP COLUMN IF EXISTS legacy'] }
    const drop = { drop: { postgres: ['SELECT 1'] }, dependsOn: ['t', 'touch'] }
    return { ...before, scripts: [...before.scripts, script('cleared', create, drop)] }
  }
  const [before, first, second] = [
    touching(1),
    destroying('touch() RETURNS trigger'),
    destroying('touch() RETURNS trigger COST 7'),
  ]
  const { up } = plansBetween(before, first, postgres)
  expect(lossesOf(up)).toEqual([
    'the rows that the script cleared deletes are lost',
    'the values of the columns that the script cleared drops are lost',
  ])
  await onDatabase(async (database) => {
    for (const plan of [plansBetween(emptyModel, before, postgres).up, up]) await runPlan(database, plan)
    await run(database, 'INSERT INTO t (id, n) VALUES (1, 0)')
    const replaced = plansBetween(first, second, postgres).up
    expect(lossesOf(replaced)).toEqual([])
    await runPlan(database, replaced)
    expect(await run(database, 'SELECT n FROM t')).toEqual([{ n: 1 }])
  })
})

const lossesOf = (plan: Plan): readonly string[] => hazardsOf(plan, 'drops-data')

const hazardsOf = (plan: Plan, kind: HazardKind): readonly string[] =>
  plan.transactions
    .flatMap(({ steps }) => steps.flatMap(({ hazards }) => hazards))
    .filter((hazard) => hazard.kind === kind)
    .map(({ message }) => message)

const onDatabase = async (work: (database: Opened) => Promise<void>): Promise<void> => {
  const database = await opened('postgres', { by: 'kysely' })
  try {
    await work(database)
  } finally {
    await database.close()
  }
}

/** A table that stands on the object, and a script that makes it. */
const standing = (create: readonly string[], drop: string): Model =>
  model({
    scripts: [
      script('object', { postgres: [...create] }, { drop: { postgres: [drop] } }),
      script(
        'used',
        { postgres: ["CREATE TABLE used (id integer DEFAULT nextval('counts'), d amount)"] },
        { drop: { postgres: ['DROP TABLE used'] }, dependsOn: ['object'] },
      ),
    ],
  })

const sequence = (words: string) => `CREATE SEQUENCE counts AS bigint START 1 ${words}`
const counting = (words: string, ...comments: readonly string[]) =>
  standing([sequence(words), ...comments], 'DROP SEQUENCE counts')
const plain = 'INCREMENT 1 MINVALUE 1 MAXVALUE 1000 CACHE 1'
const amount = (words: string, ...comments: readonly string[]) =>
  standing([`CREATE DOMAIN amount AS integer${words}`, ...comments], 'DROP DOMAIN amount')
const note = (text: string) => `COMMENT ON DOMAIN amount IS '${text}'`

test.each<[string, Model, Model, readonly string[]]>([
  [
    'a sequence',
    counting(plain),
    counting('INCREMENT 5 MINVALUE 1 MAXVALUE 9000 CACHE 1 CYCLE'),
    ['ALTER SEQUENCE counts AS bigint START 1 INCREMENT 5 MINVALUE 1 MAXVALUE 9000 CACHE 1 CYCLE'],
  ],
  [
    'a sequence that no longer cycles',
    counting(`${plain} CYCLE`),
    counting(plain),
    [`ALTER SEQUENCE counts AS bigint START 1 ${plain} NO CYCLE`],
  ],
  [
    'a comment on a sequence',
    counting(plain),
    counting(plain, "COMMENT ON SEQUENCE counts IS 'it''s'"),
    ["COMMENT ON SEQUENCE counts IS 'it''s'"],
  ],
  [
    'checks and a default of a domain',
    amount(' DEFAULT 1 CONSTRAINT a CHECK (VALUE > 0) CONSTRAINT b CHECK (VALUE < 9)'),
    amount(
      " NOT NULL CONSTRAINT b CHECK (VALUE <> 5 AND (VALUE < 99)) CONSTRAINT c CHECK (VALUE::text <> ' CONSTRAINT ')",
    ),
    [
      'ALTER DOMAIN amount DROP CONSTRAINT a',
      'ALTER DOMAIN amount DROP CONSTRAINT b',
      'ALTER DOMAIN amount DROP DEFAULT',
      'ALTER DOMAIN amount SET NOT NULL',
      'ALTER DOMAIN amount ADD CONSTRAINT b CHECK (VALUE <> 5 AND (VALUE < 99))',
      "ALTER DOMAIN amount ADD CONSTRAINT c CHECK (VALUE::text <> ' CONSTRAINT ')",
    ],
  ],
  ['a comment on a domain', amount('', note('old')), amount('', note('new')), [note('new')]],
  ['no comment any more', amount('', note('old')), amount(''), ['COMMENT ON DOMAIN amount IS NULL']],
])(
  '%s is changed beneath a table that stands on it, there and back',
  async (_, before, after, statements) => {
    await onDatabase(async (database) => {
      const isSequence = statementsOf(plansBetween(emptyModel, before, postgres).up)[0]?.includes('SEQUENCE')
      await run(database, isSequence ? 'CREATE DOMAIN amount AS integer' : 'CREATE SEQUENCE counts')
      await runPlan(database, plansBetween(emptyModel, before, postgres).up)
      const { up, down } = plansBetween(before, after, postgres)
      expect(statementsOf(up)).toEqual(statements)
      expect(lossesOf(up)).toEqual([])
      await run(database, 'INSERT INTO used (d) VALUES (3)')
      for (const plan of [up, down]) {
        await runPlan(database, plan)
        expect(await run(database, 'SELECT d FROM used')).toEqual([{ d: 3 }])
      }
    })
  },
)

test.each([
  ['another type', amount(''), standing(['CREATE DOMAIN amount AS bigint'], 'DROP DOMAIN amount')],
  ['checks without names', amount(' CHECK (VALUE > 0)'), amount(' CHECK (VALUE > 1)')],
  [
    'a check behind a default',
    amount(' DEFAULT 1 CHECK (VALUE > 0)'),
    amount(' DEFAULT 2 CHECK (VALUE > 0)'),
  ],
])('%s of a domain: it is removed and made anew', (_, before, after) => {
  expect(statementsOf(plansBetween(before, after, postgres).up).join('\n')).toContain('DROP DOMAIN amount')
})
