import { type Alteration, inOrder, noAlteration } from '../../../alteration.js'
import { bareName } from '../../sql-text/names.js'
import { changedAttendants } from './attendant-changes.js'
import { changedBound, reattached } from './bounds.js'
import { changedWords } from './column-words.js'
import { changedColumns } from './columns.js'
import { changedConstraints } from './constraints.js'
import { familyOf, parentsOf, textsOf } from './family.js'
import { isReadable } from './readable.js'
import { readTableScript } from './table-script.js'
import type { TableText } from './table-text.js'
import type { Models } from './words.js'

type Texts = readonly string[]

/** Tables change where they stand, and keep their rows; undefined: it is not certain how. */
export const alteredTables = (before: Texts, after: Texts, models: Models): Alteration | undefined => {
  const [old, next] = [readTableScript(before), readTableScript(after)]
  if (old === undefined || next === undefined || !isReadable([...old.tables, ...next.tables], models))
    return undefined
  const kept = next.tables.flatMap((table) => {
    const former = old.tables.find(({ name }) => name === table.name)
    return former === undefined ? [] : [{ before: former, after: table }]
  })
  if (kept.length === 0 || !kept.every(isSameKind)) return undefined
  const parts = kept.map((pair) => changedTable(pair, models))
  if (!parts.every((part) => part !== undefined)) return undefined
  const goneTables = old.tables.filter(({ name }) => kept.every((pair) => pair.after.name !== name))
  const newTables = next.tables.filter(({ name }) => kept.every((pair) => pair.after.name !== name))
  const fate = {
    gone: new Set([...parts.flatMap(({ gone }) => gone), ...goneTables.map(({ name }) => `table ${name}`)]),
    remade: new Set([
      ...parts.flatMap(({ remade }) => remade),
      ...newTables.map(({ name }) => `table ${name}`),
    ]),
    touched: new Set(
      parts.flatMap(({ columns }, index) =>
        columns.goes.length + columns.comes.length > 0 ? [`columns of ${kept[index]?.after.name}`] : [],
      ),
    ),
  }
  const attendants = changedAttendants(old, next, fate, models)
  if (attendants === undefined) return undefined
  const { early, late } = attendants
  const goes = [
    ...parts.flatMap(({ bound }) => bound.goes),
    ...kept.flatMap(({ after: table }) => reattached(table, models)),
    ...late.goes,
    ...parts.flatMap(({ constraints }) => constraints.goes),
    ...parts.flatMap(({ columns }) => columns.goes),
    ...goneTables.toReversed().map(({ path }) => `DROP TABLE ${path}`),
  ]
  const rest = inOrder([
    early,
    ...parts.flatMap(({ columns, constraints }) => [columns, constraints]),
    ...newTables.map((table) => ({ ...noAlteration, comes: table.statements })),
    late,
    ...parts.map(({ bound }) => bound),
  ])
  return {
    ...rest,
    goes: orderedDrops(goes),
    hazards: [
      ...goneTables.map(
        ({ name }) => ({ kind: 'drops-data', message: `the rows of ${name} are lost` }) as const,
      ),
      ...rest.hazards,
    ],
  }
}

type Pair = { readonly before: TableText; readonly after: TableText }

const isSameKind = ({ before, after }: Pair): boolean =>
  before.partitionBy === after.partitionBy &&
  before.attached === after.attached &&
  before.partOf?.name === after.partOf?.name &&
  before.inherits.join('\n') === after.inherits.join('\n')

const changedTable = ({ before, after }: Pair, models: Models) => {
  const columns = changedColumns(before, after, models)
  if (columns === undefined) return undefined
  const constraints = changedConstraints(before, after, models, columns.remade)
  const { name, path } = after
  const schema = bareName(path).slice(0, -bareName(path.replace(/^.*\./s, '')).length)
  const keys = (columnNames: readonly string[], constraintNames: readonly string[]) => [
    ...columnNames.flatMap((column) => [`column ${name}.${column}`, `identity ${name}.${column}`]),
    ...constraintNames.flatMap((constraint) => [
      `constraint ${name}.${constraint}`,
      `index ${schema}${constraint}`,
    ]),
  ]
  return {
    columns: inOrder([columns, ...restated(after, models)]),
    constraints,
    bound: changedBound(before, after, models),
    gone: keys(columns.gone, constraints.gone),
    remade: keys(columns.remade, constraints.remade),
  }
}

/** Children that stay say again what they say otherwise, because their parent told them what it says now. */
const restated = ({ name }: TableText, models: Models): readonly Alteration[] => {
  const [before, after] = [familyOf(models.before), familyOf(models.after)]
  const children = after
    .descendants(name)
    .filter((child) => parentsOf(child).includes(name) && after.scriptOf(child.name) !== after.scriptOf(name))
  return children.flatMap((child) => {
    const [old, next] = [before.scriptOf(child.name), after.scriptOf(child.name)]
    if (old === undefined || next === undefined || textsOf(old).join('\n') !== textsOf(next).join('\n'))
      return []
    const columns = after.columns(child.name) ?? child.columns
    return [...columns.map((column) => changedWords(models, child, column.name)), ...restated(child, models)]
  })
}

/** A sequence goes once nothing counts by it. */
const orderedDrops = (goes: readonly string[]): readonly string[] => {
  const isLast = (sql: string) => sql.startsWith('DROP SEQUENCE ')
  return [...goes.filter((sql) => !isLast(sql)), ...goes.filter(isLast)]
}
