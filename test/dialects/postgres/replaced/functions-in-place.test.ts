import { afterAll, expect, test } from 'vitest'
import { closeEngines } from '../../../../generator/prove/engines/index.js'
import { model, script } from '../../../support/model-builder.js'
import { dialectFor, plansBetween, statementsOf } from '../../../support/plans.js'
import { wentBetween } from './between-databases.js'

afterAll(closeEngines)

/** A table stands on the function by its default, and the function's text names the table. */
const counted = (step: number, comment: string): string => `
CREATE TABLE t (id integer PRIMARY KEY, place integer);
CREATE FUNCTION next_place() RETURNS integer LANGUAGE plpgsql AS 'BEGIN RETURN (SELECT count(*) * ${step} FROM t); END';
ALTER TABLE t ALTER COLUMN place SET DEFAULT next_place();
CREATE FUNCTION seen() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.place := NEW.place + ${step}; RETURN NEW; END';
CREATE TRIGGER sees BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION seen();
${comment}`

test('functions that tables and triggers stand on are replaced beneath them, with what is told of them', async () => {
  const { up, down } = await wentBetween({
    before: counted(1, "COMMENT ON FUNCTION seen() IS 'as ever'"),
    after: counted(10, "COMMENT ON FUNCTION next_place() IS 'by tens'"),
    rows: 'INSERT INTO t VALUES (1), (2)',
    look: 'SELECT next_place()',
  })
  for (const way of [up, down]) {
    expect(way.failure).toBeUndefined()
    expect(way.hazards).toEqual([])
    expect(way.statements.filter((sql) => sql.startsWith('DROP'))).toEqual([])
  }
  expect(up.rows).toEqual([[20]])
  expect(up.statements).toContain("COMMENT ON FUNCTION next_place() IS 'by tens'")
  expect(up.statements).toContain('COMMENT ON FUNCTION seen() IS NULL')
})

test.each<[string, string, string]>([
  [
    'an AS in a default',
    `("x AS y" integer, a text DEFAULT 'x AS y', b integer DEFAULT 1) RETURNS integer LANGUAGE sql AS 'SELECT b'`,
    `("x AS y" integer, a text DEFAULT 'x AS y', b bigint DEFAULT 1) RETURNS integer LANGUAGE sql AS 'SELECT 1'`,
  ],
  [
    'a parameter called "as"',
    `("as" text, b integer) RETURNS integer LANGUAGE sql AS 'SELECT b'`,
    `("as" text, b bigint) RETURNS integer LANGUAGE sql AS 'SELECT 1'`,
  ],
  [
    'one in a cast',
    `(a text DEFAULT CAST(1 AS text), b integer DEFAULT 1) RETURNS integer LANGUAGE sql AS 'SELECT b'`,
    `(a text DEFAULT CAST(1 AS text), b bigint DEFAULT 1) RETURNS integer LANGUAGE sql AS 'SELECT 1'`,
  ],
  [
    'an AS within a body that is no text',
    '(a integer) RETURNS integer LANGUAGE sql RETURN (a + 1)',
    '(a integer) RETURNS integer LANGUAGE sql RETURN (a + 2)',
  ],
])('a function with another head, by %s, leaves none behind', async (_, before, after) => {
  const { up, down } = await wentBetween({
    before: `CREATE FUNCTION f${before}`,
    after: `CREATE FUNCTION f${after}`,
  })
  for (const way of [up, down]) {
    expect(way.failure).toBeUndefined()
    expect(way.statements.some((sql) => sql.startsWith('DROP FUNCTION'))).toBe(true)
  }
})

test('comments and quotes of its head do not keep a function from being replaced in place', () => {
  const f = (result: number) =>
    `CREATE OR REPLACE FUNCTION f(a text DEFAULT $$ AS ) $$) -- AS it's /* so\n  RETURNS integer /* AS /* ' */ ( */ LANGUAGE sql AS $f$ SELECT ${result} $f$;`
  const scripts = (result: number) =>
    model({ scripts: [script('f', { postgres: [f(result)] }, { drop: { postgres: ['DROP FUNCTION f'] } })] })
  const { up } = plansBetween(scripts(1), scripts(2), dialectFor('postgres'))
  expect(statementsOf(up)).toEqual([f(2).slice(0, -1)])
})
