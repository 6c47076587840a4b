import { tableNameBefore } from '../../../changes/alterations.js'
import type { Model, Table } from '../../../model/model.js'
import { isFor, type Lowering } from '../../dialect.js'
import type { StagedStep } from '../../stages.js'
import { quote } from '../identifiers.js'
import { name as dialect } from '../versions.js'
import { droppedTables } from './dropped-tables.js'
import type { Altered } from './steps.js'

/**
 * DROP TABLE deletes the rows first and so runs the actions of foreign keys: rows of other tables go with them, or are in the way.
 * Only outside a transaction can that be switched off: https://www.sqlite.org/foreignkeys.html#fk_schemacommands
 */
export const foreignKeyDirectives = (migration: Lowering, altered: readonly Altered[]): readonly string[] => {
  const rebuilt = rebuiltTables(altered)
  const kept = keptTables(migration, rebuilt)
  if (rebuilt.length === 0 && !movesRows(migration) && !movesValues(altered)) return []
  return ['foreign_keys: off', ...(kept.length === 0 ? [] : [`keeps_rows: ${kept.map(shown).join(', ')}`])]
}

/** A runner that left foreign keys on learns of it before anything happened, where rows would be lost. */
export const foreignKeyGuard = (migration: Lowering, altered: readonly Altered[]): readonly StagedStep[] => {
  const dropped = droppedTables(migration)
  const going = new Set([
    ...dropped,
    ...rebuiltTables(altered).flatMap(({ before, after }) => [before, after]),
  ])
  const pointing = [migration.models.before, migration.models.after].flatMap(tablesHere)
  const staying = pointing.filter(({ name }) => !dropped.includes(name))
  if (!staying.some(({ foreignKeys }) => foreignKeys.some(({ table }) => going.has(table)))) return []
  return [
    {
      stage: 'guard',
      rank: 0,
      step: {
        mode: 'shared',
        causes: [],
        statements: [guard],
        hazards: [],
        subject: { element: {}, table: undefined },
      },
    },
  ]
}

/** A function that fails on its argument is asked only where there is something to say. */
const guard = {
  sql: [
    `SELECT json_extract('{}', 'foreign keys are on: run this file with tablewright migrate' || foreign_keys)`,
    'FROM pragma_foreign_keys',
    'WHERE foreign_keys <> 0',
  ].join('\n'),
  comment: 'stop unless foreign keys are off, since they would delete rows when a table is made anew',
} as const

type Names = { readonly before: string; readonly after: string }

const shown = ({ before, after }: Names): string =>
  before === after ? quote(before) : `${quote(before)} -> ${quote(after)}`

const rebuiltTables = (altered: readonly Altered[]): readonly Names[] =>
  altered
    .filter(({ way }) => way === 'rebuild')
    .map(({ alteration }) => ({ before: alteration.alteration.before.name, after: alteration.wanted.name }))

/** Rebuilt tables, those that reach them by foreign keys, and the histories of all these. */
const keptTables = ({ changes, models }: Lowering, rebuilt: readonly Names[]): readonly Names[] => {
  const reached = reaching(models, new Set(rebuilt.map(({ after }) => after)), changes)
  const filled = new Set(
    changes.flatMap((change) => (change.kind === 'createTable' ? [change.table.name] : [])),
  )
  const before = new Set(tablesHere(models.before).map(({ name }) => name))
  return tablesHere(models.after)
    .filter(
      ({ name, historyOf }) =>
        !filled.has(name) && (reached.has(name) || (historyOf !== undefined && reached.has(historyOf))),
    )
    .map(({ name }) => ({ before: tableNameBefore(changes, name), after: name }))
    .filter((names) => before.has(names.before))
}

/** By the names after; what pointed at a table before may lose rows just as what points at it then. */
const reaching = (
  models: Lowering['models'],
  start: ReadonlySet<string>,
  changes: Lowering['changes'],
): ReadonlySet<string> => {
  const edges = [
    ...tablesHere(models.after).flatMap(({ name, foreignKeys }) =>
      foreignKeys.map(({ table }) => [name, table] as const),
    ),
    ...tablesHere(models.after).flatMap(({ name }) => {
      const former = models.before.tables.find((table) => table.name === tableNameBefore(changes, name))
      return (former?.foreignKeys ?? []).map(
        ({ table }) => [name, nameAfter(models.after, changes, table)] as const,
      )
    }),
  ]
  const found = new Set(start)
  let size = -1
  while (size < found.size) {
    size = found.size
    for (const [from, to] of edges) if (found.has(to)) found.add(from)
  }
  return found
}

const nameAfter = (after: Model, changes: Lowering['changes'], before: string): string =>
  after.tables.find(({ name }) => tableNameBefore(changes, name) === before)?.name ?? before

const tablesHere = ({ tables }: Model): readonly Table[] => tables.filter((table) => isFor(table, dialect))

/** Tables that go, and rows that come back without regard to which points at which. */
const movesRows = (migration: Lowering): boolean =>
  droppedTables(migration).length > 0 ||
  migration.changes.some((change) => change.kind === 'createTable' && change.park !== undefined)

/** A value that has another name moves in every table by a statement of its own. */
const movesValues = (altered: readonly Altered[]): boolean =>
  altered.some(({ alteration }) => alteration.alteration.enums.some(({ values }) => values.length > 0))
