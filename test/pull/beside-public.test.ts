import { afterAll, expect, test } from 'vitest'
import { alterScript } from '../../generator/dialects/postgres/alter/script-in-place.js'
import { compareDatabases } from '../../generator/drift/compare.js'
import { emptyModel } from '../../generator/model/model.js'
import { closeEngines } from '../../generator/prove/engines/index.js'
import { lookedAt, pulledFrom, whole } from './looked-at.js'

afterAll(closeEngines)

const installed = `
CREATE SCHEMA extensions;
CREATE EXTENSION cube WITH SCHEMA extensions;
CREATE EXTENSION citext WITH SCHEMA extensions;
CREATE EXTENSION earthdistance WITH SCHEMA extensions;
CREATE TABLE people (id integer PRIMARY KEY, email extensions.citext NOT NULL, place extensions.cube);
CREATE INDEX people_place ON people USING gist (place extensions.gist_cube_ops);
`

test('extensions stay in their schema', async () => {
  const { text, ...pulled } = await pulledFrom(installed)
  expect(text).toContain('postgres: CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA extensions\n')
  expect(text).toMatch(/ {2}earthdistance:\n {4}depends_on: \[(?:cube, extensions|extensions, cube)\]/)
  expect(pulled).toMatchObject(whole)
})

test('a script that moves an extension alters it', () => {
  const [before, after] = ['extensions', '"Other"'].map((schema) => [
    `CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA ${schema}`,
  ])
  expect(alterScript(before ?? [], after ?? [], { before: emptyModel, after: emptyModel })?.comes).toEqual([
    'ALTER EXTENSION "uuid-ossp" SET SCHEMA "Other"',
  ])
})

test('an extension that is moved is a difference', async () => {
  const [before, after] = await lookedAt(installed, 'ALTER EXTENSION citext SET SCHEMA public')
  if (before === undefined || after === undefined) return expect.fail('nothing was looked at')
  expect(compareDatabases(before.introspection, after.introspection).drifts).toMatchObject([
    { kind: 'changed', object: 'column people.email', trait: 'type' },
    { kind: 'changed', object: 'extension citext', trait: 'definition' },
  ])
  expect(before.catalogue).toContain('extension citext in extensions')
  expect(after.catalogue).toContain('extension citext in public')
})

test('collations and operator classes of another schema are said with it', async () => {
  const { text, ...pulled } = await pulledFrom(`
CREATE SCHEMA texts;
CREATE COLLATION texts.plain (LOCALE = 'C');
CREATE COLLATION texts."Odd ""one""" (LOCALE = 'C');
CREATE EXTENSION pg_trgm WITH SCHEMA texts;
CREATE TABLE words (id integer PRIMARY KEY, word text COLLATE texts.plain, other text COLLATE texts."Odd ""one""");
CREATE INDEX words_plain ON words (word COLLATE texts."Odd ""one""", other text_pattern_ops);
CREATE INDEX words_trigrams ON words USING gist (word texts.gist_trgm_ops (siglen = 32));
CREATE DOMAIN said AS text COLLATE texts.plain;
CREATE TYPE pair AS (one text COLLATE texts.plain, other text COLLATE "C");
CREATE TYPE span AS RANGE (SUBTYPE = text, COLLATION = texts.plain);
CREATE TABLE parted (word text COLLATE texts.plain) PARTITION BY LIST (word COLLATE texts.plain);
`)
  expect(text).toContain('gist_trgm_ops(siglen=32)')
  expect(pulled).toMatchObject(whole)
})
