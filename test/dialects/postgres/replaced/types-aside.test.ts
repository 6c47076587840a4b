import { afterAll, expect, test } from 'vitest'
import { closeEngines } from '../../../../generator/prove/engines/index.js'
import { type Difference, wentBetween } from './between-databases.js'

afterAll(closeEngines)

/** A table whose every part stands on the enum, and what other objects make of it. */
const onEnum = (path: string, values: string, refused: string): string => `
CREATE SCHEMA s;
CREATE TYPE ${path} AS ENUM (${values});
COMMENT ON TYPE ${path} IS 'moods';
CREATE TYPE pair AS (one ${path}, number integer);
CREATE DOMAIN calm AS ${path} CONSTRAINT calm_check CHECK (VALUE <> '${refused}');
CREATE FUNCTION same(a ${path}) RETURNS ${path} LANGUAGE sql IMMUTABLE AS 'SELECT a';
CREATE FUNCTION one_of(a pair) RETURNS ${path} LANGUAGE sql IMMUTABLE AS 'SELECT (a).one';
CREATE TABLE t (
  id integer PRIMARY KEY, mood ${path} NOT NULL DEFAULT 'b', moods ${path}[] DEFAULT '{a}', pair pair, calm calm DEFAULT 'b',
  is_a boolean GENERATED ALWAYS AS (mood = 'a') STORED, CONSTRAINT refused CHECK (same(mood) <> '${refused}'));
CREATE INDEX t_mood_idx ON t (mood);
CREATE INDEX t_same_idx ON t (same(mood)) WHERE calm::${path} = 'a';
CREATE VIEW seen AS SELECT mood, calm, one_of(pair) FROM t WHERE mood >= 'a';`

const moods = `INSERT INTO t VALUES (1, 'a', '{a,NULL,b}', '(a,1)', 'a'), (2, 'b', NULL, NULL, NULL), (3, 'b', '{}', '(,)', 'b')`
const all = 'SELECT t::text FROM t ORDER BY id'

test.each(['s.mood', 'mood'])('an enum with fewer values in another order: %s', async (path) => {
  const { up, down } = await wentBetween({
    before: onEnum(path, "'c', 'b', 'a'", 'c'),
    after: onEnum(path, "'a', 'b', 'd'", 'd'),
    rows: moods,
    look: all,
  })
  for (const way of [up, down]) {
    expect(way.failure).toBeUndefined()
    expect(way.rows).toEqual([['(1,a,"{a,NULL,b}","(a,1)",a,t)'], ['(2,b,,,,f)'], ['(3,b,{},"(,)",b,f)']])
  }
  expect(up.hazards.filter(({ kind }) => kind === 'narrows-type').map(({ message }) => message)).toEqual(
    ['mood', 'moods', 'pair.one', 'calm'].map(
      (name) => `t.${name} can no longer be c; rows with such a value stop the migration`,
    ),
  )
})

const point = (type: string): string => `
${type};
CREATE TYPE stretch AS (start p, "End" p);
CREATE TABLE t (id integer PRIMARY KEY, v p NOT NULL, stretch stretch);
CREATE UNIQUE INDEX t_v_idx ON t (v);
CREATE VIEW seen AS SELECT v, stretch FROM t;`

const domains = (first: string, second: string): string => `
${first}; ${second};
CREATE TABLE t (id integer PRIMARY KEY, a one NOT NULL DEFAULT 3, many one[], b two UNIQUE, CONSTRAINT a_is_small CHECK (a < 100));
CREATE INDEX t_a_idx ON t (a) WHERE a > 1;
CREATE VIEW seen AS SELECT a, b FROM t;`

const cases: readonly (readonly [
  string,
  Difference,
  sql: readonly string[],
  rows: readonly string[],
  lost: readonly string[],
])[] = [
  [
    'a composite type with attributes in another order and of other types',
    {
      before: point('CREATE TYPE p AS (x integer, y numeric(10,2), z text)'),
      after: point('CREATE TYPE p AS (y numeric(10,1), x bigint)'),
      rows: `INSERT INTO t VALUES (1, '(1,2.5,a)', '("(3,4,b)",)'), (2, '(,,)', '("(,,)","(1,2,)")')`,
      look: all,
    },
    ['ALTER TYPE p RENAME TO p_old', 'CREATE TYPE p AS (y numeric(10,1), x bigint)', 'DROP TYPE p_old'],
    ['(1,"(2.5,1)","(""(4.0,3)"",)")', '(2,"(,)","(""(,)"",""(2.0,1)"")")'],
    [
      't.v.y: values of numeric(10,2) that do not fit numeric(10,1) stop the migration',
      'what values of t.v have in z is lost',
      ...['start', '"End"'].flatMap((name) => [
        `t.stretch.${name}.y: values of numeric(10,2) that do not fit numeric(10,1) stop the migration`,
        `what values of t.stretch.${name} have in z is lost`,
      ]),
    ],
  ],
  [
    'domains over other types',
    {
      before: domains('CREATE DOMAIN one AS integer', 'CREATE DOMAIN two AS varchar(20)'),
      after: domains(
        'CREATE DOMAIN one AS bigint CONSTRAINT one_check CHECK (VALUE > 0)',
        'CREATE DOMAIN two AS varchar(10) NOT NULL',
      ),
      rows: `INSERT INTO t VALUES (1, 2, '{1,2}', 'abc')`,
      look: all,
    },
    [
      'ALTER DOMAIN one RENAME TO one_old',
      'ALTER DOMAIN two RENAME TO two_old',
      'CREATE DOMAIN one AS bigint CONSTRAINT one_check CHECK (VALUE > 0)',
      'CREATE DOMAIN two AS character varying(10) NOT NULL',
      'DROP DOMAIN two_old',
      'DROP DOMAIN one_old',
    ],
    ['(1,2,"{1,2}",abc)'],
    ['t.b: values of character varying(20) that do not fit character varying(10) stop the migration'],
  ],
]

test.each(cases)('%s', async (_, difference, sql, rows, lost) => {
  const { up, down } = await wentBetween(difference)
  expect([up.failure, down.failure]).toEqual([undefined, undefined])
  expect(up.statements).toEqual(expect.arrayContaining([...sql]))
  expect(up.rows).toEqual(rows.map((row) => [row]))
  expect(
    up.hazards
      .filter(({ kind }) => kind === 'narrows-type' || kind === 'drops-data')
      .map(({ message }) => message),
  ).toEqual(lost)
})

test.each<[string, Difference, refusal: string]>([
  [
    'texts that a domain would cut',
    {
      before: 'CREATE DOMAIN d AS varchar(20); CREATE TABLE t (v d)',
      after: 'CREATE DOMAIN d AS varchar(2); CREATE TABLE t (v d)',
      rows: "INSERT INTO t VALUES ('abc')",
    },
    't.v has values that d cannot hold',
  ],
  [
    'attributes that would be rounded',
    {
      before: 'CREATE TYPE p AS (x numeric(10,2)); CREATE TABLE t (v p)',
      after: 'CREATE TYPE p AS (x integer); CREATE TABLE t (v p)',
      rows: "INSERT INTO t VALUES ('(1.5)')",
    },
    't.v has values that p cannot hold',
  ],
  [
    'attributes of a type that only the database knows',
    {
      before: 'CREATE TYPE p AS (x timestamp); CREATE TABLE t (v p)',
      after: 'CREATE TYPE p AS (x date); CREATE TABLE t (v p)',
      rows: `INSERT INTO t VALUES ('("2020-01-01 10:00")')`,
    },
    't.v has values that p cannot hold',
  ],
  [
    'rows in arrays',
    {
      before: 'CREATE TYPE p AS (x integer, y integer); CREATE TABLE t (v p[], w p)',
      after: 'CREATE TYPE p AS (y integer, x integer); CREATE TABLE t (v p[], w p)',
      rows: `INSERT INTO t VALUES ('{"(1,2)"}')`,
    },
    'cannot drop type p because other objects depend on it',
  ],
  [
    'a key of partitions',
    {
      before:
        "CREATE TYPE e AS ENUM ('a', 'b'); CREATE TABLE t (v e) PARTITION BY LIST (v); CREATE TABLE t_a PARTITION OF t DEFAULT",
      after:
        "CREATE TYPE e AS ENUM ('b', 'a'); CREATE TABLE t (v e) PARTITION BY LIST (v); CREATE TABLE t_a PARTITION OF t DEFAULT",
      rows: "INSERT INTO t VALUES ('a')",
    },
    'cannot drop type e_old because other objects depend on it',
  ],
])('%s: the database refuses, and every row stays', async (_, difference, refusal) => {
  const look = 'SELECT t::text FROM t'
  const { up } = await wentBetween({ ...difference, look })
  expect(up.failure).toBe(refusal)
  expect(up.rows).toHaveLength(1)
})
