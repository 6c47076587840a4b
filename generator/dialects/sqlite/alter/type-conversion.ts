/** How a value gets from one type to another. */
export type TypeConversion = {
  readonly sql: string
  /** Which values lose nothing by it; undefined: all of them. Nothing else keeps the others out, so they are refused by name. */
  readonly fits: string | undefined
  /**
   * Which values are of the old type at all, where the database holds its columns to no type; undefined: what is not comes out as it
   * was, or does not fit anyway. The others are refused as well, and are no hazard: the new type is not what they are too wide for.
   */
  readonly genuine?: string
}

export const lossless = (sql: string): TypeConversion => ({ sql, fits: undefined })

export const impossible = (value: string): TypeConversion => ({ sql: value, fits: 'FALSE' })

/** Text in a column of numbers, which would come out as zero or as the digits that it begins with. */
export const isStoredNumber = (value: string): string => `typeof(${value}) IN ('integer', 'real')`

/** By the grammar of numbers in JSON, which is the strictest that the database knows. */
export const isNumber = (value: string): string =>
  `CASE WHEN json_valid(${value}) THEN json_type(${value}) END IN ('integer', 'real')`
