import { type Alteration, inOrder, noAlteration } from '../../../alteration.js'
import type { Hazard } from '../../../dialect.js'
import { bareName, sqlPath } from '../../sql-text/names.js'
import type { Attendant } from './attendants.js'
import { familyOf } from './family.js'
import { changedIndexes, isIndex, onPartitions } from './indexes.js'
import type { TableScript } from './table-script.js'
import type { Models } from './words.js'

/** Keys of objects that went with what they belong to, and that are made anew. */
export type Fate = {
  readonly gone: ReadonlySet<string>
  readonly remade: ReadonlySet<string>
  /** That change beneath an attendant which must let go of them meanwhile. */
  readonly touched: ReadonlySet<string>
}

/** Indexes, comments, options and whatever else stands beside columns and constraints; undefined: one has no certain inverse. */
export const changedAttendants = (
  before: TableScript,
  after: TableScript,
  fate: Fate,
  models: Models,
): { readonly early: Alteration; readonly late: Alteration } | undefined => {
  const indexes = changedIndexes(before, after, fate, models)
  const gone = new Set([...fate.gone, ...indexes.gone])
  const remade = new Set([...fate.remade, ...indexes.remade])
  const later = new Map(after.attendants.map((each) => [each.key, each]))
  const earlier = new Map(before.attendants.map((each) => [each.key, each]))
  const isIn = (set: ReadonlySet<string>, { of }: Attendant) => of.some((key) => set.has(key))
  const isReleased = (each: Attendant) =>
    sequenceOf(each) !== undefined && (isIn(fate.gone, each) || isIn(fate.remade, each))
  const stays = (each: Attendant) =>
    earlier.get(each.key)?.sql === later.get(each.key)?.sql && !isIn(fate.touched, each)
  const undone: Attendant[] = []
  const takenAlong: Attendant[] = []
  for (const each of before.attendants.filter((attendant) => !isIndex(attendant)).toReversed()) {
    if (gone.has(each.key)) {
      takenAlong.push(each)
      continue
    }
    if (isReleased(each)) {
      const sequence = sequenceOf(each) ?? ''
      if (later.has(sequence)) undone.push(each)
      else gone.add(sequence)
      continue
    }
    if (isIn(gone, each)) {
      gone.add(each.key)
      continue
    }
    if (isIn(remade, each)) continue
    const next = later.get(each.key)
    if (stays(each) || (next?.replaces && !isIn(fate.touched, each)) || retyped(each, next) !== undefined)
      continue
    const undo = each.undo ?? storageOfType(each, models)
    if (undo === undefined) return undefined
    undone.push({ ...each, undo })
  }
  const made = after.attendants.filter(
    (each) => !isIndex(each) && (!stays(each) || isIn(remade, each) || isIn(fate.remade, each)),
  )
  const isEarly = ({ key }: Attendant) => key.startsWith('sequence ')
  const undo = (each: Attendant) => onPartitions(each.undo ?? '', after, models)
  return {
    early: {
      ...noAlteration,
      comes: made.filter(isEarly).map((each) => retyped(earlier.get(each.key), each) ?? each.sql),
    },
    late: inOrder([
      indexes,
      {
        ...noAlteration,
        goes: [...undone.filter((each) => !isEarly(each)), ...undone.filter(isEarly)].map(undo),
        comes: made.filter((each) => !isEarly(each)).map((each) => onPartitions(each.sql, after, models)),
        hazards: [
          ...[...undone.filter(isEarly), ...takenAlong].map(lostCount),
          ...made.filter(isEarly).flatMap((each) => narrowed(earlier.get(each.key), each)),
          ...[...undone, ...made].flatMap((each) => loggingHazards(each, fate)),
        ],
      },
    ]),
  }
}

/** A column takes the sequence that is its own along, and a sequence that stays must be nobody's before. */
const sequenceOf = ({ key }: Attendant): string | undefined =>
  key.startsWith(owner) ? key.slice(owner.length) : undefined

const owner = 'owner of '

/** How values of a type are kept where nothing is said: https://www.postgresql.org/docs/current/storage-toast.html */
const storageOfType = ({ sql, key }: Attendant, { before }: Models): string | undefined => {
  const [, table = '', name = ''] = /^storage of column (.*)\.([^.]*)$/s.exec(key) ?? []
  const type = familyOf(before)
    .columns(table)
    ?.find((column) => column.name === name)
    ?.type?.replace(/\(.*/s, '')
  if (type === undefined) return undefined
  const storage = type === 'numeric' ? 'MAIN' : isExtended(type) ? 'EXTENDED' : undefined
  return storage && sql.replace(/\w+$/, storage)
}

const isExtended = (type: string): boolean =>
  type.endsWith('[]') ||
  /^(?:text|character varying|character|bytea|jsonb?|xml|bit varying|tsvector)$/.test(type)

/** https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-LOGGED-UNLOGGED */
const loggingHazards = ({ key, of }: Attendant, { gone, remade }: Fate): readonly Hazard[] => {
  const table = key.startsWith(logged) ? key.slice(logged.length) : undefined
  return table === undefined || of.some((each) => gone.has(each) || remade.has(each))
    ? []
    : [
        {
          kind: 'rewrites-table',
          message: `${table} is written anew, because whether it is logged changes`,
        },
        {
          kind: 'blocks-writes',
          message: `${table} can be neither read nor written while it is written anew`,
        },
      ]
}

const logged = 'SET LOGGED '

const lostCount = ({ key }: Attendant): Hazard => ({
  kind: 'drops-data',
  message: `how far the ${key} had counted is lost`,
})

const counting = new RegExp(`^CREATE SEQUENCE ${sqlPath} AS (smallint|integer|bigint)(.*)$`, 'su')

const narrowed = (before: Attendant | undefined, after: Attendant): readonly Hazard[] => {
  if (retyped(before, after) === undefined) return []
  const [from, to] = [before, after].map((each) => numbers.indexOf(counting.exec(each?.sql ?? '')?.[2] ?? ''))
  return (to ?? 0) < (from ?? 0)
    ? [
        {
          kind: 'may-fail',
          message: `the ${after.key} that has counted beyond its new type stops the migration`,
        },
      ]
    : []
}

const numbers = ['smallint', 'integer', 'bigint']

/** A sequence that counts in another type goes on from where it stands. */
const retyped = (before: Attendant | undefined, after: Attendant | undefined): string | undefined => {
  const [old, next] = [before, after].map((each) => counting.exec(each?.sql ?? ''))
  if (!old || !next || bareName(old[1] ?? '') !== bareName(next[1] ?? '') || old[3] !== next[3])
    return undefined
  return `ALTER SEQUENCE ${next[1]} AS ${next[2]}`
}
