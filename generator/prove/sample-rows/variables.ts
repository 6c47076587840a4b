import { mentions } from '../../dialects/mentions.js'
import type { Column } from '../../model/model.js'
import type { EngineDatabase } from '../engine.js'
import type { Combination } from './check-query.js'
import { columnValues, countingValue } from './column-values.js'
import { passingValues } from './passing-values.js'
import { type KeyRows, pointingAt } from './pointing-at.js'
import type { Models, Reference, RowCheck, TableFacts } from './table-facts.js'

/** Columns whose values are chosen together, and what they may be together. */
export type Variable = {
  readonly columns: readonly string[]
  readonly choices: readonly Combination[]
  /** May be null where a row is made for that, or left to its default. */
  readonly mayBeNull: boolean
  readonly mayBeLeftOut: boolean
}

export type TableVariables = {
  readonly facts: TableFacts
  readonly variables: readonly Variable[]
  /** Within the group of the table: values come from rows that are made at the same time. */
  readonly open: readonly Reference[]
}

/** Why a table can have no rows, as the end of a sentence. */
export type Problem = { readonly problem: string }

/** So many rows are made of a table, unless an enum has more values. */
export const fewestRows = 5
export const mostRows = 12

export type VariablesRequest = {
  readonly database: EngineDatabase
  readonly facts: TableFacts
  readonly models: Models
  readonly keys: KeyRows
  readonly group: ReadonlySet<string>
}

export const variablesOf = async (request: VariablesRequest): Promise<TableVariables | Problem> => {
  const { facts, group } = request
  const isOpen = ({ table }: Reference): boolean => table !== undefined && group.has(table)
  const open = facts.references.filter(isOpen)
  const openColumns = new Set(open.flatMap((reference) => ownColumns(reference, facts)))
  const pointing = pointingAt(
    request,
    facts.references.filter((reference) => !isOpen(reference)),
  )
  if ('problem' in pointing) return pointing
  const pointingColumns = new Set(pointing.flatMap(({ columns }) => columns))
  const variables: Variable[] = [...pointing]
  for (const column of facts.written) {
    if (openColumns.has(column.name) || pointingColumns.has(column.name)) continue
    const variable = single(column, request)
    if ('problem' in variable) return variable
    variables.push(variable)
  }
  return join(request, variables, openColumns, open)
}

/** A column that a row has in common with the row it points at has a value of its own. */
const ownColumns = ({ columns, table, targetColumns }: Reference, facts: TableFacts): readonly string[] =>
  columns.filter((name, position) => table !== facts.table.name || targetColumns[position] !== name)

const single = (column: Column, { facts, models, group }: VariablesRequest): Variable | Problem => {
  const mayBeNull = !facts.required.has(column.name)
  const values =
    column.identity === undefined
      ? columnValues(facts, column, models)
      : Array.from({ length: mostRows }, (_, row) => countingValue(column, row, models))
  const mayBeLeftOut = column.default !== undefined && group.size === 1 && isPlain(facts, column)
  if (values.length === 0 && !mayBeNull && column.default === undefined)
    return { problem: `no value is known for ${column.name}` }
  return {
    columns: [column.name],
    choices: values.length > 0 ? values.map((value) => [value]) : mayBeNull ? [['NULL']] : [],
    mayBeNull,
    mayBeLeftOut,
  }
}

/** Nothing but its type says what it may hold, before and after. */
const isPlain = ({ table, kept, uniques, checks, references }: TableFacts, column: Column): boolean => {
  const later = kept?.columns.find(({ before }) => before === column)
  const isSame = later === undefined || JSON.stringify(later.after.type) === JSON.stringify(column.type)
  return (
    isSame &&
    (later?.moved.up.length ?? 0) === 0 &&
    !uniques.some((columns) => columns.includes(column.name)) &&
    !references.some(
      ({ table: target, targetColumns }) => target === table.name && targetColumns.includes(column.name),
    ) &&
    !checks.some(({ sql }) => mentions(sql, column.name)) &&
    later?.conversions.length !== 1
  )
}

/** Columns that a check speaks of together become one variable, of the combinations that pass. */
const join = async (
  { database, facts, models }: VariablesRequest,
  variables: readonly Variable[],
  openColumns: ReadonlySet<string>,
  open: readonly Reference[],
): Promise<TableVariables | Problem> => {
  const joined: Variable[] = []
  for (const { members, checks } of componentsOf(facts, variables, openColumns)) {
    const [first] = members
    if (checks.length === 0 && members.length === 1 && first) {
      joined.push(first)
      continue
    }
    const names = members.flatMap(({ columns }) => columns)
    const columns = names.flatMap((name) => facts.table.columns.filter((column) => column.name === name))
    const { combinations, problem } = await passingValues(
      database,
      { facts, models, columns, checks },
      members.map(withNull),
    )
    if (combinations.length === 0)
      return { problem: `${unmet(checks)}${problem === undefined ? '' : ` (${problem})`}` }
    joined.push({ columns: names, choices: spread(combinations), mayBeNull: false, mayBeLeftOut: false })
  }
  return { facts, variables: joined, open }
}

const withNull = ({ columns, choices, mayBeNull }: Variable): readonly Combination[] =>
  mayBeNull ? [...choices, columns.map(() => 'NULL')] : choices

/** A check that stays as it is stands on both sides. */
const unmet = (checks: readonly RowCheck[]): string => {
  const named = new Set(checks.map(({ name, sql }) => `${name} (${sql.replace(/\s+/g, ' ')})`))
  return `no values were found that satisfy ${[...named].join(' and ')}`
}

type Component = { readonly members: readonly Variable[]; readonly checks: readonly RowCheck[] }

/** A check of a column that is still open is left to the database when the row comes. */
const componentsOf = (
  facts: TableFacts,
  variables: readonly Variable[],
  openColumns: ReadonlySet<string>,
): readonly Component[] => {
  let components: readonly Component[] = variables.map((variable) => ({ members: [variable], checks: [] }))
  for (const check of facts.checks) {
    const names = columnsOf(check, facts)
    if (names.size === 0 || [...names].some((name) => openColumns.has(name))) continue
    const isMeant = ({ members }: Component): boolean =>
      members.some(({ columns }) => columns.some((name) => names.has(name)))
    const meant = components.filter(isMeant)
    if (meant.length === 0) continue
    const one: Component = {
      members: meant.flatMap(({ members }) => members),
      checks: [...meant.flatMap(({ checks }) => checks), check],
    }
    components = [...components.filter((component) => !isMeant(component)), one]
  }
  return components
}

/** The columns before that a check speaks of, through computed columns and conversions too. */
const columnsOf = ({ sql, side }: RowCheck, { table, kept }: TableFacts): ReadonlySet<string> => {
  const found = new Set<string>()
  const later = kept?.columns ?? []
  const texts: string[] = side === 'before' ? [sql] : []
  if (side === 'after') {
    for (const { before, after, conversions } of later) {
      if (!mentions(sql, after.name)) continue
      found.add(before.name)
      texts.push(...conversions.map(({ up }) => JSON.stringify(up.using ?? '')))
    }
  }
  for (const { name, generated } of table.columns)
    if (generated !== undefined && texts.some((text) => mentions(text, name)))
      texts.push(JSON.stringify(generated.sql))
  for (const { name, generated } of table.columns)
    if (generated === undefined && texts.some((text) => mentions(text, name))) found.add(name)
  return found
}

/** The first ones far from each other, so that the rows differ. */
const spread = (combinations: readonly Combination[]): readonly Combination[] => {
  const step = Math.max(1, Math.floor(combinations.length / mostRows))
  return Array.from({ length: step }, (_, start) =>
    combinations.filter((_combination, position) => position % step === start),
  ).flat()
}
