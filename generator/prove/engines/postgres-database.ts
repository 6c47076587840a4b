import { canonicalLine, catalogueQuery } from '../../dialects/postgres/catalogue/catalogue-query.js'
import { isDeclared } from '../../dialects/postgres/catalogue/declared.js'
import { introspect } from '../../dialects/postgres/introspect/introspect.js'
import type { Engine, EngineDatabase } from '../engine.js'
import { type Ask, type PostgresSession, preparedQueries } from './prepared-queries.js'
import { mostSeconds } from './time-limit.js'
import { watchPostgres } from './watch-postgres.js'

/** PostgreSQL in a database that is for proofs alone. */
export const postgresEngine = (session: PostgresSession, title: string): Engine => {
  const ask = preparedQueries(session)
  return {
    title,
    open: async () => {
      await session.run(emptying)
      return openDatabase(session, ask)
    },
  }
}

const openDatabase = (session: PostgresSession, ask: Ask): EngineDatabase => ({
  execute: async (sql) => {
    await session.run(sql)
  },
  query: session.run,
  prepare: async () => {},
  catalogue: async () => (await ask(catalogueQuery)).map(([line]) => canonicalLine(String(line))).sort(),
  introspect: () => introspect(session.read),
  // Deferred constraints are checked by COMMIT itself.
  violations: async () => [],
  // Such a directive is for tables that are made anew, which is never done here.
  lostRows: async () => [],
  counters: async () =>
    new Map((await ask(counters)).map(([name, last]) => [String(name), BigInt(String(last))])),
  advanceCounters: async () => {
    await session.run(advancing)
  },
  watch: () => watchPostgres(ask),
  // The next one empties it.
  close: async () => {},
})

/**
 * Also ends a transaction that failed and forgets what was set for the session. An extension cannot go while an index counts on it:
 * its functions are asked for once more when the index is opened to be dropped.
 */
const emptying = `ROLLBACK;
DO $$
DECLARE
  item record;
BEGIN
  IF EXISTS (SELECT 1 FROM pg_extension WHERE extname <> 'plpgsql') THEN
    FOR item IN SELECT format('%I.%I', n.nspname, c.relname) AS relation, c.relkind AS kind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'm') AND ${isDeclared} LOOP
      EXECUTE format('DROP %s IF EXISTS %s CASCADE', CASE item.kind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END, item.relation);
    END LOOP;
  END IF;
  FOR item IN SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' LOOP
    EXECUTE format('DROP EXTENSION %I CASCADE', item.extname);
  END LOOP;
  FOR item IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
    EXECUTE format('DROP SCHEMA %I CASCADE', item.nspname);
  END LOOP;
  CREATE SCHEMA public;
END $$;
RESET ALL;
SET statement_timeout = '${mostSeconds}s';
SET client_min_messages = error`

/** Every sequence that belongs to a column. */
const owned = `pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid AND d.deptype IN ('a', 'i')
    AND d.classid = 'pg_class'::regclass
  JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
  WHERE ${isDeclared}`

const counters = `SELECT c.relname || '.' || a.attname, coalesce(pg_sequence_last_value(s.oid), 0)::text FROM ${owned}`

const advancing = `DO $$
DECLARE
  item record;
BEGIN
  FOR item IN SELECT s.oid AS sequence, c.oid AS relation, a.attname FROM ${owned} LOOP
    EXECUTE format('SELECT setval(%s::regclass, coalesce(max(%I), 0) + 7) FROM %s', item.sequence, item.attname, item.relation::regclass);
  END LOOP;
END $$`
