/** PostgreSQL answered COMMIT with ROLLBACK. */
export const nothingCommitted =
  'Nothing was committed: a statement in the transaction had failed, and PostgreSQL rolled all of it back. ' +
  'Let the error of the statement out of the transaction, or run the statement in a nested one.'

/** There was no transaction any more at the time of the COMMIT. */
export const endedBefore =
  'The transaction had ended before it was to be committed: a statement in it was a ROLLBACK or COMMIT, or failed in a way that rolls everything back. ' +
  'What was written after that stands by itself. To undo a transaction let an error out of it.'
