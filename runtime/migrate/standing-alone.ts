/** Space and comments before the first word. */
const lead = '^(?:\\s|--[^\\n]*\\n|/\\*[\\s\\S]*?\\*/)*'
const starting = (words: string): RegExp => new RegExp(`${lead}(?:${words})\\b`, 'i')

const block = starting('do')
const call = starting('call')
const dropsConcurrently = starting('drop\\s+index\\s+concurrently')
const refusesTransactions = starting('vacuum|create\\s+(?:unique\\s+)?index\\s+concurrently')
const changesNothing = starting('vacuum|analyze|reindex')

/** What PostgreSQL is known to refuse inside a transaction. Of everything else it says so itself when it is tried. */
export const standsAlone = (sql: string): boolean =>
  refusesTransactions.test(sql) || dropsConcurrently.test(sql) || isBatched(sql)

/** A block or a procedure may hold COMMIT. https://www.postgresql.org/docs/current/plpgsql-transactions.html */
export const mayCommitByItself = (sql: string): boolean => isBatched(sql) || call.test(sql)

/**
 * Whether a statement that may have done its work, or a part of it, does what is left of it when it is run again: it keeps the
 * data as it is, or removes what may be gone, or goes through batches until one finds no row that needs it.
 */
export const mayRunAgain = (sql: string): boolean =>
  changesNothing.test(sql) || dropsConcurrently.test(sql) || (isBatched(sql) && untilNothingIsLeft.test(sql))

const isBatched = (sql: string): boolean => block.test(sql) && /\bcommit\b/i.test(sql)
const untilNothingIsLeft = /\bexit\s+when\s+(?:\w+\s*=\s*0|not\s+found)\b/i

/** Nobody waits for a statement that waits for older transactions alone. */
export const waitsApart = (sql: string): boolean => /\bconcurrently\b/i.test(sql)
