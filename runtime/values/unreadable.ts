import { ValueError } from '../errors.js'
import { describeValue } from './describe-value.js'

/** Throws the error for a value that cannot be what the schema says, such as one written past its checks. */
export function unreadable(value: unknown, expected: string): never {
  throw new ValueError(
    `The database returned ${describeValue(value)} where the schema says ${expected}. Compare the database with its schema.`,
  )
}
