import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Model, Script, View } from '../../../generator/model/model.js'
import { column, enumeration, model, table, view } from '../../support/model-builder.js'
import { withMeta } from './cases.js'
import { clear, create, execute, hazardsOf, plans, type Session, session, sqlOf } from './migrating.js'

const role = (name: string): string => `${name}_${randomUUID().slice(0, 8)}`
const [reader, writer, owner] = [role('reader'), role('writer'), role('owner')]

let database: Session
beforeAll(async () => {
  database = await session()
  for (const name of [reader, writer, owner]) await database.query(`CREATE ROLE ${name}`)
})
beforeEach(async () => {
  await clear(database)
  await database.query(`GRANT USAGE, CREATE ON SCHEMA public TO ${owner}`)
})
afterAll(async () => {
  await database.query(
    `DROP OWNED BY ${reader}, ${writer}, ${owner}; DROP ROLE ${reader}, ${writer}, ${owner}`,
  )
  await database.close()
})

const stats: Script = {
  name: 'stats',
  create: {
    postgres: [
      'CREATE MATERIALIZED VIEW stats AS SELECT tenant, count(*) AS projects FROM projects GROUP BY tenant',
    ],
  },
  drop: { postgres: ['DROP MATERIALIZED VIEW stats'] },
  dependsOn: ['projects'],
}
const states = enumeration('states', ['open', 'closed'], { native: true })
const open = (sql = 'SELECT projects.id, name FROM projects', comment?: string): View =>
  view('open', sql, { dependsOn: ['projects'], comment })

const schema = (state: 'varchar' | 'enum', views: readonly View[], scripts: readonly Script[] = []): Model =>
  model({
    enums: [states],
    tables: [
      table('projects', [
        column('id', 'integer'),
        column('tenant', 'integer'),
        column('name', 'text'),
        state === 'enum'
          ? column('state', { kind: 'enum', name: 'states' })
          : column('state', { kind: 'varchar', length: 20 }),
      ]),
    ],
    views,
    scripts,
  })

const idOf = async (name: string): Promise<unknown> =>
  (await database.query(`SELECT '${name}'::regclass::oid AS oid`))[0]?.['oid']

const all = async (): Promise<readonly unknown[]> =>
  (
    await database.query(`
      SELECT relname, relowner::regrole::text AS owner, reloptions, obj_description(c.oid) AS comment,
        array(SELECT x::text FROM unnest(relacl) x ORDER BY 1) AS acl,
        array(SELECT attname || a.attacl::text FROM pg_attribute a WHERE attrelid = c.oid AND attacl IS NOT NULL ORDER BY 1) AS columns,
        array(SELECT col_description(c.oid, n) FROM generate_series(1, 2) n) AS described,
        array(SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = c.oid) AS indexes,
        array(SELECT tgname FROM pg_trigger WHERE tgrelid = c.oid) AS triggers,
        array(SELECT rulename FROM pg_rewrite WHERE ev_class = c.oid ORDER BY 1) AS rules
      FROM pg_class c WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace ORDER BY 1`)
  ).map((row) => row)

const setByHand = async (): Promise<void> => {
  await database.query(`
    GRANT SELECT ON open TO ${reader};
    GRANT SELECT ON open TO ${writer} WITH GRANT OPTION;
    GRANT UPDATE (name) ON open TO ${writer};
    GRANT SELECT ON open TO PUBLIC;
    ALTER VIEW open SET (security_barrier = true, check_option = local);
    COMMENT ON COLUMN open.name IS 'It''s known';
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
    CREATE TRIGGER refused INSTEAD OF DELETE ON open FOR EACH ROW EXECUTE FUNCTION refuse();
    CREATE RULE nothing AS ON INSERT TO open DO INSTEAD NOTHING;
    ALTER VIEW open OWNER TO ${owner};
    REVOKE DELETE ON open FROM ${owner}`)
}

test('views that do not read a column stay where they are when it gets another type', async () => {
  const before = schema('varchar', [open()], [stats])
  const { up } = plans(before, schema('enum', [open()], [stats]), '15')
  await create(database, before)
  const ids = [await idOf('open'), await idOf('stats')]
  await execute(database, up)
  expect([await idOf('open'), await idOf('stats')]).toEqual(ids)
})

test('a view and a materialised view that are made anew keep what was set by hand', async () => {
  const read = open('SELECT id, name, state FROM projects', 'Known')
  const seen: Script = {
    ...stats,
    create: {
      postgres: [
        'CREATE MATERIALIZED VIEW stats AS SELECT state, count(*) AS projects FROM projects GROUP BY state',
      ],
    },
  }
  const before = schema('varchar', [read], [seen])
  const { up, down } = plans(before, schema('enum', [read], [seen]), '15')
  await create(database, before)
  await setByHand()
  await database.query(`
    CREATE UNIQUE INDEX by_state ON stats (state);
    COMMENT ON MATERIALIZED VIEW stats IS 'Counted';
    GRANT SELECT ON stats TO ${reader};
    ALTER MATERIALIZED VIEW stats SET (fillfactor = 70)`)
  const [found, id] = [await all(), await idOf('open')]
  await execute(database, up)
  expect(await idOf('open')).not.toBe(id)
  expect(await all()).toEqual(found)
  await execute(database, down)
  expect(await all()).toEqual(found)
  expect(await database.query(`SELECT current_setting('migration.kept_of_views', true) AS kept`)).toEqual([
    { kept: '' },
  ])
})

test('what default privileges would give to the new view is taken from it', async () => {
  const read = open('SELECT id, state FROM projects')
  const before = schema('varchar', [read])
  await create(database, before)
  await database.query(
    `GRANT SELECT ON open TO ${reader}; ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO ${writer}`,
  )
  await execute(database, plans(before, schema('enum', [read]), '15').up)
  await database.query(`ALTER DEFAULT PRIVILEGES REVOKE ALL ON TABLES FROM ${writer}`)
  expect(
    await database.query(
      `SELECT has_table_privilege('${writer}', 'open', 'select') AS writer, has_table_privilege('${reader}', 'open', 'select') AS reader`,
    ),
  ).toEqual([{ writer: false, reader: true }])
})

test('a view of another text keeps what was set on it, but for a comment that the model takes away', async () => {
  const before = schema('varchar', [open('SELECT id, name FROM projects', 'Known')])
  const { up } = plans(before, schema('varchar', [open('SELECT name, id FROM projects')]), '15')
  await create(database, before)
  await setByHand()
  const found = await all()
  await execute(database, up)
  expect(await all()).toEqual(
    found.map((each) => ({ ...Object(each), comment: null, described: ["It's known", null] })),
  )
})

test('a column that a view has no longer is missed by its grants alone', async () => {
  const before = schema('varchar', [open('SELECT id, name FROM projects')])
  await create(database, before)
  await database.query(`GRANT SELECT (name) ON open TO ${writer}; GRANT SELECT ON open TO ${reader}`)
  await execute(database, plans(before, schema('varchar', [open('SELECT id FROM projects')]), '15').up)
  expect(await database.query(`SELECT has_table_privilege('${reader}', 'open', 'select') AS reader`)).toEqual(
    [{ reader: true }],
  )
})

test('a view is made in the transaction that dropped it, though columns go and keys come later', async () => {
  const read = open('SELECT id, state FROM projects')
  const start = schema('varchar', [read])
  const [projects] = start.tables
  const [changed] = schema('enum', [read]).tables
  if (!projects || !changed) throw new Error('no table')
  const label = withMeta(column('label', 'text'), { backfill: { kind: 'sql', sql: 'upper(name)' } })
  const before = { ...start, tables: [projects] }
  const after = {
    ...start,
    tables: [{ ...changed, columns: [...changed.columns.filter(({ name }) => name !== 'name'), label] }],
  }
  const { up } = plans(before, after, '15')
  await create(database, before)
  await database.query(`INSERT INTO projects VALUES (1, 1, 'a', 'open'); GRANT SELECT ON open TO ${reader}`)
  await execute(database, up)
  const [first = ''] = sqlOf(up).split('-- none')
  expect(first).toContain('CREATE VIEW open')
  expect(hazardsOf(up).filter((hazard) => hazard.includes('reads open'))).toEqual([])
  expect(await database.query(`SELECT has_table_privilege('${reader}', 'open', 'select') AS reader`)).toEqual(
    [{ reader: true }],
  )
})

test('a function that is made anew is said to lose what was granted on it, and one of a trigger is not', () => {
  const made = (returns: string): Script => ({
    name: 'rate',
    create: { postgres: [`CREATE FUNCTION rate(x integer) RETURNS ${returns} LANGUAGE sql AS 'SELECT 1'`] },
    drop: { postgres: ['DROP FUNCTION rate(integer)'] },
    dependsOn: [],
  })
  const told = (before: string, after: string) =>
    hazardsOf(plans(schema('varchar', [], [made(before)]), schema('varchar', [], [made(after)]), '15').up)
  expect(told('integer', 'bigint')).toEqual([
    'breaks-running-code: function rate is made anew without the owner that it had and what was granted on it',
  ])
  expect(told('trigger', 'event_trigger')).toEqual([])
})
