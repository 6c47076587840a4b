import { StaleVersionError } from '../../errors.js'
import { printValue } from '../../values/print-value.js'
import { type Access, keep, known } from '../access.js'
import { addKey, notFound, renderKey } from '../key.js'
import { invalid } from '../refuse.js'
import { renderScope } from '../scope.js'
import type { Placeholders } from '../sql/dialect-sql.js'

/** Checks the option and adds its parameter, if a version is demanded. */
export function addVersion({ table }: Access, version: unknown, parameters: unknown[]): boolean {
  if (version === undefined) return false
  if (!table.version) throw invalid(table, 'the option version needs a table with the versioning mixin.')
  if (!Number.isSafeInteger(version))
    throw invalid(table, `version is a whole number, not ${printValue(version)}.`)
  parameters.push(version)
  return true
}

/** Which row a write to one row means: the key, live, and the version if one is demanded. */
export function renderTarget(access: Access, hasVersion: boolean, next: Placeholders): string {
  const parts = [renderKey(access, next), renderScope(access.table, 'live')]
  if (hasVersion) parts.push(`${access.table.version?.quoted} = ${next()}`)
  return parts.filter((part) => part !== undefined).join(' AND ')
}

/** Why a write to one row found none: it is not there, or has another version. */
export async function missedRow(access: Access, key: unknown, version: unknown): Promise<Error> {
  if (typeof version !== 'number') return notFound(access, key)
  const actual = await currentVersion(access, key)
  if (actual === undefined) return notFound(access, key)
  const { name } = access.table
  return new StaleVersionError(
    `${name}: the row with the key ${printValue(key)} has version ${actual} and not ${version}. Read it again.`,
    { table: name, expected: version, actual },
  )
}

async function currentVersion(access: Access, key: unknown): Promise<number | undefined> {
  const { table, sql, session } = access
  if (!table.version) return undefined
  const parameters: unknown[] = []
  addKey(access, key, parameters)
  const render = () =>
    `SELECT ${table.version?.quoted} FROM ${table.quoted} WHERE ${renderTarget(access, false, sql.placeholders())}`
  const statement =
    known(access, 'version') ?? keep(access, 'version', 'version', 'fixed', render(), [table.version.name])
  const { rows } = await session.run(statement, parameters)
  return rows[0] === undefined ? undefined : Number(rows[0][0])
}
