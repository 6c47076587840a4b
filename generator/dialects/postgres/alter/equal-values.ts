import type { Column, Index, Script } from '../../../model/model.js'
import { type Hazard, isFor, type Lowering, textFor } from '../../dialect.js'
import { mentions } from '../../mentions.js'
import { collateClause } from '../create-table.js'
import { partsOfPath, unquoted } from '../sql-text/names.js'
import { name as dialect } from '../versions.js'
import { type AlteredTable, changesOf } from './altered-table.js'
import { type Retype, retypesOf } from './retyping.js'

/** Keys and unique indexes that stay over columns whose values may become equal, and exclusions that may then meet. */
export const equalValueHazards = (table: AlteredTable): readonly Hazard[] =>
  retypesOf(table)
    .filter((retype) => mayBecomeEqual(retype, table.migration))
    .flatMap(({ column }) =>
      uniqueOver(table, column.after).map((name) => ({
        kind: 'may-fail',
        message: `rows of ${table.after.name} whose ${column.after.name} becomes equal break ${name}, and stop the migration`,
      })),
    )

/** To a deterministic collation texts are equal only if they are the same: https://www.postgresql.org/docs/current/collation.html */
const mayBecomeEqual = ({ column: { before, after }, how }: Retype, migration: Lowering): boolean => {
  if (how === 'remade') return false
  if (collateClause(before) !== collateClause(after) && isNondeterministic(after, migration)) return true
  // Of types that the language knows, `narrows-type` says so.
  return how === 'rewrite' && after.type.kind === 'native'
}

const isNondeterministic = ({ collate }: Column, { models }: Lowering): boolean => {
  const written = collate === undefined ? undefined : textFor(collate, dialect)
  return written !== undefined && models.after.scripts.some((script) => makesSuch(script, lastName(written)))
}

const collation =
  /^\s*CREATE\s+COLLATION\s+(?:IF\s+NOT\s+EXISTS\s+)?((?:"(?:[^"]|"")*"|[\w$.])+)\s*\(.*\bdeterministic\s*=\s*'?(?:false|off|no|0)\b/is

const makesSuch = (script: Script, name: string): boolean =>
  statementsOf(script).some((sql) => {
    const path = collation.exec(sql)?.[1]
    return path !== undefined && lastName(path) === name
  })

const lastName = (path: string): string => unquoted(partsOfPath(path).name)

const statementsOf = ({ create }: Script): readonly string[] =>
  Object.hasOwn(create, dialect) ? (create[dialect] ?? []) : []

/** Names of what lets no two rows have the same there; what is added tells so itself. */
const uniqueOver = (table: AlteredTable, { name }: Column): readonly string[] => {
  const { primaryKey, uniques, indexes } = table.after
  const added = new Set([
    ...changesOf(table, 'addUnique').map(({ unique }) => unique.name),
    ...changesOf(table, 'addIndex').map(({ index }) => index.name),
    ...changesOf(table, 'changePrimaryKey').flatMap(({ after }) => after?.name ?? []),
  ])
  return [
    ...[...(primaryKey ? [primaryKey] : []), ...uniques].filter(({ columns }) => columns.includes(name)),
    ...indexes.filter((index) => isFor(index, dialect) && index.unique && isOver(index, name)),
    ...table.migration.models.after.scripts.filter((script) =>
      isUniqueScript(script, table.after.name, name),
    ),
  ].flatMap((each) => (added.has(each.name) ? [] : [each.name]))
}

const isOver = ({ elements }: Index, name: string): boolean =>
  elements.some((element) =>
    element.kind === 'column'
      ? element.column === name && element.collate === undefined
      : mentions(textFor(element.sql, dialect), name),
  )

const isUniqueScript = (script: Script, table: string, column: string): boolean =>
  script.dependsOn.includes(table) &&
  statementsOf(script).some(
    (sql) => /\b(?:EXCLUDE|UNIQUE|PRIMARY\s+KEY)\b/i.test(sql) && mentions(sql, column),
  )
