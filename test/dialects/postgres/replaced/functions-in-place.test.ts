import { afterAll, expect, test } from 'vitest'
import { closeEngines } from '../../../../generator/prove/engines/index.js'
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
