import { expect, test } from 'vitest'
import { mentionedIn } from '../../../generator/dialects/sqlite/introspect/mentioned.js'

const names = ['x', 'my docs', 'table', 'log']

test.each([
  ["CREATE TRIGGER r AFTER UPDATE ON mx BEGIN UPDATE mx SET updated_at = 'x'; END", []],
  [
    "CREATE TRIGGER r AFTER UPDATE ON mx WHEN new.a IS NOT DISTINCT FROM 'x' BEGIN SELECT RAISE(ABORT, 'x'); END",
    [],
  ],
  ["CREATE TRIGGER r AFTER UPDATE ON mx WHEN new.a = 1 OR 'x' BEGIN SELECT 'log' || x'00'; END", []],
  ["CREATE VIEW v AS SELECT 1 /* x */ WHERE 'x' IN ('x', 'my docs') -- log", []],
  ["CREATE VIEW v AS SELECT * FROM 'x'", ['x']],
  ["CREATE VIEW v AS SELECT * FROM log JOIN 'my docs' ON log.a IN 'x'", ['x', 'my docs', 'log']],
  ["CREATE VIEW v AS SELECT * FROM main.'x'", ['x']],
  ["CREATE TRIGGER r AFTER UPDATE ON mx BEGIN UPDATE OR IGNORE 'log' SET a = 'my docs'; END", ['log']],
  [
    'CREATE TRIGGER r AFTER UPDATE ON mx BEGIN INSERT INTO \'x\' SELECT * FROM "my docs"; END',
    ['x', 'my docs'],
  ],
  ['CREATE VIEW v AS SELECT "x" AS a', ['x']],
  ['CREATE VIEW v AS SELECT * FROM [table]', ['table']],
  ["CREATE VIEW v AS SELECT * FROM 'table'", ['table']],
  ["CREATE VIRTUAL TABLE f USING fts5(a, content='x', content_rowid='id')", ['x']],
  ["CREATE VIRTUAL TABLE f USING fts5(a, content='my docs')", ['my docs']],
])('%s stands on %j', (sql, expected) => {
  expect(mentionedIn(sql, names, 'v')).toEqual(expected)
})
