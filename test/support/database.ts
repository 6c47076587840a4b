import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import type { DialectName } from '../../runtime/session.js'

export const databases: readonly DialectName[] = ['sqlite', 'postgres']

/** An empty database that nobody has opened yet; `drop` removes it, even while connections are open. */
export type TestDatabase = {
  readonly dialect: DialectName
  readonly url: string
  readonly drop: () => Promise<void>
}

/** A file in a folder of its own, or a new database on the server of this run. */
export async function freshDatabase(dialect: DialectName): Promise<TestDatabase> {
  return dialect === 'sqlite' ? temporaryFile() : databaseOnServer()
}

function temporaryFile(): TestDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'tablewright-test-'))
  return {
    dialect: 'sqlite',
    url: `sqlite:${join(folder, 'test.db')}`,
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

async function databaseOnServer(): Promise<TestDatabase> {
  const server = inject('postgresUrl')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await runOnServer(server, `CREATE DATABASE ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    dialect: 'postgres',
    url: url.href,
    drop: () => runOnServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  }
}

async function runOnServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
