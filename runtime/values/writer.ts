/** The column that a value is for: its name, for messages, and for an enum the values that it can have. */
export type Place = {
  readonly table: string
  readonly column: string
  readonly values?: readonly string[] | undefined
}

/**
 * Makes of declared values what a driver is given. There is one for each database, the same for our own drivers and others.
 * `type` is a type as in {@link ColumnDefinition}. `null` stays null: whether it may be is the database's business. A value of
 * another type than the column's, or one that would not come back equal, throws a {@link ValueError} that names the column.
 */
export type Writer = {
  /** A parameter for one column. */
  encode(type: string, value: unknown, place: Place): unknown
  /**
   * Many values of one column as one parameter, for `= ANY($1)` (PostgreSQL: the text of an array) and
   * `IN (SELECT value FROM json_each(?))` (SQLite: a JSON text in which integers have all their digits; bytes are hexadecimal, so
   * the SQL says `unhex(value)`).
   */
  encodeList(type: string, values: readonly unknown[], place: Place): unknown
  /**
   * One value inside the parameter of a bulk statement. PostgreSQL: its text form, for `unnest($1::text[])`, to be cast to the
   * column's type. SQLite: something for `JSON.stringify` and `json_each(?)`: integers beyond 2^53 are strings of digits (the
   * column's affinity makes them integers again), bytes are hexadecimal, JSON and arrays are their text.
   */
  encodeText(type: string, value: unknown, place: Place): string | number | null
}
