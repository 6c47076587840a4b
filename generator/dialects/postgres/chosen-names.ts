import { byteLength, maximumNameBytes } from '../../naming/identifier.js'

/**
 * The name that the database itself gives to what a column brings along, such as `items_id_seq`: the longer of both names is cut
 * until the whole fits. https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-SERIAL
 */
export const chosenName = (table: string, column: string, label: Label): string => {
  const room = maximumNameBytes - byteLength(label) - (column === '' ? 1 : 2)
  let [left, right] = [byteLength(table), byteLength(column)]
  while (left + right > room) {
    if (left > right) left--
    else right--
  }
  return [cut(table, left), ...(column === '' ? [] : [cut(column, right)]), label].join('_')
}

type Label = 'seq' | 'not_null' | 'pkey' | 'key' | 'idx'

/** The longest beginning of at most so many bytes that ends between two characters. */
const cut = (text: string, bytes: number): string => {
  let result = ''
  for (const character of text) {
    if (byteLength(result + character) > bytes) return result
    result += character
  }
  return result
}

export const sequenceName = (table: string, column: string): string => chosenName(table, column, 'seq')
export const notNullName = (table: string, column: string): string => chosenName(table, column, 'not_null')
