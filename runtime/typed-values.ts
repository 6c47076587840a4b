import {
  type ColumnUpdateNode,
  type InsertQueryNode,
  type OperationNode,
  PrimitiveValueListNode,
  type UpdateQueryNode,
  ValueNode,
  type ValuesNode,
} from 'kysely'
import type { Catalog, CatalogColumn, CatalogTable } from './catalog.js'
import type { Writer } from './values/writer.js'

/** What a query compiler hands to the functions below. */
export type ValueCompiler = {
  append(sql: string): void
  appendValue(value: unknown): void
  visitNode(node: OperationNode): void
}

/**
 * Encodes the values of INSERT and UPDATE by the declared types of the columns they go to. Used by the query compilers of both
 * databases, which tell it where in the query they are.
 */
export class TypedValues {
  readonly #catalog: Catalog
  readonly #write: Writer
  readonly #compiler: ValueCompiler
  readonly #targets: (CatalogTable | undefined)[] = []

  constructor(catalog: Catalog, write: Writer, compiler: ValueCompiler) {
    this.#catalog = catalog
    this.#write = write
    this.#compiler = compiler
  }

  /** Forgets a compilation that an error broke off. */
  reset(): void {
    this.#targets.length = 0
  }

  /** Compiles an INSERT or UPDATE with its table as the target of the values inside. */
  within(node: InsertQueryNode | UpdateQueryNode, compile: () => void): void {
    const name = tableName(node.kind === 'InsertQueryNode' ? node.into : node.table)
    // The INSERT of a MERGE names no table: it goes to that of the MERGE, which no one tracks.
    this.#targets.push(name === undefined ? undefined : this.#catalog.table(name))
    compile()
    this.#targets.pop()
  }

  /** Compiles the rows of VALUES; false if the table is not known, and nothing was compiled. */
  values(node: ValuesNode, insert: OperationNode | undefined): boolean {
    const target = this.#targets.at(-1)
    if (target === undefined || insert === undefined || !isInsert(insert)) return false
    const columns = (insert.columns ?? []).map((column) => target.column(column.column.name))
    this.#compiler.append('values ')
    node.values.forEach((row, index) => {
      this.#compiler.append(index === 0 ? '(' : ', (')
      this.#row(row, columns, target)
      this.#compiler.append(')')
    })
    return true
  }

  /** Compiles `column = value`; false if the column is not known or the value is an expression, and nothing was compiled. */
  update(node: ColumnUpdateNode): boolean {
    const target = this.#targets.at(-1)
    const column = target?.column(columnName(node.column) ?? '')
    if (target === undefined || column === undefined || !isParameter(node.value)) return false
    this.#compiler.visitNode(node.column)
    this.#compiler.append(' = ')
    this.#value(node.value.value, column, target)
    return true
  }

  #row(
    row: ValuesNode['values'][number],
    columns: readonly (CatalogColumn | undefined)[],
    target: CatalogTable,
  ): void {
    const items: readonly unknown[] = row.values
    const plain = PrimitiveValueListNode.is(row)
    items.forEach((item, index) => {
      if (index > 0) this.#compiler.append(', ')
      if (plain) this.#value(item, columns[index], target)
      else if (isParameter(item as OperationNode))
        this.#value((item as ValueNode).value, columns[index], target)
      else this.#compiler.visitNode(item as OperationNode)
    })
  }

  #value(value: unknown, column: CatalogColumn | undefined, target: CatalogTable): void {
    if (column === undefined || value === undefined) this.#compiler.appendValue(value)
    else {
      const place = { table: target.name, column: column.name, values: column.values }
      this.#compiler.appendValue(this.#write.encode(column.type, value, place))
    }
  }
}

function isInsert(node: OperationNode): node is InsertQueryNode {
  return node.kind === 'InsertQueryNode'
}

function isParameter(node: OperationNode): node is ValueNode {
  return ValueNode.is(node) && node.immediate !== true
}

/** The name of the table under an alias, a list of one, or nothing but itself. */
function tableName(node: OperationNode | undefined): string | undefined {
  if (node === undefined) return undefined
  if (node.kind === 'AliasNode' && 'node' in node) return tableName(node.node as OperationNode)
  if (node.kind !== 'TableNode' || !('table' in node)) return undefined
  return (node.table as { identifier: { name: string } }).identifier.name
}

function columnName(node: OperationNode): string | undefined {
  if (node.kind === 'ReferenceNode' && 'column' in node) return columnName(node.column as OperationNode)
  if (node.kind !== 'ColumnNode' || !('column' in node)) return undefined
  return (node.column as { name: string }).name
}
