import type { MigrationTexts } from './databases.js'
import { createTable, script } from './databases.js'

const section = (transaction: 'single' | 'none', ...statements: (readonly [string, string])[]): string =>
  `-- transaction: ${transaction}\n\n${statements.map(([comment, sql]) => `--> ${comment}\n${sql};\n`).join('\n')}`

export const sections = (...parts: Parameters<typeof section>[]): string =>
  `-- a test\n${parts.map((part) => section(...part)).join('')}`

const base: MigrationTexts = {
  up: script([
    ['create table items', 'CREATE TABLE items (id integer PRIMARY KEY, name text NOT NULL, total integer)'],
    ['fill it', `INSERT INTO items SELECT n, 'item ' || n FROM generate_series(1, 500) AS n`],
    ['index it', 'CREATE INDEX items_old_idx ON items (total)'],
    ['create type mood', `CREATE TYPE mood AS ENUM ('calm')`],
    ['create table effects', 'CREATE TABLE effects (what text NOT NULL)'],
  ]),
  down: script([]),
}

export const backfill = `DO $$
DECLARE
  changed integer;
BEGIN
  LOOP
    UPDATE items SET total = id WHERE id IN (SELECT id FROM items WHERE total IS NULL LIMIT 200);
    GET DIAGNOSTICS changed = ROW_COUNT;
    EXIT WHEN changed = 0;
    RAISE NOTICE 'filled % rows', changed;
    COMMIT;
  END LOOP;
END $$`

const manySections: MigrationTexts = {
  up: sections(
    [
      'single',
      ['add mood', `ALTER TYPE mood ADD VALUE IF NOT EXISTS 'glad'`],
      ['count', `INSERT INTO effects VALUES ('begin')`],
    ],
    ['none', ['index the names', 'CREATE INDEX CONCURRENTLY items_name_idx ON items (name)']],
    [
      'single',
      ['add column mood', `ALTER TABLE items ADD COLUMN mood mood NOT NULL DEFAULT 'glad'`],
      ['demand totals', 'ALTER TABLE items ADD CONSTRAINT items_total CHECK (total IS NOT NULL) NOT VALID'],
      ['count', `INSERT INTO effects VALUES ('middle')`],
    ],
    [
      'none',
      ['fill the totals', backfill],
      ['count by itself', `INSERT INTO effects VALUES ('alone')`],
      ['drop the old index', 'DROP INDEX CONCURRENTLY items_old_idx'],
    ],
    [
      'single',
      ['validate', 'ALTER TABLE items VALIDATE CONSTRAINT items_total'],
      ['set not null', 'ALTER TABLE items ALTER COLUMN total SET NOT NULL'],
      ['count', `INSERT INTO effects VALUES ('end')`],
    ],
  ),
  down: sections(
    [
      'single',
      [
        'drop column mood and what is demanded',
        'ALTER TABLE items DROP COLUMN mood, DROP CONSTRAINT items_total, ALTER COLUMN total DROP NOT NULL',
      ],
      ['count', `INSERT INTO effects VALUES ('down')`],
    ],
    [
      'none',
      ['index again', 'CREATE INDEX CONCURRENTLY items_old_idx ON items (total)'],
      ['drop the index', 'DROP INDEX CONCURRENTLY items_name_idx'],
    ],
  ),
}

/** What a plan for a big table on PostgreSQL looks like, between two ordinary migrations. */
export const severalSections: { readonly [name: string]: MigrationTexts } = {
  '0001_base': base,
  '0002_many': manySections,
  '0003_last': createTable('last'),
}

/** The same database by other means, for SQLite. */
export const rebuild: { readonly [name: string]: MigrationTexts } = {
  '0001_base': {
    up: script([
      ['create table items', 'CREATE TABLE items (id integer PRIMARY KEY, name text NOT NULL)'],
      ['fill it', `INSERT INTO items VALUES (1, 'a'), (2, 'b')`],
      [
        'create table parts',
        'CREATE TABLE parts (id integer PRIMARY KEY, item integer NOT NULL REFERENCES items ON DELETE CASCADE)',
      ],
      ['fill it', 'INSERT INTO parts VALUES (1, 1), (2, 1), (3, 2)'],
      ['create table effects', 'CREATE TABLE effects (what text NOT NULL)'],
    ]),
    down: script([]),
  },
  '0002_rebuild': {
    up: script(
      [
        [
          'create the new table',
          'CREATE TABLE items_new (id integer PRIMARY KEY, name text NOT NULL, total integer)',
        ],
        ['copy', 'INSERT INTO items_new (id, name) SELECT id, name FROM items'],
        ['drop the old table', 'DROP TABLE items'],
        ['old ways', 'PRAGMA legacy_alter_table = ON'],
        ['rename', 'ALTER TABLE items_new RENAME TO items'],
        ['new ways', 'PRAGMA legacy_alter_table = OFF'],
        ['count', `INSERT INTO effects VALUES ('rebuilt')`],
      ],
      '-- foreign_keys: off\n-- keeps_rows: items, parts\n-- transaction: single',
    ),
    down: script([
      ['drop column total', 'ALTER TABLE items DROP COLUMN total'],
      ['count', `INSERT INTO effects VALUES ('down')`],
    ]),
  },
}
