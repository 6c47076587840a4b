import type { Writer } from '../../values/writer.js'
import type { Comparison, ComparisonOperator, TextOperator } from '../operators.js'
import type { OrderEntry } from '../order.js'
import type { Column, Table } from '../table.js'

/** Hands out the placeholder of the next parameter. */
export type Placeholders = () => string

/** What the two databases say differently in a repository's statements; both sides of each pair mean the same. */
export type DialectSql = {
  placeholders(): Placeholders
  /** The database's clock, with milliseconds. */
  readonly now: string
  /** Adds the parameters of a comparison with one value. */
  addOperand(column: Column, operator: Comparison, value: unknown, write: Writer, parameters: unknown[]): void
  /** The one parameter of `in` and `notIn`. */
  list(column: Column, values: readonly unknown[], write: Writer): unknown
  /** The parameter of a search in text. */
  pattern(operator: TextOperator, text: string): string
  comparison(column: Column, operator: ComparisonOperator, next: Placeholders): string
  /** One entry of ORDER BY; NULL is last ascending and first descending unless the entry says otherwise. */
  order(entry: OrderEntry): string
  /** LIMIT and OFFSET with their parameters in this order, with a space before. */
  page(limit: boolean, offset: boolean, next: Placeholders): string
  /** Whether many rows with these columns can be inserted by one statement. */
  canInsertMany(columns: readonly Column[]): boolean
  /** The statement without its RETURNING that inserts many rows. */
  insertMany(table: Table, columns: readonly Column[]): string
  /** The parameters of that statement. */
  manyParameters(columns: readonly Column[], rows: readonly (readonly unknown[])[], write: Writer): unknown[]
}
