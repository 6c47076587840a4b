import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Introspection, Query } from '../../generator/dialects/introspection.js'
import { introspect } from '../../generator/dialects/postgres/introspect/introspect.js'
import { compareDatabases } from '../../generator/drift/compare.js'
import { driftSentence } from '../../generator/drift/sentence.js'
import { freshDatabase, type TestDatabase } from '../support/database.js'

const objects = `
CREATE UNLOGGED TABLE cache (id integer PRIMARY KEY);
CREATE TABLE docs (id integer PRIMARY KEY, starts integer, ends integer, CONSTRAINT ordered CHECK (ends >= starts));
ALTER TABLE docs ENABLE ROW LEVEL SECURITY;
CREATE TABLE parted (at date NOT NULL, kind text DEFAULT 'a', v integer, CONSTRAINT positive CHECK (v > 0)) PARTITION BY RANGE (at);
CREATE TABLE parted_a PARTITION OF parted FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE INDEX parted_v ON parted (v);
CREATE SCHEMA other;
CREATE TABLE other.things (id integer PRIMARY KEY, name text, size integer);
CREATE INDEX things_name ON other.things (name);
`

const mutations: readonly (readonly [done: string, ...said: string[]])[] = [
  ['ALTER TABLE cache SET LOGGED', '~ table cache: it is logged, should be unlogged'],
  ['ALTER TABLE docs SET UNLOGGED', '~ table docs: it is unlogged, should be logged'],
  ['CLUSTER docs USING docs_pkey', '~ table docs: the index to cluster by is chosen, should be none'],
  ['ALTER TABLE docs DISABLE ROW LEVEL SECURITY', '~ table docs: row security is off, should be on'],
  [
    'ALTER TABLE docs FORCE ROW LEVEL SECURITY',
    '~ table docs: row security of its owner is on, should be off',
  ],
  [
    'ALTER TABLE docs DROP CONSTRAINT ordered, ADD CONSTRAINT ordered CHECK (ends > starts) NOT VALID',
    '~ check ordered of docs: condition is ends > starts, not valid, should be ends >= starts',
  ],
  [
    'ALTER TABLE docs DROP CONSTRAINT ordered, ADD CONSTRAINT ordered CHECK (ends >= starts) NOT VALID',
    '~ check ordered of docs: condition is ends >= starts, not valid, should be ends >= starts',
  ],
  [
    'ALTER TABLE parted DETACH PARTITION parted_a',
    '- partition parted_a is missing',
    '+ table parted_a is not in the migrations',
  ],
  [
    'ALTER TABLE parted DROP COLUMN kind, ADD COLUMN w bigint DEFAULT 3',
    "~ partitioned table parted: column kind is nothing, should be text DEFAULT 'a'::text",
    '~ partitioned table parted: column w is bigint DEFAULT 3, should be nothing',
  ],
  [
    'DROP INDEX parted_v',
    '~ partitioned table parted: index parted_v is nothing, should be CREATE INDEX parted_v ON ONLY parted USING btree (v)',
  ],
  [
    'ALTER TABLE parted DROP CONSTRAINT positive',
    '~ partitioned table parted: constraint positive is nothing, should be CHECK (v > 0)',
  ],
  [
    'ALTER TABLE other.things ALTER size TYPE bigint; DROP INDEX other.things_name',
    '~ table other.things: column size is bigint, should be integer',
    '~ table other.things: index other.things_name is nothing, should be CREATE INDEX things_name ON other.things USING btree (name)',
  ],
]

let database: TestDatabase
let client: pg.Client
let expected: Introspection
const query: Query = async <Row>(text: string) => (await client.query(text)).rows as Row[]

beforeAll(async () => {
  database = await freshDatabase('postgres')
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query(objects)
  expected = await introspect(query)
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

test.each(mutations.map(([done, ...said]) => ({ done, said })))('$done', async ({ done, said }) => {
  await client.query('BEGIN')
  try {
    await client.query(done)
    expect(compareDatabases(expected, await introspect(query)).drifts.map(driftSentence)).toEqual(said)
  } finally {
    await client.query('ROLLBACK')
  }
})
