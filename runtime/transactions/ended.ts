import { InvalidQueryError } from '../errors.js'

/** What is refused because it came after the end of a transaction, or while it was ended. */
export function ended(what: string): InvalidQueryError {
  return new InvalidQueryError(
    `The ${what} had ended before this call. Wait for every call inside it, and use what is around it afterwards.`,
  )
}
