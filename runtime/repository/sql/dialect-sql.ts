import type { Session } from '../../session.js'
import type { Reader } from '../../values/reader.js'
import type { Writer } from '../../values/writer.js'
import type { Comparison, ComparisonOperator, TextOperator } from '../filter/operators.js'
import type { JsonCondition } from '../json/condition.js'
import type { RowLock } from '../locking/lock.js'
import type { OrderEntry } from '../reading/order.js'
import type { Column, Table } from '../table.js'

/** Hands out the placeholder of the next parameter. */
export type Placeholders = () => string

export type Keys = { readonly from: string; readonly values: readonly string[]; readonly place: string }

/** Distinct keys of the rows of a named query, `"k"`: each value, and its text, by which rows are put together. */
export type KeysOfRows = {
  readonly from: string
  readonly values: readonly string[]
  readonly texts: readonly string[]
}

/** What one statement needs that reads a row and all that it includes. */
export type TreeSql = {
  /** Reads values that arrive as the texts of `texts`. */
  readonly read: Reader
  /** These values of a row as one list of texts. */
  texts(expressions: readonly string[]): string
  /** The lists of all rows of a SELECT, in its order, as one JSON text. */
  gathered(select: string): string
  keysOf(query: string, columns: readonly Column[]): KeysOfRows
  /** Rows that belong to each of the keys, a page of each. */
  pageOfEach(keys: KeysOfRows, rows: string, list: readonly string[]): string
}

export type EachParts = {
  readonly keys: Keys
  readonly list: string
  readonly labels: readonly string[]
  readonly sources: readonly string[]
  /** Conditions that tie the sources to each other; `where` has them, too. */
  readonly joins: readonly string[]
  /** Columns that tell apart the rows for one key; empty where nothing does. */
  readonly rowKey: readonly Column[]
  readonly where: string
  /** Empty: in no order. */
  readonly orderBy: string
  readonly limit: boolean
  readonly offset: boolean
  readonly next: Placeholders
}

/** What writes to existing rows say differently. */
export type WritingSql = {
  /** A condition: two values of a column differ, where NULL is as any other value. */
  distinct(column: Column, kept: string, given: string): string
  /** A parameter, as a value of the column's type wherever it stands. */
  valueOf(table: Table, column: Column, placeholder: string): string
  /** What the source of INSERT ... SELECT needs behind it, before ON CONFLICT. */
  readonly beforeConflict: string
  /** Whether the database adds to this column as exactly as the column keeps. */
  adds(column: Column): boolean
  /** The column, increased by a parameter. */
  increased(column: Column, next: Placeholders): string
  /** A condition: the increased column is in the range of its type; undefined where the database refuses what is not. */
  inRange(column: Column, next: Placeholders): string | undefined
}

/** An exact sum of whole numbers or decimals, in as many parts as the database needs. */
export type ExactSum = {
  readonly parts: readonly string[]
  /** The parts as they must be selected; the names are those that they have around the groups. */
  shown(names: readonly string[]): readonly string[]
  /** What to order by, one after the other. */
  order(names: readonly string[]): readonly string[]
  /** The sum as a double. */
  double(names: readonly string[]): string
  /** The sum in units of the last digit. */
  total(values: readonly unknown[]): bigint
}

/** What the two databases say differently in a repository's statements; both sides of each pair mean the same. */
export type DialectSql = WritingSql & {
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
  /** Adds the parameters of a comparison with what stands at a path inside JSON; a list of JSON texts is one operand. */
  addJsonOperands(path: string, operands: readonly unknown[], parameters: unknown[]): void
  jsonComparison(condition: JsonCondition, next: Placeholders): string
  /** One entry of ORDER BY; NULL is last ascending and first descending unless the entry says otherwise. */
  order(entry: OrderEntry): string
  /** Whether what the database keeps of a column compares as the values do. */
  keepsOrder(column: Column): boolean
  /** The column as it must be selected so that the driver returns exactly what the database keeps. */
  exact(column: Column, session: Session): string
  exactSum(column: Column): ExactSum
  /** A sum of floats, as a double. */
  floatSum(column: Column): string
  /** The smallest or largest value of a column. */
  extreme(word: 'min' | 'max', column: Column): string
  /** LIMIT and OFFSET with a space before; OFFSET takes its parameter first. */
  page(limit: boolean, offset: boolean, next: Placeholders): string
  /** The end of a SELECT that locks its rows, with a space before; empty where the whole database is locked instead. */
  rowLock(table: Table, lock: RowLock): string
  /** The statement without parameters that locks the whole database, where rows cannot be locked. */
  databaseLock(table: Table): string | undefined
  /**
   * Many values of these columns of a table as something to select from, `"k"`: its FROM, each value, and the place of a row among
   * them, from 0. The parameters are those of `manyParameters`.
   */
  keys(table: Table, columns: readonly Column[], next: Placeholders): Keys
  /** What belongs to each of the keys, its place in the column `$place` after the list; OFFSET takes its parameter first. */
  each(parts: EachParts): string
  /** A parameter with a value of the one column, as it must stand beside the other to be compared as columns are. */
  keyParameter(table: Table, column: Column, beside: Column, placeholder: string): string
  /** Where each statement is a way to a server and back; else each relation takes its own. */
  readonly tree: TreeSql | undefined
  /** The statement without its RETURNING that inserts many rows. */
  insertMany(table: Table, columns: readonly Column[], next: Placeholders): string
  /** The parameters of that statement. */
  manyParameters(columns: readonly Column[], rows: readonly (readonly unknown[])[], write: Writer): unknown[]
}
