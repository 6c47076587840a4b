import type { Statement } from '../dialect.js'
import { quote } from './identifiers.js'
import { textLiteral } from './literals.js'

/** What must be so before a table may go. */
export type Requirement = {
  /** As the comment says it: `foreign keys are off`. */
  readonly words: string
  /** A condition that is true where it is not so. */
  readonly broken: string
}

export const foreignKeysOff: Requirement = {
  words: 'foreign keys are off',
  broken: '(SELECT foreign_keys FROM pragma_foreign_keys)',
}

export const allRowsIn = (from: string, to: string): Requirement => ({
  words: `all of its rows are in ${to}`,
  broken: `(SELECT count(*) FROM main.${quote(to)}) <> (SELECT count(*) FROM main.${quote(from)})`,
})

/**
 * DROP TABLE asks nothing, and the database's own shell goes on after an error unless it is told `-bail`: https://sqlite.org/cli.html.
 * So the drop hangs on what is looked at before: if that fails, the name means a view that is looked up first and cannot be dropped
 * by it (https://www.sqlite.org/lang_naming.html), nor altered, until the connection ends. `drop` is the comment of the drop, and `part` makes those of its parts.
 */
export const checkedDrop = (
  table: string,
  requirements: readonly Requirement[],
  drop: string,
  part: (what: string) => string = (what) => `${drop}: ${what}`,
): readonly Statement[] => {
  const name = quote(table)
  const last = { sql: `DROP TABLE ${name}`, comment: drop }
  if (requirements.length === 0) return [last]
  const words = requirements.map((each) => each.words).join(' and ')
  return [
    { sql: check(table, requirements, words), comment: part(`stop unless ${words}`) },
    {
      sql: `CREATE TEMP VIEW IF NOT EXISTS ${name} AS SELECT 'stays'`,
      comment: part('hide it from what follows if that failed and nobody stopped'),
    },
    { sql: `DROP TABLE temp.${name}`, comment: part('show it again, since all is well') },
    last,
  ]
}

/** A table in the place of the view, or an error; the function that fails on its argument is asked only then. */
const check = (table: string, requirements: readonly Requirement[], words: string): string =>
  [
    `CREATE TEMP TABLE ${quote(table)} AS`,
    `SELECT json_extract('{}', ${textLiteral(`${table} is not dropped unless ${words}: `)} || broken)`,
    `FROM (SELECT ${requirements.map(({ broken }) => broken).join('\n  OR ')} AS broken)`,
    'WHERE broken',
  ].join('\n')
