import type { Table } from '../../../model/model.js'
import { quote } from '../identifiers.js'
import { textLiteral } from '../literals.js'

/** What a block of PL/pgSQL needs to run `lines` without the triggers of a table. */
export type Quiet = { readonly variables: readonly string[]; readonly lines: readonly string[] }

/**
 * Those that an UPDATE would fire are off for these lines alone, under a lock that lets nobody else write, so that no change of
 * another session goes without its history. What somebody has switched off by hand stays off.
 * https://www.postgresql.org/docs/current/catalog-pg-trigger.html
 */
export const withoutTriggers = (table: Table, lines: readonly string[]): Quiet => {
  const name = quote(table.name)
  const switched = (format: string, values: string) =>
    `${textLiteral(`ALTER TABLE ${name} `)} || string_agg(format('${format}', ${values}), ', ')`
  return {
    variables: ['switch_off text;', 'switch_on text;'],
    lines: [
      `LOCK TABLE ${name} IN SHARE ROW EXCLUSIVE MODE;`,
      `SELECT ${switched('DISABLE TRIGGER %I', 'tgname')},`,
      `  ${switched('ENABLE %s TRIGGER %I', `CASE tgenabled WHEN 'A' THEN 'ALWAYS' END, tgname`)}`,
      `INTO switch_off, switch_on FROM pg_trigger`,
      `WHERE tgrelid = ${textLiteral(name)}::regclass AND NOT tgisinternal AND (tgtype & 16) > 0 AND tgenabled IN ('O', 'A');`,
      'IF switch_off IS NOT NULL THEN EXECUTE switch_off; END IF;',
      ...lines,
      ...(isDeferred(table) ? ['SET CONSTRAINTS ALL IMMEDIATE;'] : []),
      'IF switch_on IS NOT NULL THEN EXECUTE switch_on; END IF;',
    ],
  }
}

/** Checks that wait for the end of the transaction would stand in the way of ALTER TABLE. */
const isDeferred = ({ foreignKeys, uniques }: Table): boolean =>
  [...foreignKeys, ...uniques].some(({ deferrable }) => deferrable === 'deferred')
