import { isBroken, unknown, type Values } from './check.js'
import { checkedValue, refused } from './column.js'
import { comparable } from './comparable.js'
import type { Given } from './given.js'
import type { RowRules } from './rules.js'
import type { StandardSchema, ValidationIssue, ValidationResult } from './standard-schema.js'
import { type Column, type TableRules, tableRules } from './table-rules.js'

/**
 * Checks input by the rules that the database has for a row, without asking it. It is a Standard Schema, which web frameworks and
 * form libraries take as it is; by itself `validate` does the same.
 *
 * @example
 * const result = newCampaignValidator.validate(await request.json())
 * if (result.issues) return badRequest(result.issues)
 * await repos.campaigns.create(result.value)
 */
export interface Validator<Output, Input = Given<Output>> extends StandardSchema<Input, Output> {
  validate(value: unknown): ValidationResult<Output>
}

/** For generated code: a validator of what `create` takes. */
export const createValidator = <New>(rules: RowRules): Validator<New> => validator(rules, 'create')

/** For generated code: a validator of what `update` takes. */
export const updateValidator = <Update>(rules: RowRules): Validator<Update> => validator(rules, 'update')

type Purpose = 'create' | 'update'

function validator<Row>(rules: RowRules, purpose: Purpose): Validator<Row> {
  let table: TableRules | undefined
  const validate = (value: unknown): ValidationResult<Row> => {
    table ??= tableRules(rules)
    return checkedRow(table, purpose, value) as ValidationResult<Row>
  }
  return Object.freeze({
    validate,
    '~standard': Object.freeze({ version: 1, vendor: 'tablewright', validate }),
  })
}

function checkedRow(table: TableRules, purpose: Purpose, row: unknown): ValidationResult<object> {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    return { issues: [{ message: 'expected an object of columns' }] }
  }
  const issues: ValidationIssue[] = []
  const values = new Map<string, unknown>()
  for (const [property, value] of Object.entries(row)) {
    const problem = refusedKey(table, purpose, property, value)
    if (problem !== undefined) issues.push({ message: problem, path: [property] })
    else if (value !== undefined) {
      values.set(property, checkedColumn(table.columns.get(property) as Column, value, issues))
    }
  }
  if (purpose === 'create') requireColumns(table, values, issues)
  issues.push(...brokenChecks(table, purpose, values))
  return issues.length === 0 ? { value: Object.fromEntries(values) } : { issues }
}

function refusedKey(
  { columns, refused: others }: TableRules,
  purpose: Purpose,
  property: string,
  value: unknown,
): string | undefined {
  const column = columns.get(property)
  if (column === undefined && !others.has(property)) return 'there is no such column'
  if (value === undefined) return undefined
  if (column === undefined) return 'nobody can give this: it is written by the database or by repositories'
  return column.fixed && purpose === 'update' ? 'this never changes' : undefined
}

function checkedColumn(
  { type, place, property }: Column,
  value: unknown,
  issues: ValidationIssue[],
): unknown {
  if (value !== null) return checkedValue(type, value, place, [property], issues)
  if (type.nullable) return null
  issues.push({ message: 'expected a value, not null', path: [property] })
  return refused
}

function requireColumns(
  { columns }: TableRules,
  values: ReadonlyMap<string, unknown>,
  issues: ValidationIssue[],
): void {
  for (const { property, type, optional } of columns.values()) {
    if (optional || type.nullable || values.has(property)) continue
    issues.push({ message: 'this must be given', path: [property] })
  }
}

function brokenChecks(
  { columns, checks }: TableRules,
  purpose: Purpose,
  given: ReadonlyMap<string, unknown>,
): readonly ValidationIssue[] {
  const known: Values = (property) => {
    const column = columns.get(property)
    if (column === undefined) return unknown
    const value = given.has(property) ? given.get(property) : absent(column, purpose)
    if (value === null || value === unknown) return value
    return value === refused ? unknown : comparable(column.type.kind, value)
  }
  return checks
    .filter((check) => isBroken(check, known))
    .map(({ name, sql, columns: [first, ...others] }) => ({
      message: `must satisfy ${sql} (${name})`,
      ...(first !== undefined && others.length === 0 && { path: [first] }),
    }))
}

/** What the database puts in the place of nothing; what a row has that is updated is not known. */
function absent({ optional, default: value }: Column, purpose: Purpose): unknown {
  if (purpose === 'update') return unknown
  if (!optional) return null
  return value ?? unknown
}
