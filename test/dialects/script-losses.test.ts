import { expect, test } from 'vitest'
import { lossesOfCreate, lossesOfDrop } from '../../generator/dialects/script-losses.js'
import { model, script, table } from '../support/model-builder.js'

const inBothDirections = (sql: string): readonly (readonly string[])[] => {
  const made = script('s', { postgres: [sql] }, { drop: { postgres: [sql] }, dependsOn: ['t'] })
  const before = model({ tables: [table('t', [])] })
  return [lossesOfCreate(made, 'postgres', before), lossesOfDrop(made, 'postgres')].map((hazards) =>
    hazards.map(({ message }) => message),
  )
}

const rows = ['the rows of what the script s drops are lost', 'the rows of what the script s made are lost']
const deleted = 'the rows that the script s deletes are lost'
const column = 'the values of the columns that the script s drops are lost'
const typed = 'the columns that the script s drops with their types are lost'
const counted = [
  'how far what the script s drops had counted is lost',
  'how far what the script s made had counted is lost',
]

test.each([
  ['DROP TABLE t', ...rows],
  ['DROP TABLE IF EXISTS "old rows"', ...rows],
  ['drop /* x */ table -- y\n t', ...rows],
  ['DROP FOREIGN TABLE t', ...rows],
  ['CREATE TABLE t (a integer); DROP TABLE u', ...rows],
  ['DROP DATABASE other', ...rows],
  ['DROP OWNED BY someone', ...rows],
  [`DO $$ BEGIN EXECUTE format('DROP TABLE %I', 't'); END $$`, ...rows],
  [`DO LANGUAGE plpgsql /* now */ $do$ BEGIN DROP\n TABLE t; END $do$`, ...rows],
  [`DO 'BEGIN DROP TABLE t; END'`, ...rows],
  ['TRUNCATE t', deleted, deleted],
  ['DELETE FROM t', deleted, deleted],
  ['WITH gone AS (DELETE FROM t RETURNING *) INSERT INTO kept SELECT * FROM gone', deleted, deleted],
  ['MERGE INTO t USING u ON t.id = u.id WHEN MATCHED THEN DELETE', deleted, deleted],
  ['CREATE TRIGGER a AFTER INSERT ON t BEGIN DELETE FROM u; END; DELETE FROM t', deleted, deleted],
  ['DROP SCHEMA other CASCADE', ...Array(2).fill('what stands in the schema of the script s is lost')],
  ['DROP TYPE mood CASCADE', typed, typed],
  ['DROP DOMAIN IF EXISTS email CASCADE', typed, typed],
  ['DROP EXTENSION citext CASCADE', typed, typed],
  ['DROP COLLATION nocase CASCADE', typed, typed],
  ['ALTER TABLE t DROP COLUMN legacy', column, column],
  ['ALTER TABLE IF EXISTS ONLY t DROP legacy', column, column],
  ['ALTER TABLE "t" DROP "constraint"', column, column],
  ['ALTER TABLE t DROP CONSTRAINT c, DROP legacy', column, column],
  ['ALTER TYPE pair DROP ATTRIBUTE b', column, column],
  ['DROP SEQUENCE numbers', ...counted],
  ['ALTER TABLE t ALTER id DROP IDENTITY', ...counted],
  ['ALTER SEQUENCE numbers RESTART', 'how far what the script s restarts had counted is lost', counted[1]],
])('%s loses something', (sql, create, drop) => {
  expect(inBothDirections(sql)).toEqual([[create], [drop]])
})

test.each([
  'ALTER TABLE t DROP CONSTRAINT c CASCADE',
  'ALTER TABLE t ALTER "a" DROP DEFAULT, ALTER b DROP NOT NULL, ALTER c DROP EXPRESSION IF EXISTS',
  'DROP TYPE mood',
  'DROP EXTENSION citext',
  'DROP SCHEMA other',
  'DROP FUNCTION f CASCADE',
  'DROP VIEW v; DROP MATERIALIZED VIEW w; DROP INDEX i; DROP TRIGGER r ON t',
  'GRANT DELETE, TRUNCATE ON t TO someone',
  "COMMENT ON TABLE t IS 'DROP TABLE u; DELETE FROM v'",
  '-- DROP TABLE t\nSELECT 1 /* ; TRUNCATE t */',
  "INSERT INTO t VALUES (E'it\\'s; DELETE FROM t')",
  'CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DELETE FROM t; DROP TABLE u; END $$',
  'CREATE FUNCTION f() RETURNS void BEGIN ATOMIC SELECT 1; DELETE FROM t; END',
  'CREATE TRIGGER a AFTER DELETE ON t BEGIN SELECT 1; DELETE FROM u; END',
  'CREATE TRIGGER a AFTER TRUNCATE ON t EXECUTE FUNCTION f()',
  'CREATE RULE r AS ON DELETE TO v DO INSTEAD (DELETE FROM t; DELETE FROM u)',
  'CREATE TABLE u (t integer REFERENCES t ON DELETE CASCADE)',
  'DO $$ BEGIN CREATE TABLE t (a integer); -- TRUNCATE t\n END $$',
])('%s loses nothing', (sql) => {
  expect(inBothDirections(sql)).toEqual([[], []])
})
