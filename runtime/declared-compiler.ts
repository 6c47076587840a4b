import type {
  AggregateFunctionNode,
  AliasNode,
  BinaryOperationNode,
  ColumnUpdateNode,
  CompiledQuery,
  DefaultQueryCompiler,
  IdentifierNode,
  InsertQueryNode,
  OrderByItemNode,
  PrimitiveValueListNode,
  QueryCompiler,
  QueryId,
  RootOperationNode,
  UpdateQueryNode,
  ValueNode,
  ValuesNode,
} from 'kysely'
import type { Catalog } from './catalog.js'
import { type Compare, ComparedValues } from './compared-values.js'
import { CompiledNames } from './compiled-names.js'
import { ExpressionTypes, isQuery } from './expression-types.js'
import { type OrderFunctions, OrderKeys } from './order-keys.js'
import { keepResultTypes } from './result-types.js'
import { TypedValues } from './typed-values.js'
import type { Writer } from './values/writer.js'

const nothingOrdered: OrderFunctions = { applies: () => false, keyFunction: '', valueFunction: '' }

/** Makes of Kysely's compiler for a database one with names and values as the attached schema declares them. */
export function declaredCompiler(
  Compiler: new () => DefaultQueryCompiler,
  write: Writer,
  compare: Compare,
  order: OrderFunctions = nothingOrdered,
): new (
  catalog: Catalog,
) => QueryCompiler {
  return class extends Compiler {
    readonly #values: TypedValues
    readonly #names: CompiledNames
    readonly #catalog: Catalog
    #compared = new ComparedValues(write, compare)
    #order = new OrderKeys(order)

    constructor(catalog: Catalog) {
      super()
      this.#catalog = catalog
      this.#names = new CompiledNames(catalog)
      this.#values = new TypedValues(catalog, write, {
        append: (sql) => this.append(sql),
        appendValue: (value) => this.appendValue(value),
        visitNode: (node) => this.visitNode(node),
      })
    }

    override compileQuery<R = unknown>(node: RootOperationNode, queryId: QueryId): CompiledQuery<R> {
      this.#values.reset()
      if (!isQuery(node) || this.#catalog.version === 0) return this.#compile(node, queryId)
      this.#compared = new ComparedValues(write, compare)
      this.#order = new OrderKeys(order)
      const results = new ExpressionTypes(this.#catalog, (part, typeOf) => {
        this.#compared.visit(part, typeOf)
        this.#order.visit(part, typeOf)
      }).query(node)
      const query = this.#compile<R>(node, queryId)
      keepResultTypes(query, results)
      return query
    }

    #compile<R>(node: RootOperationNode, queryId: QueryId): CompiledQuery<R> {
      return this.#names.compile(() => super.compileQuery(node, queryId)) as CompiledQuery<R>
    }

    protected override visitValue(node: ValueNode): void {
      super.visitValue(this.#compared.value(node))
    }

    protected override visitPrimitiveValueList(node: PrimitiveValueListNode): void {
      super.visitPrimitiveValueList(this.#compared.list(node))
    }

    protected override visitBinaryOperation(node: BinaryOperationNode): void {
      super.visitBinaryOperation(this.#order.comparison(node))
    }

    protected override visitOrderByItem(node: OrderByItemNode): void {
      super.visitOrderByItem(this.#order.orderBy(node))
    }

    protected override visitAggregateFunction(node: AggregateFunctionNode): void {
      const ordered = this.#order.aggregate(node)
      if (ordered === undefined) super.visitAggregateFunction(node)
      else this.visitNode(ordered)
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
}
