import {
  type AliasNode,
  type ColumnUpdateNode,
  type CompiledQuery,
  type IdentifierNode,
  type InsertQueryNode,
  PostgresQueryCompiler,
  type QueryId,
  type RootOperationNode,
  type UpdateQueryNode,
  type ValuesNode,
} from 'kysely'
import type { Catalog } from '../catalog.js'
import { CompiledNames } from '../compiled-names.js'
import { TypedValues } from '../typed-values.js'
import { postgresWriter } from '../values/postgres-writer.js'

/** Kysely's compiler, with names and values as the attached schema declares them. */
export class PostgresCompiler extends PostgresQueryCompiler {
  readonly #values: TypedValues
  readonly #names: CompiledNames

  constructor(catalog: Catalog) {
    super()
    this.#names = new CompiledNames(catalog)
    this.#values = new TypedValues(catalog, postgresWriter, {
      append: (sql) => this.append(sql),
      appendValue: (value) => this.appendValue(value),
      visitNode: (node) => this.visitNode(node),
    })
  }

  override compileQuery<R = unknown>(node: RootOperationNode, queryId: QueryId): CompiledQuery<R> {
    this.#values.reset()
    return this.#names.compile(() => super.compileQuery(node, queryId)) as CompiledQuery<R>
  }

  protected override visitInsertQuery(node: InsertQueryNode): void {
    this.#values.within(node, () => super.visitInsertQuery(node))
  }

  protected override visitUpdateQuery(node: UpdateQueryNode): void {
    this.#values.within(node, () => super.visitUpdateQuery(node))
  }

  protected override visitValues(node: ValuesNode): void {
    if (!this.#values.values(node, this.parentNode)) super.visitValues(node)
  }

  protected override visitColumnUpdate(node: ColumnUpdateNode): void {
    if (!this.#values.update(node)) super.visitColumnUpdate(node)
  }

  protected override visitAlias(node: AliasNode): void {
    this.#names.noteAlias(node)
    super.visitAlias(node)
  }

  protected override visitIdentifier(node: IdentifierNode): void {
    super.visitIdentifier(this.#names.rename(node))
  }
}
