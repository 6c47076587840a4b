import { JsonNull } from '../../values/json.js'
import { printValue } from '../../values/print-value.js'
import { type Access, accessTo, type Shape } from '../access.js'
import { type JsonCondition, parsePaths } from '../json/condition.js'
import { columnNamed, invalid, isPlainObject, listFrom } from '../refuse.js'
import { takeScope } from '../relations/filter-scope.js'
import { type Relation, relationsOf } from '../relations/relation.js'
import type { Scope } from '../scope.js'
import { insteadOf } from '../suggest.js'
import { type Column, columnsOf, type Table } from '../table.js'
import { listOf, pairOf, textOf, undefinedValue } from './operands.js'
import { type ComparisonOperator, type OperatorName, operatorsOf } from './operators.js'

/** A filter whose names are checked and whose values are parameters already. */
export type Condition =
  | { readonly kind: 'comparison'; readonly column: Column; readonly operator: ComparisonOperator }
  | { readonly kind: 'null'; readonly column: Column; readonly negated: boolean }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | RelatedCondition
  | JsonCondition

/** On what a relation leads to. `every` is that no related row fails, be it because the filter is unknown of it. */
export type RelatedCondition = {
  readonly kind: 'related'
  readonly word: 'some' | 'none' | 'every'
  readonly relation: Relation
  /** Columns of the rows that it starts from. */
  readonly columns: readonly Column[]
  /** The other table, as it is called in the subquery. */
  readonly table: Table
  /** Which of its rows count. */
  readonly scope: Scope
  readonly part: Condition
}

/** Deeper filters are refused: databases limit the depth of an expression, and a request must not reach that limit. */
const deepest = 32

/** Reads a filter: adds its parameters and what it looks like to the shape. */
export function parseWhere(access: Access, where: unknown, shape: Shape, depth = 0): Condition {
  if (!isPlainObject(where))
    throw invalid(access.table, `where is an object of columns, not ${printValue(where)}.`)
  if (depth > deepest) throw invalid(access.table, `where is nested more than ${deepest} deep.`)
  const parts: Condition[] = []
  shape.key += '('
  for (const name of Object.keys(where)) {
    const value = where[name]
    if (value === undefined) throw undefinedValue(access.table, name)
    if (name === 'and' || name === 'or') parts.push(parseList(access, name, value, shape, depth))
    else if (name === 'not') parts.push(parseNot(access, value, shape, depth))
    else parseNamed(access, name, value, shape, parts, depth)
  }
  shape.key += ')'
  return parts.length === 1 ? (parts[0] as Condition) : { kind: 'and', parts }
}

/** The column of that name; what is no relation either is refused, and both may have been meant. */
function filterable({ table }: Access, name: string): Column {
  const column = table.byProperty.get(name)
  if (column) return column
  const relations = relationsOf(table)
  if (relations.size === 0) return columnNamed(table, name, 'where')
  const names = [...table.byProperty.keys(), ...relations.keys()]
  throw invalid(table, `there is no column or relation "${name}" for where. ${insteadOf(name, names)}`)
}

function parseNamed(
  access: Access,
  name: string,
  value: unknown,
  shape: Shape,
  parts: Condition[],
  depth: number,
): void {
  const relation = access.table.byProperty.has(name) ? undefined : relationsOf(access.table).get(name)
  if (relation === undefined) parseColumn(access, filterable(access, name), value, shape, parts)
  else if (relation.many) parts.push(...parseMany(access, relation, value, shape, depth))
  else {
    const related = relatedBy(access, relation)
    const { scope, where } = takeScope(related, value, (property) => related.table.byProperty.has(property))
    const word = where === null ? 'none' : 'some'
    parts.push(parseRelated(access, relation, related, scope, word, where ?? {}, shape, depth))
  }
}

const quantifiers = ['some', 'none', 'every'] as const

function parseMany(
  access: Access,
  relation: Relation,
  value: unknown,
  shape: Shape,
  depth: number,
): readonly Condition[] {
  const { table } = access
  const related = relatedBy(access, relation)
  const { scope, where } = takeScope(related, value, () => false)
  const words = isPlainObject(where) ? Object.keys(where) : []
  if (!isPlainObject(where) || words.length === 0)
    throw invalid(table, `the filter on "${relation.name}" is an object with ${quantifiers.join(', ')}.`)
  return words.map((name) => {
    const word = quantifiers.find((each) => each === name)
    if (word === undefined)
      throw invalid(table, `"${relation.name}" has no filter "${name}". ${insteadOf(name, quantifiers)}`)
    if (where[name] === undefined) throw undefinedValue(access.table, `${relation.name}.${name}`)
    return parseRelated(access, relation, related, scope, word, where[name], shape, depth)
  })
}

function parseRelated(
  access: Access,
  relation: Relation,
  related: Access,
  scope: Scope,
  word: RelatedCondition['word'],
  where: unknown,
  shape: Shape,
  depth: number,
): RelatedCondition {
  const columns = columnsOf(access.table, relation.columns)
  shape.key += `${word} ${scope === 'live' ? '' : `${scope} `}${relation.name}`
  const part = parseWhere(related, where, shape, depth + 1)
  return { kind: 'related', word, relation, columns, table: related.table, scope, part }
}

const relatedBy = (access: Access, relation: Relation): Access =>
  accessTo(relation.table, access.session, innerAlias(access.table.alias))

/** Always another one than that of the query around it, whatever a table is called. */
const innerAlias = (outer: string): string => `s${Number(/^s(\d+)/.exec(outer)?.[1] ?? 0) + 1}`

function parseList(
  access: Access,
  kind: 'and' | 'or',
  value: unknown,
  shape: Shape,
  depth: number,
): Condition {
  const filters = listFrom(value)
  if (filters === undefined)
    throw invalid(access.table, `${kind} takes a list of filters, not ${printValue(value)}.`)
  shape.key += kind === 'and' ? '&' : '|'
  const parts = filters.map((part) => parseWhere(access, part, shape, depth + 1))
  shape.key += ';'
  return { kind, parts }
}

function parseNot(access: Access, value: unknown, shape: Shape, depth: number): Condition {
  shape.key += '!'
  return { kind: 'not', part: parseWhere(access, value, shape, depth + 1) }
}

function parseColumn(access: Access, column: Column, value: unknown, shape: Shape, parts: Condition[]): void {
  if (value !== JsonNull && isPlainObject(value)) {
    const operators = Object.keys(value)
    if (operators.length === 0) {
      throw invalid(access.table, `the filter on "${column.property}" is empty.`, [column.name])
    }
    for (const name of operators) {
      if (name === 'path' && column.parsed.kind === 'json')
        parts.push(...parsePaths(access, column, value[name], shape))
      else parts.push(parseOperator(access, column, name, value[name], shape))
    }
  } else {
    parts.push(compare(access, column, 'eq', value, shape))
  }
}

function parseOperator(
  access: Access,
  column: Column,
  name: string,
  value: unknown,
  shape: Shape,
): Condition {
  const allowed = operatorsOf(column)
  const operator = allowed.find((known) => known === name)
  if (operator === undefined) throw unknownOperator(access, column, name, allowed)
  if (value === undefined) throw undefinedValue(access.table, `${column.property}.${name}`)
  if (operator === 'isNull') return isNull(access, column, value, shape)
  return compare(access, column, operator, value, shape)
}

function isNull(access: Access, column: Column, value: unknown, shape: Shape): Condition {
  if (typeof value !== 'boolean') {
    throw invalid(access.table, `isNull of "${column.property}" is true or false, not ${printValue(value)}.`)
  }
  return nullTest(column, !value, shape)
}

function nullTest(column: Column, negated: boolean, shape: Shape): Condition {
  shape.key += negated ? `${column.index}nn;` : `${column.index}nu;`
  return { kind: 'null', column, negated }
}

function compare(
  access: Access,
  column: Column,
  operator: ComparisonOperator,
  value: unknown,
  shape: Shape,
): Condition {
  if (value === null) {
    if (operator === 'eq' || operator === 'ne') return nullTest(column, operator === 'ne', shape)
    throw invalid(access.table, `${operator} of "${column.property}" cannot be null; use isNull.`, [
      column.name,
    ])
  }
  addOperands(access, column, operator, value, shape.parameters)
  shape.key += `${column.index}${operator};`
  return { kind: 'comparison', column, operator }
}

function addOperands(
  access: Access,
  column: Column,
  operator: ComparisonOperator,
  value: unknown,
  parameters: unknown[],
): void {
  const { sql, session } = access
  switch (operator) {
    case 'in':
    case 'notIn':
      parameters.push(sql.list(column, listOf(access.table, column, operator, value), session.write))
      return
    case 'between': {
      const [low, high] = pairOf(access.table, column, value)
      sql.addOperand(column, 'gte', low, session.write, parameters)
      sql.addOperand(column, 'lte', high, session.write, parameters)
      return
    }
    case 'like':
    case 'ilike':
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      parameters.push(sql.pattern(operator, textOf(access.table, column, operator, value)))
      return
    default:
      sql.addOperand(column, operator, value, session.write, parameters)
  }
}

function unknownOperator(
  access: Access,
  column: Column,
  name: string,
  allowed: readonly OperatorName[],
): Error {
  const isJson = column.parsed.kind === 'json'
  const what = isJson ? `${column.type}; compare a JSON value with { eq: value }` : column.type
  const possible = isJson ? [...allowed, 'path'] : allowed
  const message = `"${column.property}" has no operator "${name}" (it is ${what}). ${insteadOf(name, possible)}`
  return invalid(access.table, message, [column.name])
}
