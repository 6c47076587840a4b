import { afterAll, expect, test } from 'vitest'
import { verifiedPull } from '../../generator/cli/verify-pull.js'
import { compareDatabases } from '../../generator/drift/compare.js'
import { driftSentence } from '../../generator/drift/sentence.js'
import { closeEngines } from '../../generator/prove/engines/index.js'
import { lookedAt } from './looked-at.js'

afterAll(closeEngines)

const tables = `
CREATE TABLE parents (id integer PRIMARY KEY, no integer UNIQUE DEFERRABLE);
CREATE TABLE kids (id integer PRIMARY KEY, parent integer REFERENCES parents);
`

test.each([
  [
    'ALTER TABLE parents DISABLE TRIGGER ALL',
    'unenforced foreign key kids_parent_fkey of kids is not in the migrations: its triggers on parents are disabled',
    'unenforced unique constraint parents_no_key of parents is not in the migrations: its triggers on parents are disabled',
  ],
  [
    'ALTER TABLE kids DISABLE TRIGGER ALL',
    'unenforced foreign key kids_parent_fkey of kids is not in the migrations: its triggers on kids are disabled',
  ],
  [
    `DO $$ DECLARE name name; BEGIN
      FOR name IN SELECT tgname FROM pg_trigger WHERE tgrelid = 'kids'::regclass LOOP
        EXECUTE format('ALTER TABLE kids ENABLE REPLICA TRIGGER %I', name); END LOOP; END $$`,
    'unenforced foreign key kids_parent_fkey of kids is not in the migrations: its triggers on kids fire on replicas alone',
  ],
  [
    `DO $$ DECLARE name name; BEGIN
      FOR name IN SELECT tgname FROM pg_trigger WHERE tgrelid = 'kids'::regclass LOOP
        EXECUTE format('ALTER TABLE kids ENABLE ALWAYS TRIGGER %I', name); END LOOP; END $$`,
    'always enforced foreign key kids_parent_fkey of kids is not in the migrations: its triggers on kids fire always',
  ],
])('%s is told', async (done, ...said) => {
  const [before, after] = await lookedAt(tables, done)
  if (before === undefined || after === undefined) return expect.fail('nothing was looked at')
  const { drifts, unmanaged } = compareDatabases(before.introspection, after.introspection)
  expect({ drifts: drifts.map(driftSentence), unmanaged }).toEqual({
    drifts: said.map((each) => `+ ${each}`),
    unmanaged: [],
  })
  expect(after.catalogue).not.toEqual(before.catalogue)
  const { leftOut, differences } = await verifiedPull(after.introspection, 'postgres', after.catalogue)
  expect(differences).toEqual([])
  expect(
    leftOut.map(
      ({ kind, name, table, reason }) => `${kind} ${name} of ${table} is not in the migrations: ${reason}`,
    ),
  ).toEqual(said)
})
