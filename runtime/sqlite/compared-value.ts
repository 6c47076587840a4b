import { written } from '../compared-values.js'
import { roundDecimal } from '../values/decimal.js'
import { sqliteWriter } from '../values/sqlite-writer.js'
import { columnType, NUMERIC_DIGITS } from '../values/types.js'

/**
 * Compares by what is kept, text with text and number with number, because a text is never equal to a number and always greater
 * where no column's affinity makes one of the other. https://www.sqlite.org/datatype3.html#comparison_expressions
 */
export function sqliteComparedValue(type: string, value: unknown): unknown {
  const column = columnType(type)
  switch (column.kind) {
    case 'text':
      return value
    case 'decimal':
      return column.precision > NUMERIC_DIGITS ? longDecimal(value, column.scale) : decimal(value)
    default:
      return written(sqliteWriter, type, value)
  }
}

/** Not rounded as a value to be kept: 0.005 is between two amounts of money and equal to none. */
function decimal(value: unknown): unknown {
  return typeof value === 'string' && /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(value) ? Number(value) : value
}

function longDecimal(value: unknown, scale: number): unknown {
  const text = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value
  if (typeof text !== 'string') return value
  const fraction = text.split('.')[1] ?? ''
  return /[^0]/.test(fraction.slice(scale)) ? text : (roundDecimal(text, scale) ?? value)
}
