import { afterAll, expect, test } from 'vitest'
import { closeEngines } from '../../../../generator/prove/engines/index.js'
import { type Difference, type Way, wentBetween } from './between-databases.js'

afterAll(closeEngines)

/** A table, an index, a check, a function, a view and another type stand on `p`. */
const onComposite = (type: string): string => `
${type};
CREATE TYPE pair AS (one p, other p);
CREATE FUNCTION first_of(many p[]) RETURNS p LANGUAGE sql IMMUTABLE AS 'SELECT many[1]';
CREATE TABLE t (id integer PRIMARY KEY, v p NOT NULL, many p[], both_of pair, CONSTRAINT y_is_positive CHECK ((v).y > 0));
CREATE TABLE parted (v p) PARTITION BY RANGE (((v).y));
CREATE TABLE parted_all PARTITION OF parted DEFAULT;
CREATE INDEX t_y_idx ON t (((v).y));
CREATE VIEW seen AS SELECT v, first_of(many) FROM t;`

const points = `INSERT INTO t VALUES (1, '(1,2)', '{"(3,4)",NULL}', '("(5,6)",)'); INSERT INTO parted VALUES ('(7,8)')`
const shown = 'SELECT t.v::text, many::text, both_of::text, parted.v::text FROM t, parted'

const plain = 'CREATE TYPE p AS (x integer, y integer)'

const cases: readonly (readonly [string, Difference, up: Partial<Way>, down: Partial<Way>])[] = [
  [
    'an attribute more',
    {
      before: onComposite(plain),
      after: onComposite(
        `CREATE TYPE p AS (x integer, y integer, "A b" numeric(10,2), note text COLLATE "C");
         COMMENT ON COLUMN p.note IS 'it''s'; COMMENT ON TYPE p IS 'a point'`,
      ),
      rows: points,
      look: shown,
    },
    {
      statements: [
        'ALTER TYPE p ADD ATTRIBUTE "A b" numeric(10,2)',
        'ALTER TYPE p ADD ATTRIBUTE note text COLLATE "C"',
        "COMMENT ON COLUMN p.note IS 'it''s'",
        "COMMENT ON TYPE p IS 'a point'",
      ],
      hazards: [],
      rows: [['(1,2,,)', '{"(3,4,,)",NULL}', '("(5,6,,)",)', '(7,8,,)']],
    },
    {
      statements: [
        'ALTER TYPE p DROP ATTRIBUTE "A b"',
        'ALTER TYPE p DROP ATTRIBUTE note',
        'COMMENT ON TYPE p IS NULL',
      ],
      hazards: [
        { kind: 'drops-data', message: 'what values of p have in "A b" is lost' },
        { kind: 'drops-data', message: 'what values of p have in note is lost' },
      ],
      rows: [['(1,2)', '{"(3,4)",NULL}', '("(5,6)",)', '(7,8)']],
    },
  ],
  [
    'another attribute in place of the last but one',
    {
      before: onComposite('CREATE TYPE p AS (x integer, y integer)'),
      after: onComposite('CREATE TYPE p AS (y integer, z integer)'),
      rows: points,
      look: shown,
    },
    {
      statements: ['ALTER TYPE p DROP ATTRIBUTE x', 'ALTER TYPE p ADD ATTRIBUTE z integer'],
      hazards: [{ kind: 'drops-data', message: 'what values of p have in x is lost' }],
      rows: [['(2,)', '{"(4,)",NULL}', '("(6,)",)', '(8,)']],
    },
    { failure: expect.stringContaining('cannot drop type') },
  ],
  [
    'values of an enum of another schema',
    {
      before: onEnum("'low', 'it''s'", 'low'),
      after: onEnum("'none', 'low', 'middle', 'it''s', 'high', 'highest'", 'highest'),
      rows: "INSERT INTO t VALUES (1, 'low', '{low,it''s}'); INSERT INTO s.far VALUES ('low')",
      look: 'SELECT mood::text, moods::text, far.m::text FROM t, s.far',
    },
    {
      statements: [
        "ALTER TYPE s.mood ADD VALUE IF NOT EXISTS 'none' BEFORE 'low'",
        "ALTER TYPE s.mood ADD VALUE IF NOT EXISTS 'middle' AFTER 'low'",
        "ALTER TYPE s.mood ADD VALUE IF NOT EXISTS 'high'",
        "ALTER TYPE s.mood ADD VALUE IF NOT EXISTS 'highest'",
        "ALTER TABLE t ALTER COLUMN mood SET DEFAULT ('highest'::s.mood)",
      ],
      hazards: [],
      rows: [['low', "{low,it's}", 'low']],
    },
    { failure: expect.stringContaining('cannot drop type s.mood') },
  ],
]

function onEnum(values: string, initial: string): string {
  return `CREATE SCHEMA s; CREATE TYPE s.mood AS ENUM (${values});
CREATE TABLE t (id integer PRIMARY KEY, mood s.mood NOT NULL DEFAULT '${initial}', moods s.mood[]);
CREATE TABLE s.far (m s.mood);
CREATE VIEW seen AS SELECT mood FROM t WHERE mood > 'low';`
}

test.each(cases)('%s', async (_, difference, up, down) => {
  const went = await wentBetween(difference)
  expect(went.up).toMatchObject({ failure: undefined, ...up })
  expect(went.down).toMatchObject({ failure: undefined, ...down })
})

test('attributes in another order, or of another type, are not changed in place', async () => {
  for (const after of ['CREATE TYPE p AS (y integer, x integer)', 'CREATE TYPE p AS (x bigint, y integer)']) {
    const { up } = await wentBetween({
      before: `${plain}; CREATE FUNCTION f(a p) RETURNS p LANGUAGE sql AS 'SELECT a'`,
      after: `${after}; CREATE FUNCTION f(a p) RETURNS p LANGUAGE sql AS 'SELECT a'`,
    })
    expect(up.failure).toBeUndefined()
    expect(up.statements).toEqual([
      'DROP FUNCTION f(p)',
      'DROP TYPE p',
      after,
      expect.stringContaining('FUNCTION f(a p)'),
    ])
  }
})
