import type { ClientBase } from 'pg'

/**
 * What texts of values are read and written by, and what database and role may be set to otherwise: how they are printed, and that
 * a backslash in a literal means itself. One statement after the connection is made and no startup options, which poolers refuse.
 * https://www.postgresql.org/docs/current/runtime-config-client.html#RUNTIME-CONFIG-CLIENT-FORMAT
 */
export const sessionSettings = `SELECT ${Object.entries({
  datestyle: 'ISO',
  intervalstyle: 'postgres',
  timezone: 'UTC',
  bytea_output: 'hex',
  extra_float_digits: '1',
  standard_conforming_strings: 'on',
})
  .map(([name, value]) => `pg_catalog.set_config('${name}', '${value}', false)`)
  .join(', ')}`

/** To be done with a new connection before anything else; throws if the server does not answer within so many milliseconds. */
export async function settle(client: ClientBase, timeout: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('timeout exceeded')), timeout)
  })
  const settled = client.query(sessionSettings)
  // What comes after the time is over is nobody's error.
  settled.catch(() => {})
  await Promise.race([settled, silence]).finally(() => clearTimeout(timer))
}
