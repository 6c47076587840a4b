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
    transaction: 'single',
    foreignKeys: false,
    statements: [
      { comment: 'create table a', sql: 'CREATE TABLE a (\n  -- the key\n  id integer PRIMARY KEY\n);' },
      { comment: 'fill it', sql: 'INSERT INTO a VALUES (1);' },
    ],
  })
})

test('a file without directives runs in one transaction with foreign keys on', () => {
  expect(parseMigrationScript('a.sql', '--> x\nSELECT 1;\n')).toMatchObject({
    transaction: 'single',
    foreignKeys: true,
  })
})

test('a file may hold no statements', () => {
  expect(parseMigrationScript('a.sql', '-- nothing to do here\n').statements).toEqual([])
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
  ['a description without SQL', '--> x\n\n--> y\nSELECT 1;', /"x" has no SQL under it/],
  [
    'a COMMIT',
    '--> x\n-- done\n  commit;',
    /"x" is a COMMIT; the runner opens and ends the transaction itself/,
  ],
])('%s is refused', (_, bad, message) => {
  expect(() => parseMigrationScript('a.sql', bad)).toThrow(MigrationError)
  expect(() => parseMigrationScript('a.sql', bad)).toThrow(message)
})

test('a trigger body with BEGIN and END is not a transaction statement', () => {
  const trigger = 'CREATE TRIGGER t AFTER INSERT ON a\nBEGIN\n  SELECT 1;\nEND;'
  expect(parseMigrationScript('a.sql', `--> trigger\n${trigger}\n`).statements[0]?.sql).toBe(trigger)
})
