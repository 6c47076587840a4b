import BetterSqlite3 from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pragmaQueries } from '../../generator/dialects/sqlite/catalogue/pragma-queries.js'
import {
  type SchemaRow,
  schemaLines,
  schemaQuery,
} from '../../generator/dialects/sqlite/catalogue/schema-lines.js'

const catalogueOf = (sql: string): readonly string[] => {
  const database = new BetterSqlite3(':memory:')
  try {
    database.exec(sql)
    const rows = database.prepare<[], SchemaRow>(schemaQuery).all()
    const seen = pragmaQueries.flatMap((query) => database.prepare<[], string>(query).pluck().all())
    return [...schemaLines(rows), ...seen.sort()]
  } finally {
    database.close()
  }
}

describe('the catalogue of SQLite', () => {
  test.each([
    ['order of columns', 'CREATE TABLE t (a INT, b TEXT)', 'CREATE TABLE t (b TEXT, a INT)'],
    [
      'added column',
      'CREATE TABLE t (a INT); ALTER TABLE t ADD COLUMN b TEXT',
      'CREATE TABLE t (b TEXT, a INT)',
    ],
    [
      'comments and white space',
      "CREATE TABLE t (a INT -- it's one\n, b /* , c */ TEXT)",
      'create table t(a int,b text)',
    ],
    [
      'quotes',
      'CREATE TABLE "t" ([a] INT, `b` TEXT, "c d" INT)',
      'CREATE TABLE t (a INT, b TEXT, [c d] INT)',
    ],
    [
      'SET NOT NULL',
      'CREATE TABLE t (a INT DEFAULT 1); ALTER TABLE t ALTER COLUMN a SET NOT NULL',
      'CREATE TABLE t (a INT NOT NULL DEFAULT 1)',
    ],
    [
      'ADD CONSTRAINT',
      'CREATE TABLE t (a INT, b INT); ALTER TABLE t ADD CONSTRAINT p CHECK (a > 0); ALTER TABLE t ADD CONSTRAINT q CHECK (b > 0)',
      'CREATE TABLE t (a INT CONSTRAINT p CHECK (a > 0), b INT, CONSTRAINT q CHECK (b>0))',
    ],
    [
      'a constraint behind a column or at the end',
      'CREATE TABLE p (a INT UNIQUE); CREATE TABLE t (a INT PRIMARY KEY, b INT REFERENCES p (a) ON DELETE CASCADE ON UPDATE SET NULL)',
      'CREATE TABLE p (a INT, UNIQUE (a)); CREATE TABLE t (a INT, b INT, PRIMARY KEY (a ASC), FOREIGN KEY (b) REFERENCES p (a) ON UPDATE SET NULL ON DELETE CASCADE)',
    ],
    [
      'the key that REFERENCES means without columns',
      'CREATE TABLE p (a INT, b INT, PRIMARY KEY (b, a)); CREATE TABLE t (c INT, d INT, FOREIGN KEY (c, d) REFERENCES P)',
      'CREATE TABLE p (a INT, b INT, PRIMARY KEY (b, a)); CREATE TABLE t (c INT, d INT, FOREIGN KEY (c, d) REFERENCES P (b, a))',
    ],
    [
      'a number of the row that is told to be not null',
      'CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY); CREATE TABLE u (a INTEGER NOT NULL, b TEXT, PRIMARY KEY (a))',
      'CREATE TABLE t (id INTEGER PRIMARY KEY); CREATE TABLE u (a INTEGER, b TEXT, PRIMARY KEY (a))',
    ],
    [
      'keys of a table with options',
      'CREATE TABLE t (a TEXT NOT NULL, b TEXT NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID; CREATE TABLE u (a TEXT NOT NULL PRIMARY KEY) STRICT',
      'CREATE TABLE t (a TEXT, b TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID; CREATE TABLE u (a TEXT PRIMARY KEY) STRICT',
    ],
    [
      'what is the rule anyway',
      'CREATE TABLE p (a INT UNIQUE); CREATE TABLE t (b INT NULL REFERENCES p (a) ON DELETE NO ACTION NOT DEFERRABLE INITIALLY IMMEDIATE)',
      'CREATE TABLE p (a INT UNIQUE ON CONFLICT ABORT); CREATE TABLE t (b INT REFERENCES p (a))',
    ],
    ['parentheses of a constant', 'CREATE TABLE t (a INT DEFAULT (-1))', 'CREATE TABLE t (a INT DEFAULT -1)'],
    [
      'storage of a computed column',
      'CREATE TABLE t (a INT, b INT AS (a))',
      'CREATE TABLE t (a INT, b INT GENERATED ALWAYS AS ( a ) VIRTUAL)',
    ],
    [
      'renames',
      'CREATE TABLE p (a INT UNIQUE, o INT); CREATE TABLE t (b INT REFERENCES p (a)); CREATE INDEX i ON t (b); CREATE VIEW v AS SELECT a FROM p; CREATE TRIGGER g AFTER UPDATE ON p BEGIN UPDATE t SET b = NEW.a; END; ALTER TABLE p RENAME TO q; ALTER TABLE q RENAME COLUMN a TO c; ALTER TABLE t RENAME TO u',
      'CREATE TABLE q (c INT UNIQUE, o INT); CREATE TABLE u (b INT REFERENCES q (c)); CREATE INDEX i ON u (b); CREATE VIEW v AS SELECT c FROM q; CREATE TRIGGER g AFTER UPDATE ON q BEGIN UPDATE u SET b = NEW.c; END',
    ],
    [
      'what was parked and the journal',
      'CREATE TABLE t (a INT); CREATE TABLE _parked_x (a INT); CREATE TABLE kysely_migration (a INT)',
      'CREATE TABLE t (a INT)',
    ],
    [
      'a counter that once was',
      'CREATE TABLE x (id INTEGER PRIMARY KEY AUTOINCREMENT); DROP TABLE x; CREATE TABLE t (a)',
      'CREATE TABLE t (a)',
    ],
    [
      'the name of no constraint',
      'CREATE TABLE t (a INT CONSTRAINT x, b INT CONSTRAINT y CONSTRAINT z CHECK (b > 0), CHECK (a > 0) CONSTRAINT w)',
      'CREATE TABLE t (a INT, b INT CONSTRAINT z CHECK (b > 0), CHECK (a > 0))',
    ],
    [
      'the case of a name that is mentioned',
      'CREATE TABLE p (Id INT PRIMARY KEY, b INT UNIQUE); CREATE TABLE t (a INT, c INT, UNIQUE (A), FOREIGN KEY (C) REFERENCES P (ID)); CREATE INDEX i ON T (A, lower(c))',
      'CREATE TABLE p (Id INT, b INT, PRIMARY KEY (id), UNIQUE (B)); CREATE TABLE t (a INT, c INT, UNIQUE (a), FOREIGN KEY (c) REFERENCES p); CREATE INDEX i ON t (a, lower(c))',
    ],
    [
      'the case of words',
      'create table t (a text collate nocase); create index i on t (a collate rtrim desc) where a is null; create view v as select 1',
      'CREATE TABLE t (a TEXT COLLATE NOCASE); CREATE INDEX i ON t (a COLLATE RTRIM DESC) WHERE a is null; CREATE VIEW v AS select 1',
    ],
    [
      'a text where a name stands',
      "CREATE TABLE 't' ('a' INT, 'b c' INT UNIQUE, FOREIGN KEY ('a') REFERENCES 't' ('b c')); CREATE INDEX i ON t ('a')",
      'CREATE TABLE t (a INT, "b c" INT UNIQUE, FOREIGN KEY (a) REFERENCES t ("b c")); CREATE INDEX i ON t (a)',
    ],
    [
      'a name where a text stands',
      'CREATE TABLE t (a TEXT DEFAULT "x y", b TEXT DEFAULT word, c TEXT DEFAULT [z])',
      "CREATE TABLE t (a TEXT DEFAULT 'x y', b TEXT DEFAULT 'word', c TEXT DEFAULT 'z')",
    ],
    [
      'a default of nothing',
      'CREATE TABLE t (a INT DEFAULT NULL, b DEFAULT (null))',
      'CREATE TABLE t (a INT, b)',
    ],
    [
      'ascending',
      'CREATE TABLE t (a, b); CREATE INDEX i ON t (a ASC, b)',
      'CREATE TABLE t (a, b); CREATE INDEX i ON t (a, b)',
    ],
    ['the case of a blob', "CREATE TABLE t (a BLOB DEFAULT x'Ab')", "CREATE TABLE t (a BLOB DEFAULT X'aB')"],
    [
      'what stands between a key and its deferral',
      'CREATE TABLE p (a UNIQUE); CREATE TABLE t (a REFERENCES p (a) NOT NULL DEFERRABLE INITIALLY DEFERRED NULL ON CONFLICT FAIL)',
      'CREATE TABLE p (a UNIQUE); CREATE TABLE t (a NOT NULL REFERENCES p (a) DEFERRABLE INITIALLY DEFERRED)',
    ],
    [
      'quotes and white space of a type',
      'CREATE TABLE t (a "INT", b [N TEXT], c DECIMAL ( 10 ,\n5 ))',
      'CREATE TABLE t (a INT, b N TEXT, c DECIMAL(10,5))',
    ],
  ])('%s is no difference', (_what, one, other) => {
    expect(catalogueOf(one)).toEqual(catalogueOf(other))
  })

  test.each([
    ['type', 'CREATE TABLE t (a INT)', 'CREATE TABLE t (a TEXT)'],
    ['not null', 'CREATE TABLE t (a INT)', 'CREATE TABLE t (a INT NOT NULL)'],
    ['default', 'CREATE TABLE t (a INT DEFAULT 1)', "CREATE TABLE t (a INT DEFAULT '1')"],
    ['sign', 'CREATE TABLE t (a INT DEFAULT 1)', 'CREATE TABLE t (a INT DEFAULT -1)'],
    [
      'white space in a text',
      "CREATE TABLE t (a INT DEFAULT 'a b')",
      "CREATE TABLE t (a INT DEFAULT 'a  b')",
    ],
    ['collation', 'CREATE TABLE t (a TEXT)', 'CREATE TABLE t (a TEXT COLLATE NOCASE)'],
    [
      'name of a check',
      'CREATE TABLE t (a INT CHECK (a > 0))',
      'CREATE TABLE t (a INT CONSTRAINT c CHECK (a > 0))',
    ],
    ['check', 'CREATE TABLE t (a INT CHECK (a > 0))', 'CREATE TABLE t (a INT CHECK (a >= 0))'],
    ['a text as a default', 'CREATE TABLE t (a DEFAULT "true")', 'CREATE TABLE t (a DEFAULT true)'],
    [
      'null as a column',
      'CREATE TABLE t ("null" INT, CHECK ("null" IS 1))',
      'CREATE TABLE t ("null" INT, CHECK (null IS 1))',
    ],
    [
      'order in a key',
      'CREATE TABLE t (a, b, PRIMARY KEY (a, b))',
      'CREATE TABLE t (a, b, PRIMARY KEY (b, a))',
    ],
    [
      'order in an index',
      'CREATE TABLE t (a, b); CREATE INDEX i ON t (a, b)',
      'CREATE TABLE t (a, b); CREATE INDEX i ON t (b, a)',
    ],
    [
      'partial index',
      'CREATE TABLE t (a); CREATE UNIQUE INDEX i ON t (a)',
      'CREATE TABLE t (a); CREATE UNIQUE INDEX i ON t (a) WHERE a > 0',
    ],
    [
      'action',
      'CREATE TABLE p (a UNIQUE); CREATE TABLE t (a REFERENCES p (a))',
      'CREATE TABLE p (a UNIQUE); CREATE TABLE t (a REFERENCES p (a) ON DELETE CASCADE)',
    ],
    [
      'deferred',
      'CREATE TABLE p (a UNIQUE); CREATE TABLE t (a REFERENCES p (a))',
      'CREATE TABLE p (a UNIQUE); CREATE TABLE t (a REFERENCES p (a) DEFERRABLE INITIALLY DEFERRED)',
    ],
    [
      'counting',
      'CREATE TABLE t (a INTEGER PRIMARY KEY)',
      'CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT)',
    ],
    [
      'key that is no rowid',
      'CREATE TABLE t (a INTEGER PRIMARY KEY)',
      'CREATE TABLE t (a INTEGER PRIMARY KEY DESC)',
    ],
    ['strict', 'CREATE TABLE t (a INT)', 'CREATE TABLE t (a INT) STRICT'],
    ['rowid', 'CREATE TABLE t (a INT PRIMARY KEY)', 'CREATE TABLE t (a INT PRIMARY KEY) WITHOUT ROWID'],
    ['storage', 'CREATE TABLE t (a INT, b INT AS (a))', 'CREATE TABLE t (a INT, b INT AS (a) STORED)'],
    ['conflict', 'CREATE TABLE t (a INT UNIQUE)', 'CREATE TABLE t (a INT UNIQUE ON CONFLICT IGNORE)'],
    ['view', 'CREATE VIEW v AS SELECT 1 AS a', 'CREATE VIEW v AS SELECT 2 AS a'],
    [
      'trigger',
      'CREATE TABLE t (a); CREATE TRIGGER g AFTER UPDATE ON t BEGIN SELECT 1; END',
      'CREATE TABLE t (a)',
    ],
    [
      'same constraint twice',
      'CREATE TABLE t (a CHECK (a > 0) CHECK (a > 0))',
      'CREATE TABLE t (a CHECK (a > 0))',
    ],
  ])('%s is one', (_what, one, other) => {
    expect(catalogueOf(one)).not.toEqual(catalogueOf(other))
  })

  test('tables made in one go and step by step are equal, and one clause less is not', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(columns, { minLength: 1, maxLength: 5, selector: ({ name }) => name }),
        (parts) => {
          const fresh = `CREATE TABLE t (id INTEGER PRIMARY KEY, ${parts.map(freshColumn).join(', ')})`
          const grown = [
            'CREATE TABLE "old" ("id" INTEGER PRIMARY KEY)',
            ...parts.flatMap(grownColumn),
            'ALTER TABLE old RENAME TO t',
          ]
          expect(catalogueOf(grown.join(';\n'))).toEqual(catalogueOf(fresh))
          const lesser = parts.map((part, position) =>
            position === 0 ? { ...part, check: !part.check } : part,
          )
          expect(
            catalogueOf(`CREATE TABLE t (id INTEGER PRIMARY KEY, ${lesser.map(freshColumn).join(', ')})`),
          ).not.toEqual(catalogueOf(fresh))
        },
      ),
    )
  })
})

const columns = fc.record({
  name: fc.constantFrom('a', 'b', 'order', 'c d', 'Ünïcode', 'x$1'),
  type: fc.constantFrom('INTEGER', 'TEXT', 'NUMERIC', 'VARCHAR(10)', 'double precision'),
  required: fc.boolean(),
  value: fc.constantFrom(undefined, '1', "'it''s -- not'", 'NULL', "(upper('x'))", '-1.5'),
  check: fc.boolean(),
})

type Part = typeof columns extends fc.Arbitrary<infer T> ? T : never

const quoted = (name: string): string => `"${name}"`

const freshColumn = ({ name, type, required, value, check }: Part): string =>
  [
    quoted(name),
    type,
    required ? 'NOT NULL' : '',
    value === undefined ? '' : `DEFAULT ${value}`,
    check ? `CONSTRAINT ${quoted(`${name} check`)} CHECK (${quoted(name)} <> 'q')` : '',
  ].join(' ')

const grownColumn = ({ name, type, required, value, check }: Part): readonly string[] => [
  `ALTER TABLE old ADD COLUMN "was ${name}" ${type.toLowerCase()} /* grown */ ${value === undefined ? '' : `DEFAULT ${value}`}`,
  ...(required ? [`ALTER TABLE old ALTER COLUMN "was ${name}" SET NOT NULL`] : []),
  ...(check
    ? [`ALTER TABLE old ADD CONSTRAINT ${quoted(`${name} check`)} CHECK ("was ${name}"   <> 'q')`]
    : []),
  `ALTER TABLE old RENAME COLUMN "was ${name}" TO ${quoted(name)}`,
]
