import { expect, test } from 'vitest'
import type { HazardKind } from '../../generator/dialects/dialect.js'
import type { Model } from '../../generator/model/model.js'
import { model, script } from '../support/model-builder.js'
import { dialectFor, plansBetween, statementsOf } from '../support/plans.js'

const postgres = dialectFor('postgres')

type Texts = readonly string[]

const made = (
  ...tables: readonly { readonly name: string; readonly of?: string; readonly sql: Texts }[]
): Model =>
  model({
    scripts: tables.map(({ name, of, sql }) =>
      script(
        name,
        { postgres: [...sql] },
        { drop: { postgres: [`DROP TABLE ${name}`] }, dependsOn: of === undefined ? [] : [of] },
      ),
    ),
  })

const table = (...sql: Texts): Model => made({ name: 't', sql })

const between = (before: Model, after: Model): Texts => statementsOf(plansBetween(before, after, postgres).up)

const hazardsOf = (
  before: Model,
  after: Model,
): readonly { readonly kind: HazardKind; readonly message: string }[] =>
  plansBetween(before, after, postgres).up.transactions.flatMap(({ steps }) =>
    steps.flatMap(({ hazards }) => hazards),
  )

const plain = 'CREATE TABLE t (a integer, b text)'

test.each<[string, Texts, Texts]>([
  ['in small letters', ['create table t (a integer)'], ['create table t (a integer, b text)']],
  [
    'if it is not there',
    ['CREATE TABLE IF NOT EXISTS t (a integer)'],
    ['CREATE TABLE IF NOT EXISTS t (a bigint)'],
  ],
  [
    'with a key in its column',
    ['CREATE TABLE t (a integer PRIMARY KEY)'],
    ['CREATE TABLE t (a bigint PRIMARY KEY)'],
  ],
  ['with a check without a name', ['CREATE TABLE t (a integer, CHECK (a > 0))'], [plain]],
  ['with a check behind a default', ['CREATE TABLE t (a integer DEFAULT 0 CHECK (a > 0))'], [plain]],
  ['with NOT NULL behind a default', ['CREATE TABLE t (a integer DEFAULT 0 NOT NULL)'], [plain]],
  ['with columns like those of another', ['CREATE TABLE t (LIKE u)'], [plain]],
  ['with options', ['CREATE TABLE t (a integer) WITH (fillfactor = 70)'], [plain]],
  [
    'with options behind its key',
    ['CREATE TABLE t (a integer) PARTITION BY LIST (a) WITH (x = (1))'],
    [plain],
  ],
  ['that is not logged', ['CREATE UNLOGGED TABLE t (a integer)'], [plain]],
  ['of a query', ['CREATE TABLE t AS SELECT 1 AS a'], [plain]],
  ['with a comment', ['CREATE TABLE t (a integer /* , b text */)'], [plain]],
  ['whose columns count by a word', ['CREATE TABLE t (a serial)'], [plain]],
  ['with rows', [plain, "INSERT INTO t VALUES (1, 'x')"], [plain, "INSERT INTO t VALUES (2, 'x')"]],
  ['with what is not known', [plain, 'ALTER TABLE t INHERIT u'], [plain]],
  ['with an index without a name', [plain, 'CREATE INDEX ON t (a)'], [plain]],
  ['in two statements of one text', [`${plain}; CREATE TABLE u (a integer)`], [plain]],
  [
    'by another key',
    ['CREATE TABLE t (a integer) PARTITION BY LIST (a)'],
    ['CREATE TABLE t (a integer) PARTITION BY HASH (a)'],
  ],
  [
    'whose key gets another type',
    ['CREATE TABLE t (a integer) PARTITION BY LIST (a)'],
    ['CREATE TABLE t (a bigint) PARTITION BY LIST (a)'],
  ],
  ['that inherits from itself', ['CREATE TABLE t (a integer) INHERITS (t)'], [plain]],
  ['that inherits from another', ['CREATE TABLE t () INHERITS (u)'], ['CREATE TABLE t () INHERITS (v)']],
  [
    'whose values were kept otherwise than their type has it',
    ['CREATE TABLE t (a point)', 'ALTER TABLE t ALTER COLUMN a SET STORAGE MAIN'],
    ['CREATE TABLE t (a point)'],
  ],
])('a table %s is removed and made anew, and says so', (_, before, after) => {
  const [one, other] = [table(...before), table(...after)]
  expect(between(one, other)).toEqual(['DROP TABLE t', ...after])
  expect(hazardsOf(one, other)).toEqual([
    { kind: 'drops-data', message: 'the rows of what the script t made are lost' },
  ])
})

test('a partition that changes is made anew where the table is', () => {
  const parted = (by: string, check: string): Model =>
    made(
      { name: 't', sql: [`CREATE TABLE t (a integer, b text) PARTITION BY ${by}`] },
      { name: 'stays', of: 't', sql: ['CREATE TABLE stays PARTITION OF t DEFAULT PARTITION BY LIST (a)'] },
      {
        name: 'changes',
        of: 'stays',
        sql: [`CREATE TABLE changes PARTITION OF stays (\n  CONSTRAINT c CHECK (${check})\n) DEFAULT`],
      },
    )
  expect(between(parted('LIST (a)', 'a > 0'), parted('LIST (b)', 'a > 1'))).toEqual([
    'DROP TABLE changes',
    'DROP TABLE stays',
    'DROP TABLE t',
    'CREATE TABLE t (a integer, b text) PARTITION BY LIST (b)',
    'CREATE TABLE stays PARTITION OF t DEFAULT PARTITION BY LIST (a)',
    'CREATE TABLE changes PARTITION OF stays (\n  CONSTRAINT c CHECK (a > 1)\n) DEFAULT',
  ])
})

test('a table with a partition that cannot be read is made anew', () => {
  const parted = (column: string): Model =>
    made(
      { name: 't', sql: [`CREATE TABLE t (a integer, ${column}) PARTITION BY LIST (a)`] },
      { name: 'p', of: 't', sql: ['create table p partition of t default'] },
    )
  expect(between(parted('b text'), parted('c text'))[0]).toBe('DROP TABLE p')
})

test('partitions of one script come and go by themselves', () => {
  const years = (...all: readonly number[]): Model =>
    table(
      'CREATE TABLE t (at date) PARTITION BY RANGE (at)',
      ...all.map(
        (year) =>
          `CREATE TABLE t_${year} PARTITION OF t FOR VALUES FROM ('${year}-01-01') TO ('${year + 1}-01-01')`,
      ),
    )
  expect(between(years(2024, 2025), years(2025, 2026))).toEqual([
    'DROP TABLE t_2024',
    "CREATE TABLE t_2026 PARTITION OF t FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
  ])
  expect(hazardsOf(years(2024, 2025), years(2025))).toEqual([
    { kind: 'drops-data', message: 'the rows of t_2024 are lost' },
  ])
})

test.each<[string, string, Texts]>([
  ['integer', 'bigint', ['ALTER TABLE t ALTER COLUMN a TYPE bigint']],
  ['text', 'integer', ['ALTER TABLE t ALTER COLUMN a TYPE integer USING a::integer']],
  ['integer', 'boolean', ['ALTER TABLE t ALTER COLUMN a TYPE boolean USING a::boolean']],
  ['mood', 'feeling', ['ALTER TABLE t ALTER COLUMN a TYPE feeling USING a::text::feeling']],
  ['character varying(5)', 'text', ['ALTER TABLE t ALTER COLUMN a TYPE text']],
  ['numeric(5,2)', 'numeric(7,2)', ['ALTER TABLE t ALTER COLUMN a TYPE numeric(7,2)']],
])('a column of %s becomes one of %s', (from, to, statements) => {
  const before = table(`CREATE TABLE t (a ${from})`)
  const after = table(`CREATE TABLE t (a ${to})`)
  expect(between(before, after).filter((sql) => !sql.startsWith('SELECT set_config'))).toEqual(statements)
})

test('what a change may lose or meet is told', () => {
  const before = table('CREATE TABLE t (a numeric, b text, c integer)')
  const after = table(
    'CREATE TABLE t (a integer, b text NOT NULL, d integer NOT NULL, CONSTRAINT one UNIQUE (b))',
    'CREATE UNIQUE INDEX other ON t (b)',
  )
  const found = hazardsOf(before, after).map(({ kind, message }) => `${kind}: ${message}`)
  expect(found).toEqual(
    expect.arrayContaining([
      'drops-data: the values of t.c are lost',
      'narrows-type: t.a: values of numeric that do not fit integer stop the migration or come out differently',
      'may-fail: rows in which t.b is null stop the migration',
      'may-fail: rows of t, which have no value for d, stop the migration',
      'may-fail: rows of t that break one stop the migration',
      'may-fail: rows of t that other finds equal stop the migration',
    ]),
  )
})

test('tables that come from each other are made anew, and so is what comes from them', () => {
  const circle = (type: string): Model =>
    made(
      { name: 'one', sql: ['CREATE TABLE one (a integer) INHERITS (two)'] },
      { name: 'two', sql: ['CREATE TABLE two (a integer) INHERITS (one)'] },
      { name: 't', of: 'one', sql: [`CREATE TABLE t (b ${type}) INHERITS (one)`] },
    )
  expect(between(circle('integer'), circle('bigint'))).toEqual([
    'DROP TABLE t',
    'CREATE TABLE t (b bigint) INHERITS (one)',
  ])
})

const told = (before: Texts, after: Texts): Texts =>
  hazardsOf(table(...before), table(...after)).map(({ kind, message }) => `${kind}: ${message}`)

const filled = (type: string): Texts => [`CREATE TABLE t (a integer, b text, ${type})`]

test.each<[string, Texts, Texts]>([
  ['a default that every row computes', filled('c uuid DEFAULT gen_random_uuid()'), ['filled']],
  ['a default of a function of their own', filled('c integer DEFAULT (1 + "my fn"(2))'), ['filled']],
  ['a default out of a sequence', filled("c integer NOT NULL DEFAULT nextval('s'::regclass)"), ['filled']],
  ['a number', filled('c integer NOT NULL GENERATED ALWAYS AS IDENTITY'), ['numbered']],
  ['an expression', filled('c integer GENERATED ALWAYS AS ((a + 1)) STORED'), ['computed']],
  ['one default for all', filled("c varchar(5) DEFAULT 'x (y)'::character varying(5)"), []],
  ['the time', filled("c timestamptz NOT NULL DEFAULT (now() + interval '1 day')"), []],
  ['an expression that is not kept', filled('c integer GENERATED ALWAYS AS ((a + 1)) VIRTUAL'), []],
])('a column that comes with %s says whether that writes the table anew', (_, after, expected) => {
  expect(told([plain], after)).toEqual(
    expected.flatMap((how) => [
      `rewrites-table: t.c is ${how} for every row, which rewrites t and stops reads and writes meanwhile`,
      'blocks-writes: t cannot be read or written while t.c is added',
    ]),
  )
})

test('a column that comes with a domain is held against its conditions', () => {
  const withDomain = (sql: string): Model =>
    made(
      { name: 'd', sql: ['CREATE DOMAIN d AS text CHECK (VALUE <> 1)'] },
      { name: 't', of: 'd', sql: [sql] },
    )
  expect(hazardsOf(withDomain(plain), withDomain('CREATE TABLE t (a integer, b text, c d)'))).toContainEqual({
    kind: 'rewrites-table',
    message:
      't.c is held against its type for every row, which rewrites t and stops reads and writes meanwhile',
  })
})

const [written, logged] = [[plain, 'ALTER TABLE t SET UNLOGGED'], [plain]]

test.each<[string, Texts, Texts, Texts]>([
  ...['UNIQUE (a)', 'PRIMARY KEY (a)', 'EXCLUDE USING gist (a WITH =)', 'CHECK ((a > 0))'].map(
    (definition): [string, Texts, Texts, Texts] => [
      `a new ${definition}`,
      [plain],
      [`CREATE TABLE t (a integer, b text, CONSTRAINT c ${definition})`],
      [
        'may-fail: rows of t that break c stop the migration',
        'blocks-writes: t can be neither read nor written while its rows are held against c',
      ],
    ],
  ),
  [
    'a new foreign key',
    [plain],
    ['CREATE TABLE t (a integer, b text, CONSTRAINT c FOREIGN KEY (a) REFERENCES s.u(id))'],
    [
      'may-fail: rows of t that break c stop the migration',
      'blocks-writes: t and s.u cannot be written while the rows of t are held against c',
    ],
  ],
  [
    'a condition for new rows alone',
    [plain],
    ['CREATE TABLE t (a integer, b text, CONSTRAINT c CHECK ((a > 0)) NOT VALID)'],
    [],
  ],
  [
    'a new index',
    [plain],
    [plain, 'CREATE INDEX i ON t (a)'],
    ['blocks-writes: t cannot be written while i is built'],
  ],
  [
    'NOT NULL',
    [plain],
    ['CREATE TABLE t (a integer, b text NOT NULL)'],
    [
      'may-fail: rows in which t.b is null stop the migration',
      'blocks-writes: t can be neither read nor written while its rows are searched for nulls in b',
    ],
  ],
  ...[
    ['what is no longer logged', logged, written] as const,
    ['what is logged from then on', written, logged] as const,
  ].map(([what, before, after]): [string, Texts, Texts, Texts] => [
    what,
    before,
    after,
    [
      'rewrites-table: t is written anew, because whether it is logged changes',
      'blocks-writes: t can be neither read nor written while it is written anew',
    ],
  ]),
  [
    'another collation',
    [plain, 'CREATE UNIQUE INDEX i ON t (b)'],
    ['CREATE TABLE t (a integer, b text COLLATE "C")', 'CREATE UNIQUE INDEX i ON t (b)'],
    [
      'blocks-writes: t can be neither read nor written while its indexes and conditions with b are made anew in another collation',
      'may-fail: rows of t whose b the new collation finds equal stop the migration',
    ],
  ],
  [
    'another collation that nothing stands on',
    [plain],
    ['CREATE TABLE t (a integer, b text COLLATE "C")'],
    [],
  ],
  [
    'numbers for rows that are there',
    ['CREATE TABLE t (a integer NOT NULL)'],
    ['CREATE TABLE t (a integer NOT NULL GENERATED ALWAYS AS IDENTITY)'],
    ['blocks-writes: t can be neither read nor written while the highest number of a is looked for'],
  ],
  [
    'an identity with less room',
    ['CREATE TABLE t (a integer NOT NULL GENERATED ALWAYS AS IDENTITY)'],
    ['CREATE TABLE t (a integer NOT NULL GENERATED ALWAYS AS IDENTITY (START WITH 5 MAXVALUE 9))'],
    ['may-fail: the identity t.a that has counted beyond its new bounds stops the migration'],
  ],
  [
    'an identity with more room',
    ['CREATE TABLE t (a integer NOT NULL GENERATED ALWAYS AS IDENTITY (MAXVALUE 9))'],
    ['CREATE TABLE t (a integer NOT NULL GENERATED ALWAYS AS IDENTITY (MINVALUE -9))'],
    [],
  ],
  [
    'an identity the other way',
    ['CREATE TABLE t (a integer NOT NULL GENERATED ALWAYS AS IDENTITY)'],
    ['CREATE TABLE t (a integer NOT NULL GENERATED ALWAYS AS IDENTITY (INCREMENT BY -1))'],
    ['may-fail: the identity t.a that has counted beyond its new bounds stops the migration'],
  ],
  [
    'a sequence of a smaller type',
    [plain, 'CREATE SEQUENCE s AS bigint'],
    [plain, 'CREATE SEQUENCE s AS integer'],
    ['may-fail: the sequence s that has counted beyond its new type stops the migration'],
  ],
])('%s is told', (_, before, after, expected) => {
  expect(told(before, after)).toEqual(expected)
})

test.each<[string, string, readonly string[]]>([
  ['MINVALUE 1 MAXVALUE 99', 'MINVALUE 5 MAXVALUE 99', ['may-fail']],
  ['MINVALUE 1 MAXVALUE 99', 'MINVALUE 1 MAXVALUE 98', ['may-fail']],
  ['MINVALUE 1 MAXVALUE 99', 'MINVALUE -1 MAXVALUE 9223372036854775807', []],
])('a sequence of %s that gets %s', (before, after, kinds) => {
  const sequence = (bounds: string) =>
    made({ name: 's', sql: [`CREATE SEQUENCE s AS bigint START 5 INCREMENT 1 ${bounds} CACHE 1`] })
  expect(hazardsOf(sequence(before), sequence(after)).map(({ kind }) => kind)).toEqual(kinds)
})

test('attendants are taken back one by one', () => {
  const kept = 'COMMENT ON COLUMN t.a IS \'one; "two"\''
  const before = table(
    plain,
    'CREATE POLICY p ON t USING (true)',
    'CREATE STATISTICS s ON a, b FROM t',
    'ALTER TABLE t SET (fillfactor = 70, autovacuum_enabled = false)',
    kept,
  )
  expect(between(before, table(plain, kept))).toEqual([
    'ALTER TABLE t RESET (fillfactor, autovacuum_enabled)',
    'DROP STATISTICS s',
    'DROP POLICY p ON t',
  ])
})
