export type { Given } from './given.js'
export type { CheckRule, ColumnRule, Comparison, Condition, Operand, RowRules } from './rules.js'
export type { StandardSchema, ValidationIssue, ValidationResult } from './standard-schema.js'
export { createValidator, updateValidator, type Validator } from './validator.js'
