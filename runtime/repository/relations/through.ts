import { printValue } from '../../values/print-value.js'
import { readValue } from '../../values/read-value.js'
import type { Reader } from '../../values/reader.js'
import { type Access, accessTo, type Shape } from '../access.js'
import { type Condition, parseWhere } from '../filter/condition.js'
import { type OrderEntry, parseOrder } from '../reading/order.js'
import { checkOptions, columnNamed, invalid, isPlainObject, listFrom } from '../refuse.js'
import { type Column, type Table, tableAs } from '../table.js'
import type { Relation } from './relation.js'

/** What is asked of the rows of the table between, which is there once for each row that is reached through it. */
export type Through = {
  readonly columns: readonly Column[]
  readonly condition: Condition | undefined
  readonly order: readonly OrderEntry[]
}

/** The property of a row that has the columns of the table between. */
const property = 'through'

/** What a statement calls the table between on the way to a table. */
export const aliasBetween = ({ alias }: Table): string => `${alias}j`

/** Columns of the table between beside those that tie it to its two ends. */
export const ownColumns = (
  { columns }: Table,
  { from, to }: NonNullable<Relation['through']>,
): readonly Column[] => columns.filter(({ property }) => !from.includes(property) && !to.includes(property))

/** Reads the option `through` of an include into the shape; `undefined` where nothing is asked of the table between. */
export function parseThrough(
  parent: Access,
  target: Access,
  relation: Relation,
  asked: unknown,
  shape: Shape,
): Through | undefined {
  if (asked === undefined || asked === false) return undefined
  const where = `through of "${relation.name}"`
  const own = possibleColumns(parent, target, relation)
  if (asked !== true && !isPlainObject(asked))
    throw invalid(parent.table, `${where} is true or an object of options, not ${printValue(asked)}.`)
  const options = asked === true ? {} : asked
  checkOptions(parent.table, options, ['select', 'where', 'orderBy'], where)
  const between = accessTo(
    relation.through?.table ?? relation.table,
    target.session,
    aliasBetween(target.table),
  )
  const columns = parseColumns(between, options.select, own, where)
  shape.key += ` through [${columns.map(({ index }) => index).join(' ')}]`
  const condition = options.where === undefined ? undefined : parseWhere(between, options.where, shape)
  return { columns, condition, order: parseOrder(between, options.orderBy, shape) }
}

function possibleColumns({ table }: Access, target: Access, relation: Relation): readonly Column[] {
  const { name, through } = relation
  if (through === undefined)
    throw invalid(table, `through of "${name}" needs a table between, and the relation has none.`)
  const between = tableAs(through.table, aliasBetween(target.table))
  const own = ownColumns(between, through)
  if (own.length === 0)
    throw invalid(
      table,
      `through of "${name}": the table between, ${between.name}, has no columns of its own.`,
    )
  const { byProperty, definition } = target.table
  if (byProperty.has(property) || Object.hasOwn(definition.relations?.() ?? {}, property))
    throw invalid(
      table,
      `through of "${name}": rows of ${target.table.name} have a "${property}" already. Include ${between.name} instead.`,
    )
  return own
}

function parseColumns(
  { table }: Access,
  select: unknown,
  own: readonly Column[],
  where: string,
): readonly Column[] {
  if (select === undefined) return own
  const names = listFrom(select) ?? []
  if (names.length === 0)
    throw invalid(table, `select of ${where} is a list of columns, not ${printValue(select)}.`)
  const isOwn = (column: Column) => own.includes(column)
  const columns = names.map((name) => columnNamed(table, String(name), `select of ${where}`, isOwn))
  const tied = columns.find((column) => !isOwn(column))
  if (tied) throw invalid(table, `select of ${where} has "${tied.property}", by which it ties two rows.`)
  return [...new Set(columns)]
}

export const throughColumns = (through: Through | undefined): readonly Column[] => through?.columns ?? []

/** Their own labels, because both tables may have a column of the same name. */
export const throughLabels = (through: Through | undefined): readonly string[] =>
  throughColumns(through).map(({ index }) => `$through${index}`)

/** What stands in the list of a SELECT, in the order of the labels. */
export const throughList = (through: Through | undefined, { session }: Access): readonly string[] =>
  through === undefined
    ? []
    : through.columns.map(
        ({ quoted, type, index }) => `${session.selectExpression(quoted, type)} AS "$through${index}"`,
      )

/** Puts the columns of the table between on each row; they begin at that place of the result. */
export function addThrough(
  { columns }: Through,
  rows: readonly { [property: string]: unknown }[],
  values: readonly (readonly unknown[])[],
  start: number,
  read: Reader,
): void {
  for (const [index, row] of rows.entries())
    row[property] = readFrom(columns, values[index] ?? [], start, read)
}

function readFrom(
  columns: readonly Column[],
  values: readonly unknown[],
  start: number,
  read: Reader,
): object {
  const through: { [property: string]: unknown } = {}
  for (const [index, { property, parsed }] of columns.entries()) {
    const value = values[start + index] ?? null
    through[property] = value === null ? null : readValue(read, parsed, value)
  }
  return through
}
