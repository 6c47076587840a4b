/** PostgreSQL answered COMMIT with ROLLBACK. */
export const nothingCommitted =
  'Nothing was committed: a statement in the transaction had failed, and PostgreSQL rolled all of it back. ' +
  'Let the error of the statement out of the transaction, or run the statement in a nested one.'
