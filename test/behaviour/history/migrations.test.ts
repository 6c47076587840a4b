import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { resolveYaml } from '../../model/resolve-yaml.js'
import { everyDatabase } from '../../support/every-database.js'
import type { AnyTables } from '../../support/opened.js'
import { create, dialectFor, plansBetween, runPlan } from '../../support/plans.js'

const notes = (columns: string) =>
  resolveYaml(`
dialects: [sqlite, postgres]
tables:
  notes:
    mixins: [versioning]
    columns:
      id: { type: integer, primary_key: true }
${columns}
`).model

const before = notes(`
      title: text
      stars: smallint
      gone: text?
`)
const after = notes(`
      mood: { type: varchar(10), default: calm }
      heading: { type: text, was: title }
      stars: bigint
`)

describe.each(everyDatabase<AnyTables>(new URL('generated/', import.meta.url)))(
  'pitfall 12: history drifts from the main table, on $name',
  ({ dialect, open }) => {
    test('columns that are renamed, retyped, added and dropped are so in the history, whose rows stay', async () => {
      const opened = await open()
      const database = { ...opened, dialect, url: '', close: async () => void (await opened.close()) }
      const run = (text: string) => sql.raw(text).execute(opened.db)
      const states = async () => {
        const { rows } = await sql<{ [column: string]: unknown }>`SELECT * FROM notes_history`.execute(
          opened.db,
        )
        return rows
          .toSorted((a, b) => Number(a.history_id) - Number(b.history_id))
          .map(({ history_operation, heading, title, stars, mood, gone, version }) =>
            [history_operation, version, heading ?? title, stars, mood ?? gone].map(String),
          )
      }
      try {
        await create(database, before)
        await run(`INSERT INTO notes (id, title, stars, gone) VALUES (1, 'a', 1, 'x'), (2, 'b', 2, NULL)`)
        await run('UPDATE notes SET stars = 32767 WHERE id = 1')
        const { up, down } = plansBetween(before, after, dialectFor(dialect))
        await runPlan(database, up)
        await run(`UPDATE notes SET stars = 9007199254740000, mood = 'glad' WHERE id = 1`)
        await run('DELETE FROM notes WHERE id = 2')
        expect(await states()).toEqual([
          ['insert', '1', 'a', '1', 'calm'],
          ['insert', '1', 'b', '2', 'calm'],
          ['update', '2', 'a', '32767', 'calm'],
          ['update', '3', 'a', '9007199254740000', 'glad'],
          ['delete', '1', 'b', '2', 'calm'],
        ])
        await run(`DELETE FROM notes_history WHERE stars > 32767`)
        await run('UPDATE notes SET stars = 3')
        await runPlan(database, down)
        await run(`UPDATE notes SET title = 'c', gone = 'y'`)
        expect((await states()).slice(-2)).toEqual([
          ['update', '4', 'a', '3', 'null'],
          ['update', '5', 'c', '3', 'y'],
        ])
      } finally {
        await opened.close()
      }
    })
  },
)
