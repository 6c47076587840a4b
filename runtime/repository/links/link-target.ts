import { printValue } from '../../values/print-value.js'
import { type Access, accessTo } from '../access.js'
import { invalid, isPlainObject, listFrom } from '../refuse.js'
import { type Relation, relationNamed } from '../relations/relation.js'
import { type Column, columnsOf } from '../table.js'
import { givenColumns, refusedEverywhere } from '../writing/given-columns.js'

type Values = { readonly [property: string]: unknown }

export type Row = Values

/** A relation through a table between, looked up for linking. */
export type Link = {
  readonly relation: Relation
  readonly between: Access
  /** Columns of the table between that point at the one side, and at the other. */
  readonly from: readonly Column[]
  readonly to: readonly Column[]
}

/** One row on the other side: what stands for it in the table between, and the other values of the link. */
export type LinkTarget = { readonly id: string; readonly to: readonly unknown[]; readonly values: Values }

export function parseLink(access: Access, name: unknown, method: string): Link {
  const { table, session } = access
  const relation = relationNamed(table, String(name), method)
  const { through } = relation
  if (through === undefined)
    throw invalid(
      table,
      `${method} needs a relation through a table between, and "${relation.name}" is none.`,
    )
  const between = accessTo(through.table, session) as Access
  const isKey =
    relation.references.length === relation.table.primaryKey.length &&
    relation.references.every((property) => relation.table.primaryKey.includes(property))
  if (!isKey) {
    const message = `"${relation.name}" cannot be linked by keys: ${between.table.name} points at other columns of ${relation.table.name} than its primary key.`
    throw invalid(table, message)
  }
  const from = columnsOf(between.table, through.from)
  return { relation, between, from, to: columnsOf(between.table, through.to) }
}

/** Rows to link or unlink, each once; of one that is given twice the last counts. */
export function parseTargets(
  { table }: Access,
  link: Link,
  targets: unknown,
  method: string,
): readonly LinkTarget[] {
  const list = listFrom(targets)
  if (list === undefined) throw invalid(table, `${method} takes a list of keys, not ${printValue(targets)}.`)
  const parsed = list.map((target) => parseTarget(table, link, target, method))
  return [...new Map(parsed.map((target) => [target.id, target])).values()]
}

function parseTarget(table: Access['table'], link: Link, target: unknown, method: string): LinkTarget {
  const isFull = isPlainObject(target) && Object.hasOwn(target, 'key') && !isCompositeWithKey(link)
  const { key, through = {}, ...others } = isFull ? target : { key: target }
  const [other] = Object.keys(others)
  if (other !== undefined || (method === 'unlink' && isFull))
    throw invalid(table, `${method} has no "${other ?? 'through'}" beside a key.`)
  const to = link.relation.references.map((property) => partOf(table, key, property, link, method))
  if (!isPlainObject(through))
    throw invalid(table, `through of ${method} is an object of columns, not ${printValue(through)}.`)
  const columns = givenColumns(link.between, through, refusedEverywhere, method)
  const tie = columns.find((column) => link.from.includes(column) || link.to.includes(column))
  if (tie) throw invalid(table, `"${tie.property}" of ${method} is given by the keys.`)
  return {
    id: idOf(link, to),
    to,
    values: Object.fromEntries(columns.map(({ property }) => [property, through[property]])),
  }
}

/** A key that has a column of that name itself is always given alone. */
const isCompositeWithKey = ({ relation }: Link): boolean =>
  relation.references.length > 1 && relation.references.includes('key')

function partOf(table: Access['table'], key: unknown, property: string, link: Link, method: string): unknown {
  const value =
    link.relation.references.length === 1
      ? key
      : isPlainObject(key) && Object.hasOwn(key, property)
        ? key[property]
        : undefined
  if (value === undefined || value === null)
    throw invalid(table, `${method} needs a key of ${link.relation.table.name}, not ${printValue(key)}.`)
  return value
}

/** Equal for equal keys, however they are written. */
export const idOf = ({ between, to }: Link, values: readonly unknown[]): string =>
  JSON.stringify(to.map(({ type, place }, i) => between.session.write.encodeText(type, values[i], place)))
