import { sqlPath } from '../sql-text/names.js'

const made = new RegExp(`^CREATE EXTENSION IF NOT EXISTS ${sqlPath} WITH SCHEMA ${sqlPath}$`, 'u')

/** It moves with all that it brought, of which columns may be: https://www.postgresql.org/docs/current/sql-alterextension.html */
export const movedExtension = (before: string, after: string): readonly string[] | undefined => {
  const [old, next] = [made.exec(before), made.exec(after)]
  if (old === null || next === null || old[1] !== next[1]) return undefined
  return before === after ? [] : [`ALTER EXTENSION ${next[1]} SET SCHEMA ${next[2]}`]
}
