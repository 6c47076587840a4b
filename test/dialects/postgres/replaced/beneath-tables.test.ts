import { afterAll, expect, test } from 'vitest'
import { closeEngines } from '../../../../generator/prove/engines/index.js'
import { wentBetween } from './between-databases.js'

afterAll(closeEngines)

/** All that can stand on a function, an operator and a collation. */
const standing = (head: string, operator: string, locale: string): string => `
CREATE FUNCTION twice(${head}) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';
CREATE FUNCTION four_times(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT twice(twice(n))';
CREATE OPERATOR === (LEFTARG = integer, RIGHTARG = integer, FUNCTION = ${operator});
CREATE COLLATION sorted (PROVIDER = libc, LOCALE = '${locale}');
CREATE TABLE t (
  id integer PRIMARY KEY, n integer NOT NULL DEFAULT twice(3), name text, doubled integer GENERATED ALWAYS AS (twice(n)) STORED,
  CONSTRAINT is_small CHECK (four_times(n) < 100));
CREATE INDEX t_twice_idx ON t (twice(n));
CREATE INDEX t_same_idx ON t (id) WHERE n === 2;
CREATE UNIQUE INDEX t_name_idx ON t (name COLLATE sorted);
CREATE POLICY own ON t USING (twice(n) > 0);
CREATE VIEW seen AS SELECT twice(n) FROM t;`

test('what holds no rows is taken off a function, an operator and a collation, and put back', async () => {
  const { up, down } = await wentBetween({
    before: standing('n integer', 'int4eq', 'C'),
    after: standing('number integer, more integer DEFAULT 0', 'int4le', 'POSIX'),
    rows: "INSERT INTO t VALUES (1, 2, 'a'), (2, DEFAULT, NULL)",
    look: 'SELECT id, n, name, doubled FROM t ORDER BY id',
  })
  for (const way of [up, down]) {
    expect(way.failure).toBeUndefined()
    expect(way.rows).toEqual([
      [1, 2, 'a', 4],
      [2, 6, null, 12],
    ])
    expect(way.hazards.filter(({ kind }) => kind === 'drops-data')).toEqual([])
  }
  expect(up.hazards).toContainEqual({
    kind: 'may-fail',
    message: 'rows of t that break is_small, which is made again, stop the migration',
  })
  expect(up.statements.filter((sql) => /^(?:DROP|ALTER TABLE|CREATE (?:UNIQUE )?INDEX)/.test(sql))).toEqual([
    'DROP VIEW seen',
    'DROP POLICY own ON t',
    'DROP INDEX t_twice_idx',
    'DROP INDEX t_same_idx',
    'DROP INDEX t_name_idx',
    'ALTER TABLE t DROP CONSTRAINT is_small',
    'ALTER TABLE t ALTER COLUMN n DROP DEFAULT',
    'ALTER TABLE t DROP COLUMN doubled',
    'DROP OPERATOR ===(integer,integer)',
    'DROP FUNCTION four_times(integer)',
    'DROP FUNCTION twice(integer)',
    'DROP COLLATION sorted',
    'ALTER TABLE t ALTER COLUMN n SET DEFAULT twice(3)',
    'ALTER TABLE t ADD COLUMN doubled integer GENERATED ALWAYS AS (twice(n)) STORED',
    'CREATE INDEX t_twice_idx ON t (twice(n))',
    'CREATE INDEX t_same_idx ON t (id) WHERE n === 2',
    'CREATE UNIQUE INDEX t_name_idx ON t (name COLLATE sorted)',
    expect.stringContaining('ADD CONSTRAINT is_small CHECK (four_times(n) < 100)'),
  ])
})

test('what goes together with a function goes before it', async () => {
  const table = 'CREATE TABLE t (id integer PRIMARY KEY, n integer'
  const { up, down } = await wentBetween({
    before: `CREATE FUNCTION f(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n';
      ${table} DEFAULT f(1), CONSTRAINT c CHECK (f(n) > 0)); CREATE INDEX i ON t (f(n));`,
    after: `${table});`,
    rows: 'INSERT INTO t VALUES (1)',
    look: 'SELECT * FROM t',
  })
  expect([up.failure, down.failure]).toEqual([undefined, undefined])
  expect(down.rows).toEqual([[1, 1]])
})

test.each([
  [
    'a column with the collation',
    (locale: string) =>
      `CREATE COLLATION c (PROVIDER = libc, LOCALE = '${locale}'); CREATE TABLE t (v text COLLATE c)`,
    'cannot drop collation c because other objects depend on it',
  ],
  [
    'a domain whose check calls the function',
    (name: string) =>
      `CREATE FUNCTION f(${name} integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
       CREATE DOMAIN d AS integer CHECK (f(VALUE)); CREATE TABLE t (v d)`,
    'cannot drop type d because other objects depend on it',
  ],
])('%s: the database refuses, and every row stays', async (_, sql, refusal) => {
  const { up } = await wentBetween({
    before: sql('C'),
    after: sql('POSIX'),
    rows: 'INSERT INTO t VALUES (1)',
    look: 'SELECT v::text FROM t',
  })
  expect(up.failure).toBe(refusal)
  expect(up.rows).toEqual([['1']])
})
