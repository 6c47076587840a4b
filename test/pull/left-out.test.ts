import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifiedPull } from '../../generator/cli/verify-pull.js'
import type { Introspection } from '../../generator/dialects/introspection.js'
import { compareDatabases } from '../../generator/drift/compare.js'
import { titleOf } from '../../generator/drift/described-objects.js'
import { openLive } from '../../generator/live/open-live.js'
import { closeEngines } from '../../generator/prove/engines/index.js'
import { freshDatabase, type TestDatabase } from '../support/database.js'

/** One of each kind that SQL of a schema cannot keep, because it is of a server, or has no definition that the database would tell. */
const statements = `
SET allow_in_place_tablespaces = on;
CREATE TABLESPACE fast_${process.pid} LOCATION '';
CREATE ACCESS METHOD heap_too TYPE TABLE HANDLER heap_tableam_handler;
CREATE TABLE plain (id integer PRIMARY KEY, name text);
CREATE TABLE placed (id integer PRIMARY KEY, name text) TABLESPACE fast_${process.pid};
CREATE INDEX placed_name ON placed (name) TABLESPACE fast_${process.pid};
CREATE TABLE stored (id integer PRIMARY KEY) USING heap_too;
CREATE OPERATOR FAMILY lone_family USING btree;
CREATE OPERATOR CLASS own_class FOR TYPE integer USING btree AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(integer, integer);
CREATE TEXT SEARCH PARSER own_parser (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
CREATE TEXT SEARCH TEMPLATE own_template (INIT = dsimple_init, LEXIZE = dsimple_lexize);
CREATE CONVERSION own_conversion FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
CREATE LANGUAGE own_language HANDLER plpgsql_call_handler;
CREATE FOREIGN DATA WRAPPER own_wrapper;
CREATE SERVER own_server FOREIGN DATA WRAPPER own_wrapper;
CREATE USER MAPPING FOR postgres SERVER own_server;
CREATE FUNCTION seen() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER own_event ON ddl_command_end EXECUTE FUNCTION seen();
CREATE PUBLICATION own_publication FOR TABLE plain;
CREATE SUBSCRIPTION own_subscription CONNECTION 'dbname=nowhere' PUBLICATION elsewhere WITH (connect = false, enabled = false, slot_name = NONE);
SELECT lo_create(0), lo_create(0);
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO pg_monitor;
CREATE TYPE own_base;
CREATE FUNCTION own_in(cstring) RETURNS own_base LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION own_out(own_base) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE TYPE own_base (INPUT = own_in, OUTPUT = own_out, LIKE = integer);
CREATE TRANSFORM FOR bigint LANGUAGE plpgsql (FROM SQL WITH FUNCTION prsd_lextype(internal));
`

const undo = `
DROP SUBSCRIPTION own_subscription;
DROP TABLE placed;
DROP TABLESPACE fast_${process.pid};
`

const named = [
  'access method heap_too',
  'base type own_base',
  'conversion own_conversion',
  'event trigger own_event',
  'foreign data wrapper own_wrapper',
  'foreign server own_server',
  'language own_language',
  'large objects 2 of them',
  'operator class own_class',
  'operator family lone_family',
  'privileges of pg_monitor on tables to come',
  'publication own_publication',
  'subscription own_subscription',
  'table access method heap_too of stored',
  `tablespace fast_${process.pid} of placed, placed_name`,
  'text search parser own_parser',
  'text search template own_template',
  'transform for bigint in plpgsql',
  'user mapping of postgres for own_server',
]

let database: TestDatabase
let introspection: Introspection
let catalogue: readonly string[]
const run = async (sql: string): Promise<void> => {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    for (const statement of sql.split(/;\n/).filter((each) => each.trim() !== ''))
      await client.query(statement)
  } finally {
    await client.end()
  }
}
beforeAll(async () => {
  database = await freshDatabase('postgres')
  await run(statements)
  const live = await openLive(database.url)
  introspection = await live.introspect()
  catalogue = await live.catalogue()
  await live.close()
})
afterAll(async () => {
  await closeEngines()
  await run(undo)
  await database.drop()
})

test('pull names what cannot be kept', async () => {
  const { leftOut } = await verifiedPull(introspection, 'postgres', catalogue)
  expect(leftOut.map(titleOf).sort()).toEqual(named)
})

test('drift names it, and leaves it alone', async () => {
  const expected = {
    ...introspection,
    others: introspection.others.filter(({ script }) => script !== undefined),
  }
  expect(compareDatabases(expected, introspection)).toEqual({ drifts: [], unmanaged: expect.any(Array) })
  expect([...compareDatabases(expected, introspection).unmanaged].sort()).toEqual(named)
})
