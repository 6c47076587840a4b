import type { Change, ChangeOf } from '../../../changes/change.js'
import type { Index, PrimaryKey, Unique } from '../../../model/model.js'
import { derivedName } from '../../../naming/identifier.js'
import { deferrability } from '../../constraints.js'
import type { Hazard, Statement } from '../../dialect.js'
import type { Stage, StagedStep } from '../../stages.js'
import { quote } from '../identifiers.js'
import { presenceOfAdded } from './add-columns.js'
import { presenceOfAltered } from './alter-columns.js'
import { type AlteredTable, alterTable, type Clause, changesOf, stepFor } from './altered-table.js'
import { createConcurrently, keyIndex } from './concurrent-indexes.js'
import { keptParts } from './in-the-way.js'
import { indexesForKeys, keysForIndexes } from './key-successions.js'
import { retypesOf } from './retyping.js'

/** Primary keys and unique keys: an index is built beside the writers, then becomes the constraint. */
export const changeKeys = (table: AlteredTable): readonly StagedStep[] => [
  ...changesOf(table, 'changePrimaryKey').flatMap((change) =>
    exchange(table, {
      cause: change,
      before: change.before,
      after: change.after,
      clause: 'PRIMARY KEY',
      rest: [],
    }),
  ),
  ...uniqueChanges(table).flatMap(({ cause, before, after, follows }) =>
    exchange(table, {
      cause,
      follows,
      before,
      after,
      clause: 'UNIQUE',
      nullsDistinct: after?.nullsDistinct,
      rest: after ? deferrability(after.deferrable) : [],
    }),
  ),
]

type KeyChange<K> = {
  readonly cause: Change
  readonly before: K | undefined
  readonly after: K | undefined
  /** The unique index that it takes the place of. */
  readonly follows?: ChangeOf<'dropIndex'> | undefined
}

const uniqueChanges = (table: AlteredTable): readonly KeyChange<Unique>[] => {
  const dropped = changesOf(table, 'dropUnique')
  const added = changesOf(table, 'addUnique')
  const toIndexes = indexesForKeys(table).map(({ key }) => key)
  const forIndexes = keysForIndexes(table)
  return [
    ...dropped
      .filter((change) => !toIndexes.includes(change))
      .filter(({ unique }) => !added.some((other) => other.unique.name === unique.name))
      .map((cause) => ({ cause, before: cause.unique, after: undefined })),
    ...added.map((cause) => ({
      cause,
      before: dropped.find(({ unique }) => unique.name === cause.unique.name)?.unique,
      after: cause.unique,
      follows: forIndexes.find(({ key }) => key === cause)?.index,
    })),
    ...remadeUniques(table),
  ]
}

export const uniquesTakenAway = (table: AlteredTable): readonly string[] => {
  const added = remadeUniques(table).map(({ after }) => after?.name)
  return keptParts(table, 'unique', table.before.uniques, table.after.uniques, () => false)
    .filter(({ after }) => added.includes(after.name))
    .map(({ before }) => before.name)
}

/** Keys over columns that compute themselves anew went with the old columns. */
const remadeUniques = (table: AlteredTable): readonly KeyChange<Unique>[] => {
  const remade = retypesOf(table)
    .filter(({ how }) => how === 'remade')
    .map(({ column }) => column.before.name)
  const dropped = new Set(changesOf(table, 'dropUnique').map(({ unique }) => unique.name))
  const [cause] = table.changes
  if (remade.length === 0 || !cause) return []
  return keptParts(table, 'unique', table.before.uniques, table.after.uniques, (name) => dropped.has(name))
    .filter(({ before }) => before.columns.some((name) => remade.includes(name)))
    .map(({ after }) => ({ cause, before: undefined, after }))
}

type Exchange = KeyChange<PrimaryKey> & {
  readonly clause: 'PRIMARY KEY' | 'UNIQUE'
  readonly nullsDistinct?: boolean | undefined
  readonly rest: readonly string[]
}

const exchange = (table: AlteredTable, change: Exchange): readonly StagedStep[] => {
  const { before, after, cause } = change
  const goesEarly = before !== undefined && (after === undefined || losesColumn(table, before))
  const early = goesEarly
    ? stepFor(table, {
        // Behind the tables that go, whose foreign keys may point at it.
        stage: 'drop functions',
        causes: [cause],
        statements: alterTable(table.before.name, [dropKey(before)]),
      })
    : []
  return after === undefined ? early : [...early, ...addKey(table, change, goesEarly ? undefined : before)]
}

const dropKey = ({ name }: PrimaryKey): Clause => ({
  sql: `DROP CONSTRAINT ${quote(name)}`,
  comment: `drop key ${name}`,
})

/** A key goes with any of its columns. */
const losesColumn = (table: AlteredTable, { columns }: PrimaryKey): boolean =>
  columns.some((name) => !table.kept.some(({ before }) => before.name === name)) ||
  retypesOf(table).some(({ how, column }) => how === 'remade' && columns.includes(column.before.name))

const addKey = (
  table: AlteredTable,
  { after, cause, follows, clause, nullsDistinct = true, rest }: Exchange,
  replaced: PrimaryKey | undefined,
): readonly StagedStep[] => {
  if (after === undefined) return []
  const isTaken = (replaced?.name ?? follows?.index.name) === after.name
  const causes = follows === undefined ? [cause] : [follows, cause]
  const index = keyIndex(
    isTaken ? derivedName([after.name], 'new') : after.name,
    after.columns,
    nullsDistinct,
  )
  const add = [
    `ADD CONSTRAINT ${quote(after.name)} ${clause} USING INDEX ${quote(index.name)}`,
    ...rest,
  ].join(' ')
  const isLate = clause === 'PRIMARY KEY' && awaitsPresence(table, after)
  const drop = replaced ? [dropKey(replaced)] : []
  const make = { sql: add, comment: `make ${after.name} a key of ${table.after.name}` }
  const alter = (stage: Stage, clauses: readonly Clause[]) =>
    stepFor(table, {
      stage,
      causes,
      statements: [...(follows ? [dropIndex(follows.index)] : []), ...alterTable(table.after.name, clauses)],
    })
  return [
    ...stepFor(table, {
      stage: 'indexes',
      mode: 'none',
      causes,
      statements: [createConcurrently(table.after, index)],
      hazards: [sharedValues(table, after)],
    }),
    ...(isLate ? [...alter('keys', drop), ...alter('clean up', [make])] : alter('keys', [...drop, make])),
  ]
}

const dropIndex = ({ name }: Index): Statement => ({
  sql: `DROP INDEX ${quote(name)}`,
  comment: `drop index ${name}`,
})

const sharedValues = (table: AlteredTable, { columns }: PrimaryKey): Hazard => ({
  kind: 'may-fail',
  message: `rows of ${table.after.name} that share ${columns.join(', ')} stop the migration`,
})

/** A primary key over a column that is not yet proven to hold no null would scan the table under the strongest lock. */
const awaitsPresence = (table: AlteredTable, { columns }: PrimaryKey): boolean =>
  columns.some((name) =>
    [...presenceOfAdded(table), ...presenceOfAltered(table)].some(({ column }) => column === name),
  )
