import { InvalidQueryError } from '../errors.js'

/** There is one connection to SQLite, so whoever asks for it from inside its own transaction would wait for itself. */
export function outerCall(): InvalidQueryError {
  return new InvalidQueryError(
    'This call is made inside a transaction on the same SQLite connection, but not through it, so it would wait for ever. ' +
      'Use what the transaction was given: its own repositories, or its Kysely instance.',
  )
}
