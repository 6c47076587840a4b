import type { ForeignKey, Model, Table } from '../../model/model.js'
import { plural, singular } from '../../naming/plural.js'
import { actionUpon, type Relation, softDeletes } from './relation.js'

/** A relation before it is named: what it would be called, best first, and whether the author said so. */
export type Unnamed = Omit<Relation, 'name'> & {
  readonly names: readonly string[]
  readonly given: boolean
}

/** The relations of each table in the order of the schema: along its own foreign keys, then against others', then through tables between. */
export function findRelations(model: Model): ReadonlyMap<string, readonly Unnamed[]> {
  const tables = new Map(
    model.tables.filter(({ historyOf }) => historyOf === undefined).map((table) => [table.name, table]),
  )
  const found = new Map<string, Unnamed[]>([...tables.keys()].map((name) => [name, []]))
  const pairs = [...tables.values()].flatMap((table) =>
    table.foreignKeys.flatMap((key) => {
      const target = tables.get(key.table)
      return target === undefined ? [] : [{ table, key, target }]
    }),
  )
  for (const pair of pairs) found.get(pair.table.name)?.push(along(pair))
  for (const pair of pairs) found.get(pair.target.name)?.push(against(pair))
  for (const table of tables.values())
    for (const [from, relation] of between(table, tables)) found.get(from)?.push(relation)
  return found
}

type Pair = { readonly table: Table; readonly key: ForeignKey; readonly target: Table }

const along = ({ table, key, target }: Pair): Unnamed => {
  const isRequired = key.columns.every((name) => !columnOf(table, name)?.nullable)
  const given = key.meta?.relation
  return {
    kind: isRequired ? (softDeletes(target) ? 'live' : 'one') : 'optional',
    table: target.name,
    columns: key.columns,
    references: key.targetColumns,
    through: undefined,
    liveParent: liveParent({ table, key, target }),
    keys: [key],
    names: given === undefined ? namesAlong(key) : [given],
    given: given !== undefined,
  }
}

/** A row may outlive the one that it points at where the author says so, and then it may be made afterwards, too. */
const liveParent = ({ table, key, target }: Pair): Unnamed['liveParent'] => {
  if (!softDeletes(target) || key.meta?.onSoftDelete === 'none') return undefined
  return actionUpon(table, key) === 'none' ? 'when linked' : 'always'
}

/** `owner_id` points at its owner; what is called like its column gets the name of the table, too. */
const namesAlong = (key: ForeignKey): readonly string[] => {
  const row = singular(key.table)
  const [only] = key.columns
  if (key.columns.length !== 1 || only === undefined) return [row, `${row}_by_${key.columns.join('_')}`]
  const bare = withoutSuffix(only)
  return bare === only ? [`${only}_${row}`, row] : [bare, `${bare}_${row}`]
}

const withoutSuffix = (column: string): string =>
  column.replace(/(?<=.)(?:_(?:id|uuid|fk|ref|key)|I[dD]|Uuid)$/, '')

const against = ({ table, key, target }: Pair): Unnamed => {
  const isOne = isUnique(table, key.columns)
  const given = key.meta?.inverse
  return {
    kind: isOne ? 'optional' : 'many',
    table: table.name,
    columns: key.targetColumns,
    references: key.columns,
    through: undefined,
    liveParent: undefined,
    keys: [key],
    names: given === undefined ? namesAgainst({ table, key, target }, isOne) : [given],
    given: given !== undefined,
  }
}

function namesAgainst({ table, key, target }: Pair, isOne: boolean): readonly string[] {
  const rows = isOne ? singular(table.name) : plural(table.name)
  const way = key.meta?.relation ?? namesAlong(key)[0] ?? ''
  const told = `${rows}_by_${way}`
  if (table.name === target.name) return [...(/^parent(?:_|$)/.test(way) ? ['children'] : []), told]
  const isOnly = table.foreignKeys.filter((each) => each.table === target.name).length === 1
  return isOnly ? [rows, told] : [told]
}

/** Among live rows at least, so that one is found at most. */
const isUnique = (table: Table, columns: readonly string[]): boolean =>
  [
    table.primaryKey?.columns ?? [],
    ...table.uniques.map((unique) => unique.columns),
    ...table.indexes.flatMap(({ unique, where, dialects, elements }) =>
      unique && where === undefined && dialects === undefined
        ? [elements.flatMap((element) => (element.kind === 'column' ? [element.column] : ['']))]
        : [],
    ),
  ].some((key) => key.length === columns.length && key.every((name) => columns.includes(name)))

/** A table whose key is two foreign keys lies between the tables that they point at, whatever else it holds. */
function between(table: Table, tables: ReadonlyMap<string, Table>): readonly [string, Unnamed][] {
  const ends = table.foreignKeys.filter((key) => tables.has(key.table))
  const key = ends.flatMap((one, index) =>
    ends
      .slice(index + 1)
      .filter((other) => isUnique(table, [...one.columns, ...other.columns]))
      .map((other): [ForeignKey, ForeignKey] => [one, other]),
  )
  const [pair] = key
  if (key.length !== 1 || pair === undefined) return []
  const [one, other] = pair
  return [
    [one.table, through(table, one, other)],
    [other.table, through(table, other, one)],
  ]
}

const through = (table: Table, from: ForeignKey, to: ForeignKey): Unnamed => {
  const way = to.meta?.relation ?? namesAlong(to)[0] ?? to.table
  const rows = plural(to.table)
  return {
    kind: 'many',
    table: to.table,
    columns: from.targetColumns,
    references: to.targetColumns,
    through: { table: table.name, from: from.columns, to: to.columns },
    liveParent: undefined,
    keys: [from, to],
    names: from.table === to.table ? [plural(way)] : [rows, `${rows}_through_${table.name}`],
    given: false,
  }
}

const columnOf = (table: Table, name: string) => table.columns.find((column) => column.name === name)
