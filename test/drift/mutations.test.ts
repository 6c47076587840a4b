import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Query } from '../../generator/dialects/introspection.js'
import { introspect as introspectPostgres } from '../../generator/dialects/postgres/introspect/introspect.js'
import { introspect as introspectSqlite } from '../../generator/dialects/sqlite/introspect/introspect.js'
import { compareDatabases } from '../../generator/drift/compare.js'
import { driftSentence } from '../../generator/drift/sentence.js'
import { type Opened, opened, run } from '../support/opened.js'

/** What somebody does to a database behind its migrations' back, and what is said of it. */
type Mutation = readonly [done: string | Rewriting, ...said: readonly string[]]
type Rewriting = { readonly table: string; readonly from: string; readonly to: string }

const postgresTables = `
CREATE TYPE mood AS ENUM ('low', 'high');
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE parents (id integer PRIMARY KEY, name text NOT NULL, code varchar(10) UNIQUE, CONSTRAINT name_short CHECK (length(name) < 100));
CREATE TABLE items (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, parent_id integer NOT NULL REFERENCES parents ON DELETE CASCADE,
  title text COLLATE "C" NOT NULL DEFAULT 'none', price numeric(10,2), mood mood, tags text[] NOT NULL DEFAULT '{}', data jsonb,
  state text NOT NULL CONSTRAINT items_state_type CHECK (state IN ('new', 'old')), size integer GENERATED ALWAYS AS (length(title)) STORED,
  other_id bigint REFERENCES items, UNIQUE (parent_id, title));
CREATE INDEX items_title_idx ON items (title);
CREATE INDEX items_price_idx ON items (price DESC) WHERE price > 0;
CREATE UNIQUE INDEX items_lower_idx ON items (lower(title), parent_id) WHERE state = 'new';
CREATE INDEX items_data_idx ON items USING gin (data);
CREATE TRIGGER items_touch BEFORE UPDATE ON items FOR EACH ROW EXECUTE FUNCTION touch();
CREATE VIEW new_items AS SELECT id, title FROM items WHERE state = 'new';
CREATE SEQUENCE tickets;
COMMENT ON TABLE items IS 'Things';
COMMENT ON COLUMN items.title IS 'What it is called';
`

const postgresMutations: readonly Mutation[] = [
  ['DROP INDEX items_title_idx', '- index items_title_idx of items is missing'],
  [
    'DROP INDEX items_price_idx; CREATE INDEX items_price_idx ON items (price) WHERE price > 0',
    '~ index items_price_idx of items: columns is price, should be price desc',
  ],
  [
    'DROP INDEX items_price_idx; CREATE INDEX items_price_idx ON items (price DESC)',
    '~ index items_price_idx of items: where is nothing, should be price > 0::numeric',
  ],
  [
    'DROP INDEX items_lower_idx; CREATE INDEX items_lower_idx ON items (lower(title), parent_id) WHERE state = $$new$$',
    '~ index items_lower_idx of items: unique is no, should be yes',
  ],
  [
    'DROP INDEX items_data_idx; CREATE INDEX items_data_idx ON items USING gin (data jsonb_path_ops)',
    '~ index items_data_idx of items: columns is data jsonb_path_ops, should be data',
  ],
  [
    'DROP INDEX items_title_idx; CREATE INDEX items_title_idx ON items USING hash (title)',
    '~ index items_title_idx of items: using is hash, should be nothing',
  ],
  [
    'DROP INDEX items_title_idx; CREATE INDEX items_title_idx ON items (title NULLS FIRST)',
    '~ index items_title_idx of items: columns is title nulls first, should be title',
  ],
  [
    'DROP INDEX items_title_idx; CREATE INDEX items_title_idx ON items (title) INCLUDE (price)',
    '~ index items_title_idx of items: include is price, should be nothing',
  ],
  [
    'DROP INDEX items_title_idx; CREATE INDEX items_title_idx ON items (title COLLATE "POSIX")',
    '~ index items_title_idx of items: columns is title collate POSIX, should be title',
  ],
  ['CREATE INDEX another ON items (state)', '+ index another of items is not in the migrations'],
  [
    'ALTER INDEX items_title_idx RENAME TO renamed_idx',
    '- index items_title_idx of items is missing',
    '+ index renamed_idx of items is not in the migrations',
  ],
  [
    'COMMENT ON INDEX items_title_idx IS $$x$$',
    '+ comment items_title_idx_comment of items is not in the migrations',
  ],
  [
    'ALTER TABLE items ALTER title SET DEFAULT $$some$$',
    '~ column items.title: default is "some", should be "none"',
  ],
  [
    'ALTER TABLE items ALTER title DROP DEFAULT',
    '~ column items.title: default is nothing, should be "none"',
  ],
  [
    'ALTER TABLE items ALTER price SET DEFAULT 1',
    '~ column items.price: default is "1.00", should be nothing',
  ],
  ['ALTER TABLE items ALTER title DROP NOT NULL', '~ column items.title: nullable is yes, should be no'],
  ['ALTER TABLE items ALTER price SET NOT NULL', '~ column items.price: nullable is no, should be yes'],
  [
    'ALTER TABLE items ALTER price TYPE numeric(12,2)',
    '~ column items.price: type is decimal(12,2), should be decimal(10,2)',
  ],
  ['ALTER TABLE parents ALTER code TYPE text', '~ column parents.code: type is text, should be varchar(10)'],
  [
    'DROP INDEX items_data_idx; ALTER TABLE items ALTER data TYPE json',
    '- index items_data_idx of items is missing',
    '~ column items.data: type is json as declared, should be json',
  ],
  [
    'ALTER TABLE parents ALTER name TYPE text COLLATE "C"',
    '~ column parents.name: collation is C, should be nothing',
  ],
  ['ALTER TABLE items ADD extra integer', '+ column items.extra is not in the migrations'],
  [
    'ALTER TABLE items DROP price',
    '- column items.price is missing',
    '- index items_price_idx of items is missing',
  ],
  [
    'ALTER TABLE items RENAME tags TO labels',
    '- column items.tags is missing',
    '+ column items.labels is not in the migrations',
  ],
  [
    'ALTER TABLE items ALTER id SET GENERATED BY DEFAULT',
    '~ column items.id: identity is default, should be always',
  ],
  ['ALTER TABLE items ALTER id DROP IDENTITY', '~ column items.id: identity is nothing, should be always'],
  [
    'ALTER TABLE items ALTER size DROP EXPRESSION',
    '~ column items.size: generated is nothing, should be length(title), stored',
  ],
  [
    'ALTER TABLE items RENAME CONSTRAINT items_parent_id_fkey TO renamed',
    '- foreign key items_parent_id_fkey of items is missing',
    '+ foreign key renamed of items is not in the migrations',
  ],
  [
    'ALTER TABLE items DROP CONSTRAINT items_other_id_fkey',
    '- foreign key items_other_id_fkey of items is missing',
  ],
  [
    'ALTER TABLE items DROP CONSTRAINT items_parent_id_fkey, ADD CONSTRAINT items_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES parents',
    '~ foreign key items_parent_id_fkey of items: on delete is no action, should be cascade',
  ],
  [
    'ALTER TABLE items ALTER CONSTRAINT items_parent_id_fkey DEFERRABLE INITIALLY DEFERRED',
    '~ foreign key items_parent_id_fkey of items: deferrable is deferred, should be no',
  ],
  [
    'ALTER TABLE items DROP CONSTRAINT items_state_type',
    '~ column items.state: type is text, should be one of new, old',
  ],
  [
    'ALTER TABLE items DROP CONSTRAINT items_state_type, ADD CONSTRAINT items_state_type CHECK (state IN ($$new$$, $$old$$, $$lost$$))',
    '~ column items.state: type is one of lost, new, old, should be one of new, old',
  ],
  ['ALTER TABLE parents DROP CONSTRAINT name_short', '- check name_short of parents is missing'],
  [
    'ALTER TABLE parents DROP CONSTRAINT name_short, ADD CONSTRAINT name_short CHECK (length(name) < 50)',
    '~ check name_short of parents: condition is length(name) < 50, should be length(name) < 100',
  ],
  [
    'ALTER TABLE parents ADD CHECK (id > 0) NOT VALID',
    '+ check parents_id_check of parents is not in the migrations',
  ],
  [
    'ALTER TABLE parents DROP CONSTRAINT parents_code_key',
    '- unique constraint parents_code_key of parents is missing',
  ],
  [
    'ALTER TABLE items DROP CONSTRAINT items_parent_id_title_key, ADD CONSTRAINT items_parent_id_title_key UNIQUE (title, parent_id)',
    '~ unique constraint items_parent_id_title_key of items: columns is title, parent_id, should be parent_id, title',
  ],
  [
    'ALTER TABLE items DISABLE TRIGGER items_touch',
    '~ trigger items_touch of items: definition is …H ROW EXECUTE FUNCTION touch(); ALTER TABLE items DISABLE TRIGGER items_touch, should be ',
  ],
  ['DROP TRIGGER items_touch ON items', '- trigger items_touch of items is missing'],
  [
    'CREATE TRIGGER more AFTER INSERT ON items FOR EACH ROW EXECUTE FUNCTION touch()',
    '+ trigger more of items is not in the migrations',
  ],
  [
    'CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN OLD; END$$',
    '~ function touch: definition is',
  ],
  [
    'ALTER TYPE mood RENAME VALUE $$low$$ TO $$lower$$',
    '~ enum mood: values is lower, high, should be low, high',
  ],
  ['CREATE OR REPLACE VIEW new_items AS SELECT id, title FROM items', '~ view new_items: definition is'],
  ['DROP VIEW new_items', '- view new_items is missing'],
  ['DROP SEQUENCE tickets', '- sequence tickets is missing'],
  ['COMMENT ON TABLE items IS NULL', '~ table items: comment is nothing, should be Things'],
  [
    'COMMENT ON COLUMN items.title IS $$x$$',
    '~ column items.title: comment is x, should be What it is called',
  ],
  ['ALTER TABLE items ENABLE ROW LEVEL SECURITY', '~ table items: row security is on, should be off'],
  ['CREATE POLICY mine ON items USING (true)', '+ policy mine of items is not in the migrations'],
  [
    'ALTER TABLE items SET (fillfactor = 70)',
    '~ table items: its storage options are set, should be the default',
  ],
  ['ALTER TABLE items SET UNLOGGED', '~ table items: it is unlogged, should be logged'],
  ['DROP TABLE items CASCADE', '- table items is missing', '- view new_items is missing'],
]

const sqliteTables = `
CREATE TABLE parents (id INTEGER NOT NULL CONSTRAINT parents_pkey PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, code TEXT, CONSTRAINT parents_code_key UNIQUE (code), CONSTRAINT name_short CHECK (length(name) < 100));
CREATE TABLE items (
  id INTEGER NOT NULL, parent_id INTEGER NOT NULL, title TEXT COLLATE NOCASE NOT NULL DEFAULT 'none',
  price REAL, state TEXT NOT NULL CONSTRAINT items_state_type CHECK (state IN ('new', 'old')),
  size INTEGER GENERATED ALWAYS AS (length(title)) STORED, other_id INTEGER,
  CONSTRAINT items_pkey PRIMARY KEY (id), CONSTRAINT items_parent_id_title_key UNIQUE (parent_id, title),
  CONSTRAINT items_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES parents (id) ON DELETE CASCADE,
  CONSTRAINT items_other_id_fkey FOREIGN KEY (other_id) REFERENCES items (id));
CREATE INDEX items_title_idx ON items (title);
CREATE INDEX items_price_idx ON items (price DESC) WHERE price > 0;
CREATE UNIQUE INDEX items_lower_idx ON items (lower(title), parent_id) WHERE state = 'new';
CREATE TRIGGER items_touch AFTER UPDATE ON items BEGIN SELECT 1; END;
CREATE VIEW new_items AS SELECT id, title FROM items WHERE state = 'new';
`

/** What has no ALTER here is written otherwise from the beginning. */
const rewritten = (table: string, from: string, to: string): Rewriting => ({ table, from, to })

const sqliteMutations: readonly Mutation[] = [
  ['DROP INDEX items_title_idx', '- index items_title_idx of items is missing'],
  [
    'DROP INDEX items_price_idx; CREATE INDEX items_price_idx ON items (price) WHERE price > 0',
    '~ index items_price_idx of items: columns is price, should be price desc',
  ],
  [
    'DROP INDEX items_price_idx; CREATE INDEX items_price_idx ON items (price DESC)',
    '~ index items_price_idx of items: where is nothing, should be price > 0',
  ],
  [
    `DROP INDEX items_lower_idx; CREATE INDEX items_lower_idx ON items (lower(title), parent_id) WHERE state = 'new'`,
    '~ index items_lower_idx of items: unique is no, should be yes',
  ],
  [
    `DROP INDEX items_lower_idx; CREATE UNIQUE INDEX items_lower_idx ON items (upper(title), parent_id) WHERE state = 'new'`,
    '~ index items_lower_idx of items: columns is upper(title), parent_id, should be lower(title), parent_id',
  ],
  [
    'DROP INDEX items_title_idx; CREATE INDEX items_title_idx ON items (title COLLATE BINARY)',
    '~ index items_title_idx of items: columns is title collate BINARY, should be title',
  ],
  ['CREATE INDEX another ON items (state)', '+ index another of items is not in the migrations'],
  ['DROP TRIGGER items_touch', '- trigger items_touch of items is missing'],
  [
    'CREATE TRIGGER more AFTER INSERT ON items BEGIN SELECT 1; END',
    '+ trigger more of items is not in the migrations',
  ],
  [
    'DROP TRIGGER items_touch; CREATE TRIGGER items_touch AFTER UPDATE ON items BEGIN SELECT 2; END',
    '~ trigger items_touch of items: definition is CREATE TRIGGER items_touch AFTER UPDATE ON items BEGIN SELECT 2; END',
  ],
  ['DROP VIEW new_items', '- view new_items is missing'],
  [
    'DROP VIEW new_items; CREATE VIEW new_items AS SELECT id FROM items',
    '~ view new_items: definition is SELECT id FROM items, should be',
  ],
  ['ALTER TABLE items ADD extra integer', '+ column items.extra is not in the migrations'],
  [
    'ALTER TABLE items ADD extra text REFERENCES parents',
    '+ column items.extra is not in the migrations',
    '+ foreign key items_extra_fkey of items is not in the migrations',
  ],
  [
    'DROP INDEX items_price_idx; ALTER TABLE items DROP price',
    '- column items.price is missing',
    '- index items_price_idx of items is missing',
  ],
  [
    'ALTER TABLE items RENAME other_id TO another_id',
    '- column items.other_id is missing',
    '+ column items.another_id is not in the migrations',
    '~ foreign key items_other_id_fkey of items: columns is another_id, should be other_id',
  ],
  [
    'PRAGMA foreign_keys = OFF; DROP VIEW new_items; DROP TABLE items',
    '- table items is missing',
    '- view new_items is missing',
  ],
  [
    rewritten('items', `DEFAULT 'none'`, `DEFAULT 'some'`),
    '~ column items.title: default is "some", should be "none"',
  ],
  [rewritten('items', ` DEFAULT 'none'`, ''), '~ column items.title: default is nothing, should be "none"'],
  [
    rewritten('items', 'REFERENCES items (id))', 'REFERENCES items (id)) STRICT'),
    '~ table items: options is strict, should be nothing',
  ],
  [
    rewritten('items', 'REFERENCES items (id))', 'REFERENCES items (id)) WITHOUT ROWID, STRICT'),
    '~ table items: options is strict, without rowid, should be nothing',
  ],
  [
    rewritten('items', 'price REAL', 'price REAL DEFAULT 1.5'),
    '~ column items.price: default is 1.5, should be nothing',
  ],
  [
    rewritten('items', 'COLLATE NOCASE', 'COLLATE RTRIM'),
    '~ column items.title: collation is RTRIM, should be NOCASE',
  ],
  [rewritten('items', ' COLLATE NOCASE', ''), '~ column items.title: collation is nothing, should be NOCASE'],
  [
    rewritten('items', 'COLLATE NOCASE NOT NULL', 'COLLATE NOCASE'),
    '~ column items.title: nullable is yes, should be no',
  ],
  [
    rewritten('items', 'price REAL', 'price REAL NOT NULL'),
    '~ column items.price: nullable is no, should be yes',
  ],
  [rewritten('items', 'price REAL', 'price TEXT'), '~ column items.price: type is text, should be double'],
  [
    rewritten('items', 'price REAL', 'price DOUBLE PRECISION'),
    '~ column items.price: type is DOUBLE PRECISION as declared, should be double',
  ],
  [
    rewritten('items', `IN ('new', 'old')`, `IN ('new', 'old', 'lost')`),
    '~ column items.state: type is one of lost, new, old, should be one of new, old',
  ],
  [
    rewritten('items', ` CONSTRAINT items_state_type CHECK (state IN ('new', 'old'))`, ''),
    '~ column items.state: type is text, should be one of new, old',
  ],
  [
    rewritten('items', '(length(title)) STORED', '(length(title) + 1) STORED'),
    '~ column items.size: generated is length(title) + 1, stored, should be length(title), stored',
  ],
  [
    rewritten('items', 'STORED', 'VIRTUAL'),
    '~ column items.size: generated is length(title), virtual, should be length(title), stored',
  ],
  [
    rewritten('items', ' ON DELETE CASCADE', ''),
    '~ foreign key items_parent_id_fkey of items: on delete is no action, should be cascade',
  ],
  [
    rewritten('items', 'ON DELETE CASCADE', 'ON DELETE CASCADE ON UPDATE CASCADE'),
    '~ foreign key items_parent_id_fkey of items: on update is cascade, should be no action',
  ],
  [
    rewritten('items', 'ON DELETE CASCADE', 'ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED'),
    '~ foreign key items_parent_id_fkey of items: deferrable is deferred, should be no',
  ],
  [
    rewritten(
      'items',
      ',\n  CONSTRAINT items_other_id_fkey FOREIGN KEY (other_id) REFERENCES items (id)',
      '',
    ),
    '- foreign key items_other_id_fkey of items is missing',
  ],
  [
    rewritten('items', 'REFERENCES items (id)', 'REFERENCES parents (id)'),
    '~ foreign key items_other_id_fkey of items: target is parents (id), should be items (id)',
  ],
  [
    rewritten('items', 'CONSTRAINT items_other_id_fkey', 'CONSTRAINT renamed'),
    '- foreign key items_other_id_fkey of items is missing',
    '+ foreign key renamed of items is not in the migrations',
  ],
  [
    rewritten('parents', 'length(name) < 100', 'length(name) < 50'),
    '~ check name_short of parents: condition is length(name) < 50, should be length(name) < 100',
  ],
  [
    rewritten('parents', ', CONSTRAINT name_short CHECK (length(name) < 100)', ''),
    '- check name_short of parents is missing',
  ],
  [
    rewritten('parents', 'CONSTRAINT name_short', 'CONSTRAINT renamed'),
    '- check name_short of parents is missing',
    '+ check renamed of parents is not in the migrations',
  ],
  [
    rewritten('parents', 'code TEXT', 'code TEXT CHECK (code > 1)'),
    '+ check parents_code_check of parents is not in the migrations',
  ],
  [
    rewritten('items', 'PRIMARY KEY (id)', 'PRIMARY KEY (id) ON CONFLICT REPLACE'),
    '~ table items: options is on conflict replace for items_pkey, should be nothing',
  ],
  [
    rewritten('parents', ' AUTOINCREMENT', ''),
    '~ column parents.id: type is INTEGER as declared, should be integer',
    '~ column parents.id: identity is nothing, should be default',
  ],
  [
    'CREATE TABLE copied AS SELECT * FROM parents; DROP TABLE items; DROP VIEW new_items',
    '- table items is missing',
    '- view new_items is missing',
  ],
]

const cases = {
  sqlite: { tables: sqliteTables, mutations: sqliteMutations, introspect: introspectSqlite },
  postgres: { tables: postgresTables, mutations: postgresMutations, introspect: introspectPostgres },
} as const

describe.each(['sqlite', 'postgres'] as const)('on %s', (dialect) => {
  const { tables, mutations, introspect } = cases[dialect]
  const queryOf =
    (database: Opened): Query =>
    async <Row>(text: string) =>
      (await sql.raw<Row>(text).execute(database.db)).rows
  const made: Opened[] = []
  const anew = async (text: string = tables): Promise<Opened> => {
    const database = await opened(dialect, { by: 'kysely', pragmas: ['foreign_keys = OFF'] })
    made.push(database)
    for (const statement of statementsOf(text)) await run(database, statement)
    return database
  }
  let expected: Awaited<ReturnType<typeof introspect>>
  beforeAll(async () => {
    expected = await introspect(queryOf(await anew()))
  })
  afterAll(async () => {
    for (const database of made) await database.close()
  })

  test('there are at least forty', () => {
    expect(mutations.length).toBeGreaterThanOrEqual(40)
  })

  test('a database that was made the same differs in nothing', async () => {
    expect(compareDatabases(expected, await introspect(queryOf(await anew())))).toEqual({
      drifts: [],
      unmanaged: [],
    })
  })

  test.each(mutations.map(([done, ...said]) => ({ done, said })))('$done', async ({ done, said }) => {
    const database = await anew(typeof done === 'string' ? tables : rewriteIn(tables, done))
    if (typeof done === 'string') for (const statement of statementsOf(done)) await run(database, statement)
    const { drifts } = compareDatabases(expected, await introspect(queryOf(database)))
    const sentences = drifts.map(driftSentence)
    for (const sentence of said)
      expect(
        sentences.some((each) => each.startsWith(sentence)),
        sentences.join('\n'),
      ).toBe(true)
    expect(sentences).toHaveLength(said.length)
  })
})

const rewriteIn = (tables: string, { table, from, to }: Rewriting): string => {
  const at = tables.indexOf(from, tables.indexOf(`CREATE TABLE ${table} `))
  expect(at).toBeGreaterThan(0)
  return tables.slice(0, at) + to + tables.slice(at + from.length)
}

/** What stands before an END is part of a body. */
const statementsOf = (text: string): readonly string[] =>
  text
    .split(/;(?!\s*END\b)\s*/)
    .map((each) => each.trim())
    .filter((each) => each !== '')
