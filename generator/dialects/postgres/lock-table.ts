import type { Table } from '../../model/model.js'
import type { Statement } from '../dialect.js'
import { quote } from './identifiers.js'

/**
 * What is copied or counted before it goes must not change in between: who writes has committed before this lock is given, and
 * each later statement sees it. The strongest lock at once, because one that grows meets a reader who waits for it.
 * https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES
 */
export const lockTable = ({ name }: Pick<Table, 'name'>, purpose: string): Statement => ({
  sql: `LOCK TABLE ${quote(name)} IN ACCESS EXCLUSIVE MODE`,
  comment: `keep writers off ${name} ${purpose}`,
})
