import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import { diffModels } from '../../../generator/changes/diff.js'
import { verifiedPull } from '../../../generator/cli/verify-pull.js'
import { openLive } from '../../../generator/live/open-live.js'
import { proveMigration } from '../../../generator/prove/prove-migration.js'
import { resolveYaml } from '../../model/resolve-yaml.js'
import { opened } from '../../support/opened.js'
import { dialectFor, plansBetween } from '../../support/plans.js'
import { replayed } from '../../support/replayed.js'

const schemaWith = (key: string, was = ''): string => `dialects: [sqlite]
tables:
  seats:
    options: { sqlite: [without rowid] }
    primary_key: [${key}]
    columns:
      ${key}: { type: integer${was} }
      hall: text
    unique: [[hall, ${key}]]
`

test('the INTEGER key of a table without row numbers is renamed, though it is part of a unique key', async () => {
  const dialect = dialectFor('sqlite')
  const before = replayed(resolveYaml(schemaWith('seat')).model)
  const after = resolveYaml(schemaWith('place', ', was: seat')).model
  const changes = diffModels(before, after).value ?? []
  expect(changes.map(({ kind }) => kind)).toContain('renameColumn')
  const request = { changes, before, after, dialect, version: dialect.versions.default }
  expect(await proveMigration({ ...request, ...plansBetween(before, after, dialect) })).toMatchObject({
    kind: 'proven',
    rows: 5,
  })
})

test('in whichever order its keys stand, such a table is the same to pull', async () => {
  const database = await opened('sqlite', { by: 'connect' })
  try {
    const file = new BetterSqlite3(database.url.slice('sqlite:'.length))
    file.exec(`CREATE TABLE seats (seat INTEGER NOT NULL, hall TEXT NOT NULL,
      CONSTRAINT seats_pkey PRIMARY KEY (seat), CONSTRAINT seats_hall_seat_key UNIQUE (hall, seat)) WITHOUT ROWID`)
    file.close()
    const live = await openLive(database.url)
    try {
      const pulled = await verifiedPull(await live.introspect(), 'sqlite', await live.catalogue())
      expect(pulled).toMatchObject({ differences: [], leftOut: [], diagnostics: [], unverified: undefined })
    } finally {
      await live.close()
    }
  } finally {
    await database.close()
  }
})
