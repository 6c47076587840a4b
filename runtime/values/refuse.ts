import { ValueError } from '../errors.js'
import { describeValue } from './describe-value.js'
import type { Place } from './writer.js'

/** Why a value was refused: what was expected, and where inside of the value. */
export type Refusal = { readonly expected: string; readonly within: readonly (string | number)[] }

const refusals = new WeakMap<ValueError, Refusal>()

/** Why {@link refuse} threw this error. */
export const refusalOf = (error: ValueError): Refusal | undefined => refusals.get(error)

/** Steps of a path that a message shows. */
const longestPath = 20

/** Throws the error for a value that a column cannot take. `expected` continues the sentence "expected …". */
export function refuse(
  place: Place,
  value: unknown,
  expected: string,
  within: Refusal['within'] = [],
): never {
  const where = within.length === 0 ? '' : ` at $${within.slice(0, longestPath).map(step).join('')}`
  const more = within.length > longestPath ? '…' : ''
  const error = new ValueError(
    `${place.table}.${place.column} cannot take ${describeValue(value)}: expected ${expected}${where}${more}.`,
    {
      table: place.table,
      columns: [place.column],
    },
  )
  refusals.set(error, { expected, within })
  throw error
}

/** Into an object or an array, as JSON paths write it. */
function step(key: string | number): string {
  if (typeof key === 'number') return `[${key}]`
  return /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`
}
