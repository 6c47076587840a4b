import { expect, test } from 'vitest'
import { MigrationError } from '../../runtime/migrate/migration-error.js'
import { parseMigrationScript } from '../../runtime/migrate/migration-script.js'

const text = `-- 0001_initial: up for SQLite
-- transaction: single
-- foreign_keys: off

--> create table a
CREATE TABLE a (
  -- the key
  id integer PRIMARY KEY
);

--> fill it
INSERT INTO a VALUES (1);
`

test('directives, statements and their descriptions are read', () => {
  expect(parseMigrationScript('a.sql', text)).toMatchObject({
    sections: [
      { transaction: 'single', statements: [{ comment: 'create table a' }, { comment: 'fill it' }] },
    ],
    foreignKeys: false,
    keepsRows: [],
    statements: [
      { comment: 'create table a', sql: 'CREATE TABLE a (\n  -- the key\n  id integer PRIMARY KEY\n);' },
      { comment: 'fill it', sql: 'INSERT INTO a VALUES (1);' },
    ],
  })
})

test('a file without directives runs in one transaction with foreign keys on', () => {
  expect(parseMigrationScript('a.sql', '--> x\nSELECT 1;\n')).toMatchObject({
    sections: [{ transaction: 'single', statements: [{ comment: 'x', sql: 'SELECT 1;' }] }],
    foreignKeys: true,
  })
})

test('a file may hold no statements', () => {
  const { sections, statements } = parseMigrationScript('a.sql', '-- nothing to do here\n')
  expect(statements).toEqual([])
  expect(sections).toEqual([{ transaction: 'single', statements: [] }])
})

test('each line "-- transaction" before a statement opens a section', () => {
  const sections = [
    '-- up\n-- transaction: single\n\n--> a\nSELECT 1;\n\n--> b\n-- locks x\nSELECT 2;\n',
    '-- transaction: none\n\n--> c\nSELECT 3;\n',
    '-- transaction: single\n\n--> d\nSELECT 4;\n',
  ]
  expect(parseMigrationScript('a.sql', sections.join(''))).toMatchObject({
    sections: [
      {
        transaction: 'single',
        statements: [{ comment: 'a' }, { comment: 'b', sql: '-- locks x\nSELECT 2;' }],
      },
      { transaction: 'none', statements: [{ comment: 'c', sql: 'SELECT 3;' }] },
      { transaction: 'single', statements: [{ comment: 'd' }] },
    ],
    statements: [{ comment: 'a' }, { comment: 'b' }, { comment: 'c' }, { comment: 'd' }],
  })
})

test.each([
  ['campaigns', [['campaigns', 'campaigns']]],
  [
    'campaigns, "odd ""name", a -> b, "x, y"->"-> z"',
    [
      ['campaigns', 'campaigns'],
      ['odd "name', 'odd "name'],
      ['a', 'b'],
      ['x, y', '-> z'],
    ],
  ],
  [
    'straße , été',
    [
      ['straße', 'straße'],
      ['été', 'été'],
    ],
  ],
])('keeps_rows: %s', (list, tables) => {
  const { keepsRows } = parseMigrationScript('a.sql', `-- keeps_rows: ${list}\n`)
  expect(keepsRows.map(({ before, after }) => [before, after])).toEqual(tables)
})

test('line ends of a checkout on Windows change neither statements nor checksum', () => {
  const unix = parseMigrationScript('a.sql', text)
  const windows = parseMigrationScript('a.sql', text.replaceAll('\n', '\r\n'))
  expect(windows).toEqual(unix)
  expect(parseMigrationScript('a.sql', `${text} `).checksum).not.toBe(unix.checksum)
})

test.each([
  [
    'SQL before the first statement',
    'SELECT 1;\n--> x\nSELECT 1;',
    /^a\.sql:1: SQL stands before the first line/,
  ],
  [
    'an unknown transaction mode',
    '-- transaction: some\n--> x\nSELECT 1;',
    /^a\.sql:1: unknown transaction mode "some"/,
  ],
  ['an unknown foreign_keys value', '\n-- foreign_keys: no\n', /^a\.sql:2: foreign_keys is "no"/],
  ['keeps_rows without a table', '-- keeps_rows: \n', /^a\.sql:1: keeps_rows is ""/],
  ['keeps_rows that ends in a comma', '-- keeps_rows: a,\n', /^a\.sql:1: keeps_rows is "a,"/],
  ['keeps_rows with an open quote', '-- keeps_rows: "a\n', /^a\.sql:1: keeps_rows is ""a"/],
  [
    'an unknown mode of a section',
    '--> x\nSELECT 1;\n-- transaction: some\n',
    /^a\.sql:3: unknown transaction mode/,
  ],
  [
    'a section inside a statement',
    "--> x\nSELECT '\n-- transaction: none\n';",
    /^a\.sql:3: "-- transaction: none" stands inside a statement/,
  ],
  [
    'another directive under a statement',
    '--> x\n-- foreign_keys: off\nSELECT 1;',
    /^a\.sql:2: directives stand at the head of a file, not under "x"/,
  ],
  [
    'keeps_rows under a statement',
    '--> x\n-- keeps_rows: a\nSELECT 1;',
    /directives stand at the head of a file, not under "x"/,
  ],
  ['a description without SQL', '--> x\n\n--> y\nSELECT 1;', /"x" has no SQL under it/],
  [
    'a COMMIT',
    '--> x\n-- done\n  commit;',
    /"x" has a COMMIT; the runner opens and ends the transaction itself/,
  ],
  ['a COMMIT behind something else', '--> x\nSELECT 1; COMMIT;', /"x" has a COMMIT; the runner/],
  ['a ROLLBACK', '--> x\nROLLBACK TO a;', /"x" has a ROLLBACK; the runner/],
  [
    'a transaction of many words',
    '--> x\nSELECT 1;\nSTART  TRANSACTION',
    /"x" has a START TRANSACTION; the runner/,
  ],
  [
    'another file',
    "--> x\n/* a */ attach 'a.db' AS a",
    /"x" has an ATTACH; a migration is for its own database/,
  ],
  ['a file given back', '--> x\nSELECT 1; DETACH a', /"x" has a DETACH; a migration is for its own database/],
  ['a copy', "--> x\nVACUUM main INTO 'a.db'", /"x" has a VACUUM INTO; a migration is for its own database/],
  [
    'a setting',
    '--> x\nPRAGMA main.writable_schema = 1',
    /"x" has a PRAGMA main.writable_schema; it outlives/,
  ],
  [
    'a setting by a call',
    '--> x\nSELECT 1; pragma journal_mode(wal)',
    /"x" has a pragma journal_mode; it outlives/,
  ],
  ['a program', "--> x\nCOPY (SELECT 1) TO PROGRAM 'cat'", /"x" has a COPY PROGRAM; a migration is for/],
])('%s is refused', (_, bad, message) => {
  expect(() => parseMigrationScript('a.sql', bad)).toThrow(MigrationError)
  expect(() => parseMigrationScript('a.sql', bad)).toThrow(message)
})

test('a trigger body with BEGIN and END is not a transaction statement', () => {
  const trigger = 'CREATE TRIGGER t AFTER INSERT ON a\nBEGIN\n  SELECT 1;\nEND;'
  expect(parseMigrationScript('a.sql', `--> trigger\n${trigger}\n`).statements[0]?.sql).toBe(trigger)
})

test.each([
  'VACUUM ANALYZE a',
  'PRAGMA legacy_alter_table = ON',
  'PRAGMA journal_mode',
  'ALTER TABLE a DETACH PARTITION b; ALTER TABLE a ATTACH PARTITION b DEFAULT',
  "INSERT INTO a VALUES ('; COMMIT; ''; ATTACH')",
  'SELECT "; COMMIT"',
  '-- ; COMMIT;\nSELECT 1 /* ; ATTACH a; */',
  'DO $a$ BEGIN UPDATE b SET c = 1; COMMIT; END $a$',
  'CREATE FUNCTION f() RETURNS integer BEGIN ATOMIC SELECT 1; END',
  "SELECT E'\\'; COMMIT; '",
  'SAVEPOINT a; SELECT 1; ROLLBACK TO a; ROLLBACK TRANSACTION TO SAVEPOINT a',
])('%s is not', (statement) => {
  expect(parseMigrationScript('a.sql', `--> x\n${statement}\n`).statements[0]?.sql).toBe(statement)
})
