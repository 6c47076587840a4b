import { ValueError } from '../errors.js'
import { describeValue } from './describe-value.js'
import type { Place } from './writer.js'

/** Throws the error for a value that a column cannot take. `expected` continues the sentence "expected …". */
export function refuse(place: Place, value: unknown, expected: string): never {
  throw new ValueError(
    `${place.table}.${place.column} cannot take ${describeValue(value)}: expected ${expected}.`,
    {
      table: place.table,
      columns: [place.column],
    },
  )
}
