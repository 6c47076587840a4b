import { ConnectionError } from './errors.js'
import { shownUrl } from './shown-url.js'

/** A database URL, taken apart. */
export type ConnectionUrl =
  | { readonly dialect: 'sqlite'; readonly path: string }
  | { readonly dialect: 'postgres'; readonly url: string }

/** Reads `sqlite:path`, `sqlite::memory:`, `postgres://…` and `postgresql://…`; without a URL, the one of the environment. */
export function connectionUrl(given: string | undefined, environment: NodeJS.ProcessEnv): ConnectionUrl {
  const url = given ?? (environment.DATABASE_URL || environment.DB_CONNECTION_STRING)
  if (!url) {
    throw new ConnectionError(
      'No database was named: pass a URL to connect(), or set DATABASE_URL or DB_CONNECTION_STRING, such as sqlite:app.db or postgres://user@localhost/app.',
    )
  }
  if (/^postgres(?:ql)?:\/\//i.test(url)) return { dialect: 'postgres', url }
  const [, path] = /^sqlite:(.+)$/is.exec(url) ?? []
  if (path !== undefined) return { dialect: 'sqlite', path }
  throw new ConnectionError(
    `Cannot tell the database from the URL "${shownUrl(url)}": it must begin with sqlite:, postgres:// or postgresql://.`,
  )
}
