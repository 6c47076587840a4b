import type { CompiledQuery } from 'kysely'

/** Locks of rows. A ROLLBACK TO lets go of those that were taken since the savepoint, whoever took them. */
const locking = /\bFOR\s+(?:NO\s+KEY\s+|KEY\s+)?(?:UPDATE|SHARE)\b/i

/** Whether a statement of a repository only reads, so that a savepoint beside it can take nothing of it along. */
export const isHarmless = (sql: string): boolean => sql.startsWith('SELECT') && !locking.test(sql)

/** The same of any query. A SELECT that somebody wrote by hand, or that has a function of theirs, may do more than read. */
export const isHarmlessQuery = ({ sql, query }: CompiledQuery): boolean =>
  query.kind === 'SelectQueryNode' && /^\s*select\b/i.test(sql) && !locking.test(sql) && !callsFunction(query)

/** What is called, or stands in a query as text. */
const unknown: ReadonlySet<string> = new Set(['FunctionNode', 'RawNode'])

/** Values, which may be anything. */
const values: ReadonlySet<string> = new Set(['ValueNode', 'PrimitiveValueListNode'])

function callsFunction(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false
  const kind = 'kind' in node ? String(node.kind) : ''
  return unknown.has(kind) || (!values.has(kind) && Object.values(node).some(callsFunction))
}
