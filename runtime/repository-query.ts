import { CompiledQuery } from 'kysely'
import type { CallLimit } from './call-limit.js'
import type { RepositoryStatement } from './session.js'

const mark = Symbol('repository statement')

/** A compiled query that our drivers answer with rows as arrays, not decoded. */
type RepositoryQuery = CompiledQuery & {
  readonly [mark]: RepositoryStatement
  readonly limit: CallLimit | undefined
}

/** Dresses a statement of a repository as a query that can go through Kysely's executor. */
export function repositoryQuery(
  statement: RepositoryStatement,
  parameters: readonly unknown[],
  limit?: CallLimit,
): CompiledQuery {
  const query: RepositoryQuery = {
    ...CompiledQuery.raw(statement.sql),
    parameters,
    [mark]: statement,
    limit,
  }
  return query
}

/** The statement that {@link repositoryQuery} dressed; `undefined` for any other query. */
export function statementOf(query: CompiledQuery): RepositoryStatement | undefined {
  return mark in query ? (query as RepositoryQuery)[mark] : undefined
}

/** The limit of such a query. */
export function limitOf(query: CompiledQuery): CallLimit | undefined {
  return mark in query ? (query as RepositoryQuery).limit : undefined
}
