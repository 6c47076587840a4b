import { afterAll, expect, test } from 'vitest'

import { compareDatabases } from '../../generator/drift/compare.js'
import { titleOf } from '../../generator/drift/described-objects.js'
import { closeEngines } from '../../generator/prove/engines/index.js'
import { lookedAt, pulledFrom, whole } from './looked-at.js'

afterAll(closeEngines)

test('a check that does not hold all rows is no enum', async () => {
  const { text, ...pulled } = await pulledFrom(`
CREATE TABLE papers (id integer PRIMARY KEY, kind text, state text);
ALTER TABLE papers ADD CONSTRAINT kinds CHECK (kind IN ('a', 'b')) NO INHERIT;
CREATE TABLE old_papers () INHERITS (papers);
INSERT INTO old_papers VALUES (1, 'other');
ALTER TABLE papers ADD CONSTRAINT states CHECK (state IN ('c', 'd')) NOT VALID;
`)
  expect(text).not.toContain('enums:')
  expect(text).toContain(`CHECK (kind IN ('a', 'b')) NO INHERIT`)
  expect(text).toContain(`CHECK (state IN ('c', 'd')) NOT VALID`)
  expect(pulled).toEqual({ ...whole, mixed: [] })
})

test('drift says that a check of an enum no longer holds the tables that inherit', async () => {
  const [before, after] = await lookedAt(
    `CREATE TABLE papers (id integer PRIMARY KEY, kind text CONSTRAINT kinds CHECK (kind IN ('a', 'b')))`,
    `ALTER TABLE papers DROP CONSTRAINT kinds, ADD CONSTRAINT kinds CHECK (kind IN ('a', 'b')) NO INHERIT`,
  )
  if (before === undefined || after === undefined) return expect.fail('nothing was looked at')
  expect(compareDatabases(before.introspection, after.introspection).drifts).toMatchObject([
    { kind: 'changed', object: 'column papers.kind', trait: 'type' },
    { kind: 'changed', object: 'column papers.kind', trait: 'check of values' },
    { kind: 'unexpected', object: 'check kinds of papers' },
  ])
})

test('a list that no enum could be stays a check', async () => {
  const { text, ...pulled } = await pulledFrom(`
CREATE TABLE papers (id integer PRIMARY KEY,
  outside text DEFAULT '' CHECK (outside IN ('a', 'b')), twice text CHECK (twice IN ('a', 'a')),
  items text[] DEFAULT '{z}' CHECK (items <@ ARRAY['a', 'b']), inside text DEFAULT 'a' CHECK (inside IN ('a', 'b')));
CREATE TABLE pages (id integer PRIMARY KEY, paper integer REFERENCES papers);
`)
  expect(text).toContain(`outside: { type: text?, default: "", check: "outside IN ('a', 'b')" }`)
  expect(text).toContain(`twice: { type: text?, check: "twice IN ('a', 'a')" }`)
  expect(text).toContain(
    `items: { type: "text[]?", default: [z], check: "items <@ ARRAY['a'::text, 'b'::text]" }`,
  )
  expect(text).toContain('enums:\n  inside: [a, b]\n')
  expect(pulled).toEqual({ ...whole, mixed: [] })
})

test('enums with values that are no names are kept as they are', async () => {
  const { text, ...pulled } = await pulledFrom(`
CREATE TYPE words AS ENUM ('a', E'new\\nline', E'\\r\\t\\x01', E'it''s \\\\');
COMMENT ON TYPE words IS 'Words';
CREATE TYPE nothing AS ENUM ();
CREATE TYPE "json" AS ENUM ('x');
CREATE TABLE papers (id integer PRIMARY KEY, word words NOT NULL DEFAULT E'new\\nline', words words[], nothing nothing, json public."json");
`)
  expect(text).toContain(`CREATE TYPE words AS ENUM ('a', E'new\\nline', E'\\r\\t\\x01', E'it''s \\\\')`)
  expect(text).toContain('type: postgres("words")')
  expect(pulled).toEqual({ ...whole, mixed: [] })
})

test('an enum that the language refuses is left out with what needs it', async () => {
  const { text, diagnostics, leftOut } = await pulledFrom(`
CREATE TYPE kysely_mood AS ENUM ('a');
CREATE TABLE moods (id integer PRIMARY KEY, mood kysely_mood);
CREATE TABLE others (id integer PRIMARY KEY);
`)
  expect(text).toContain('others:')
  expect(diagnostics).toEqual([])
  expect(leftOut.map(titleOf)).toEqual(['enum kysely_mood', 'table moods'])
})
