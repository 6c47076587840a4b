import { existsSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import Table from 'cli-table3'
import pc from 'picocolors'
import { connect, migrateUp } from 'tablewright'
import type { DB } from '../../generated/index.js'
import { type Narrator, tellStory } from './story.js'

const migrations = fileURLToPath(new URL('../../generated/migrations', import.meta.url))
const file = 'kosmos.db'
const colour = pc.isColorSupported

const narrator: Narrator = {
  chapter: (title) => console.log(`\n${pc.bold(title)}`),
  say: (sentence) => console.log(`  ${sentence}`),
  show: (rows) => console.log(asTable(rows)),
}

function asTable(rows: readonly Record<string, unknown>[]): string {
  const columns = Object.keys(rows[0] ?? {})
  const table = new Table({
    head: columns,
    style: { head: colour ? ['cyan'] : [], border: colour ? ['grey'] : [] },
  })
  for (const row of rows) table.push(columns.map((column) => asText(row[column])))
  return table.toString()
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return pc.dim('null')
  if (value instanceof Date) return value.toISOString()
  return String(value)
}

/** The demo owns this file and starts afresh each time. */
function removeEarlierDemo(): void {
  for (const path of [file, `${file}-wal`, `${file}-shm`]) if (existsSync(path)) rmSync(path)
}

removeEarlierDemo()
const db = connect<DB>(`sqlite:${file}`)
try {
  const { executed } = await migrateUp(db, { folder: migrations })
  console.log(`Migrated ${pc.bold(file)}: ${executed.map((migration) => migration.name).join(', ')}`)
  await tellStory(db, narrator)
} finally {
  await db.destroy()
}
console.log(`\nThe database is in ${pc.bold(file)}; look at it with any SQLite client.`)
