/** How a value gets from one type to another. */
export type TypeConversion = {
  readonly sql: string
  /** Which values lose nothing by it; undefined: all of them. Nothing else keeps the others out, so they are refused by name. */
  readonly fits: string | undefined
}

export const lossless = (sql: string): TypeConversion => ({ sql, fits: undefined })

export const impossible = (value: string): TypeConversion => ({ sql: value, fits: 'FALSE' })

/** By the grammar of numbers in JSON, which is the strictest that the database knows. */
export const isNumber = (value: string): string =>
  `CASE WHEN json_valid(${value}) THEN json_type(${value}) END IN ('integer', 'real')`
