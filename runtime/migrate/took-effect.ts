import { sqlStateOf } from './sql-state.js'

/** duplicate_object, duplicate_table, duplicate_column, duplicate_schema, duplicate_function */
const exists = ['42710', '42P07', '42701', '42P06', '42723']
/** undefined_object, undefined_table, undefined_column, undefined_function, invalid_schema_name */
const isGone = ['42704', '42P01', '42703', '42883', '3F000']

/**
 * Whether the error of a statement that an interrupted run had begun says that it took effect then: what it makes is there, or
 * what it removes is gone.
 */
export function tookEffect(sql: string, error: unknown): boolean {
  const codes = removes(sql) ? isGone : exists
  return codes.includes(sqlStateOf(error) ?? '')
}

const removes = (sql: string): boolean => /^(?:\s|--[^\n]*\n)*(?:drop|alter\s[^;]*?\sdrop)\s/i.test(sql)
