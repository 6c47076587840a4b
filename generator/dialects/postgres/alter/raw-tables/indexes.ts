import type { Alteration } from '../../../alteration.js'
import { inOrder, noAlteration } from '../../../alteration.js'
import type { Hazard } from '../../../dialect.js'
import { mentions } from '../../../mentions.js'
import { bareName, sqlName, sqlPath } from '../../sql-text/names.js'
import type { Attendant } from './attendants.js'
import { familyOf, parentsOf, textsOf } from './family.js'
import { paired } from './paired.js'
import { readTableScript, type TableScript } from './table-script.js'
import type { Models } from './words.js'

type Index = {
  readonly attendant: Attendant
  /** As SQL, without its schema, and with it. */
  readonly name: string
  readonly path: string
  readonly table: string
  /** What it is, whatever its name and its table. */
  readonly definition: string
}

const pattern = new RegExp(`^CREATE (UNIQUE )?INDEX ${sqlName} ON (?:ONLY )?${sqlPath} (.*)$`, 'su')

export const isIndex = ({ key }: Attendant): boolean => key.startsWith('index ')

const indexesOf = ({ attendants }: TableScript): readonly Index[] =>
  attendants.flatMap((attendant) => {
    const [, unique = '', name = '', table = '', rest = ''] = pattern.exec(attendant.sql) ?? []
    return name === ''
      ? []
      : [
          {
            attendant,
            name,
            path: attendant.undo?.slice('DROP INDEX '.length) ?? name,
            table: bareName(table),
            definition: `${unique}${rest}`,
          },
        ]
  })

export const changedIndexes = (
  before: TableScript,
  after: TableScript,
  {
    gone: goneParts,
    remade: remadeParts,
  }: { readonly gone: ReadonlySet<string>; readonly remade: ReadonlySet<string> },
  models: Models,
): Alteration & { readonly gone: readonly string[]; readonly remade: readonly string[] } => {
  const [old, next] = [indexesOf(before), indexesOf(after)]
  const isMade = ({ table, definition }: Index) =>
    [...remadeParts].some(
      (key) =>
        key.startsWith(`column ${table}.`) && mentions(definition, key.slice(`column ${table}.`.length)),
    )
  const like = (all: readonly Index[], { attendant }: Index) =>
    all.find((each) => each.attendant.key === attendant.key)
  const isKept = (index: Index) =>
    like(old, index)?.attendant.sql === like(next, index)?.attendant.sql && !isMade(index)
  const [out, come] = [old, next].map((all) => all.filter((index) => !isKept(index)))
  const isPlain = ({ attendant }: Index) => before.attendants.every(({ of }) => !of.includes(attendant.key))
  const renamed = paired(
    (out ?? []).filter((index) => !like(next, index) && isPlain(index) && !isMade(index)),
    (come ?? []).filter((index) => !like(old, index)),
    (from, to) => from.table === to.table && from.definition === to.definition,
  )
  const isRenamed = (index: Index) => renamed.some(({ from, to }) => from === index || to === index)
  const handed = (index: Index, model: 'before' | 'after') =>
    familyOf(models[model]).table(index.table)?.attached === true &&
    handedDown(models, model, index.table).has(index.definition)
  const isTableGone = ({ table }: Index) => goneParts.has(`table ${table}`)
  const dropped = (out ?? []).filter(
    (index) =>
      !isRenamed(index) && !isTableGone(index) && !(handed(index, 'before') && !handed(index, 'after')),
  )
  const made = (come ?? []).filter(
    (index) => !isRenamed(index) && !(handed(index, 'after') && !handed(index, 'before')),
  )
  return {
    ...inOrder([
      ...dropped.toReversed().map(({ path, definition }) => ({
        ...noAlteration,
        goes: [`DROP INDEX ${path}`],
        moves: definition.startsWith('UNIQUE ') ? (definition.match(/[\p{L}_][\p{L}\p{N}_$]*/gu) ?? []) : [],
      })),
      ...renamed.map(({ from, to }) => ({
        ...noAlteration,
        comes: [`ALTER INDEX ${from.path} RENAME TO ${to.name}`],
      })),
      ...made.map((index) => ({
        ...noAlteration,
        comes: [...partsOf(index, models), onPartitions(index.attendant.sql, after, models)],
        hazards: remadeParts.has(`table ${index.table}`) ? [] : buildingHazards(index),
      })),
    ]),
    gone: (out ?? []).filter((index) => !like(next, index)).map(({ attendant }) => attendant.key),
    remade: (come ?? []).filter((index) => like(old, index)).map(({ attendant }) => attendant.key),
  }
}

const buildingHazards = ({ table, name, definition }: Index): readonly Hazard[] => [
  { kind: 'blocks-writes', message: `${table} cannot be written while ${bareName(name)} is built` },
  ...(definition.startsWith('UNIQUE ')
    ? [
        {
          kind: 'may-fail',
          message: `rows of ${table} that ${bareName(name)} finds equal stop the migration`,
        } as const,
      ]
    : []),
]

/** Definitions of the indexes of all that the table comes from. */
const handedDown = (models: Models, model: 'before' | 'after', name: string): ReadonlySet<string> => {
  const family = familyOf(models[model])
  const table = family.table(name)
  return new Set(
    (table === undefined ? [] : parentsOf(table)).flatMap((parent) => [
      ...indexesIn(models, model, parent).map(({ definition }) => definition),
      ...handedDown(models, model, parent),
    ]),
  )
}

const indexesIn = (models: Models, model: 'before' | 'after', table: string): readonly Index[] => {
  const script = familyOf(models[model]).scriptOf(table)
  const read = script && readTableScript(textsOf(script))
  return read === undefined ? [] : indexesOf(read).filter((index) => index.table === table)
}

/** Those of partitions that have names of their own are made first, and taken for parts of the whole. */
const partsOf = (index: Index, models: Models): readonly string[] =>
  familyOf(models.after)
    .descendants(index.table)
    .filter(({ attached }) => attached)
    .toReversed()
    .flatMap(({ name }) =>
      indexesIn(models, 'after', name).filter(
        ({ definition, attendant }) =>
          definition === index.definition &&
          familyOf(models.before).table(name) !== undefined &&
          indexesIn(models, 'before', name).every((each) => each.attendant.key !== attendant.key),
      ),
    )
    .map(({ attendant }) => attendant.sql.replace(' ON ONLY ', ' ON '))

const ofColumn = new RegExp(
  `^ALTER TABLE (?=${sqlPath} ALTER COLUMN ${sqlName} SET (?:STORAGE|STATISTICS) )`,
  'su',
)

/** An index is made for all partitions that are there; how values are kept each table says for itself. */
export const onPartitions = (sql: string, { tables }: TableScript, { after }: Models): string => {
  const [, , , table = ''] = pattern.exec(sql) ?? []
  const isPartitioned = tables.some(
    ({ name, partitionBy }) => name === bareName(table) && partitionBy !== undefined,
  )
  if (isPartitioned) return sql.replace(' ON ONLY ', ' ON ')
  const path = ofColumn.exec(sql)?.[1]
  return path !== undefined && familyOf(after).descendants(bareName(path)).length > 0
    ? sql.replace('ALTER TABLE ', 'ALTER TABLE ONLY ')
    : sql
}
