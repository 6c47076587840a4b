import {
  AggregateFunctionNode,
  AliasNode,
  BinaryOperationNode,
  CaseNode,
  CastNode,
  ColumnNode,
  FunctionNode,
  IdentifierNode,
  type InsertQueryNode,
  JSONReferenceNode,
  type OperationNode,
  OperatorNode,
  ParensNode,
  PrimitiveValueListNode,
  RawNode,
  ReferenceNode,
  SelectAllNode,
  type SelectionNode,
  SelectQueryNode,
  TableNode,
  UnaryOperationNode,
  ValueNode,
} from 'kysely'
import type { Catalog } from './catalog.js'
import { comparisonOperators } from './comparison-operators.js'
import {
  arithmeticType,
  castType,
  decimalOf,
  type ExpressionType,
  functionType,
  unified,
} from './function-types.js'
import { type QueryNode, queryParts } from './query-parts.js'
import {
  type Columns,
  columnIn,
  expressionIn,
  type Output,
  type Outputs,
  outputsOf,
  type Scope,
  type Source,
} from './query-scope.js'

/** Is told of every expression of a query, with a way to ask for the types of its parts. */
export type ExpressionVisitor = (node: OperationNode, typeOf: (part: OperationNode) => ExpressionType) => void

/**
 * Works out what the expressions of one query are by the declared types of the columns in them, which a database that tells
 * the types of its results makes unnecessary, and SQLite does not: https://www.sqlite.org/datatype3.html#expression_affinity.
 */
export class ExpressionTypes {
  readonly #catalog: Catalog
  readonly #visit: ExpressionVisitor
  readonly #queries = new Map<OperationNode, Outputs>()
  readonly #types = new Map<OperationNode, ExpressionType>()

  constructor(catalog: Catalog, visit: ExpressionVisitor) {
    this.#catalog = catalog
    this.#visit = visit
  }

  /** What a query returns, by label; its expressions are visited. */
  query(node: QueryNode, outer?: Scope): Outputs {
    const known = this.#queries.get(node)
    if (known !== undefined) return known
    const scope: Scope = { sources: [], expressions: new Map(), outer }
    const { sources, selections, rest } = queryParts(node)
    this.#addExpressions(node, scope)
    for (const source of sources) scope.sources.push(this.#source(source, scope))
    if (node.kind === 'InsertQueryNode')
      scope.sources.push({ ...scope.sources[0], name: 'excluded' } as Source)
    const own = this.#outputs(selections, scope)
    for (const part of [...rest, ...selections]) this.#walk(part, scope)
    if ('orderBy' in node && node.orderBy !== undefined) this.#walkOrderBy(node, own, scope)
    const outputs = SelectQueryNode.is(node) ? this.#withSetOperations(node, own, scope) : own
    this.#queries.set(node, outputs)
    return outputs
  }

  #addExpressions(node: QueryNode, scope: Scope): void {
    for (const { name, expression } of node.with?.expressions ?? []) {
      const label = this.#tableName(name.table)
      if (!isQuery(expression)) continue
      const rename = (outputs: Outputs) =>
        renamed(
          outputs,
          name.columns?.map(({ column }) => this.#name(column)),
        )
      if (node.with?.recursive && SelectQueryNode.is(expression) && expression.setOperations !== undefined) {
        const { setOperations: _, ...first } = expression
        scope.expressions.set(label, rename(this.query(first, scope)))
      }
      scope.expressions.set(label, rename(this.query(expression, scope)))
    }
  }

  #source(node: OperationNode, scope: Scope): Source {
    if (AliasNode.is(node)) {
      const name = IdentifierNode.is(node.alias) ? this.#name(node.alias) : undefined
      return { name, columns: this.#source(node.node, scope).columns }
    }
    if (TableNode.is(node)) {
      const name = this.#tableName(node)
      const schema = node.table.schema
      return { name, columns: (schema ? undefined : expressionIn(scope, name)) ?? this.#table(name) }
    }
    const inner = unwrapped(node)
    return { name: undefined, columns: isQuery(inner) ? this.query(inner, scope) : undefined }
  }

  #table(name: string): Columns | undefined {
    const table = this.#catalog.table(name)
    return table && { signature: table.name, column: (column) => bare(table.column(column)?.type) }
  }

  #outputs(selections: readonly SelectionNode[], scope: Scope): Outputs {
    const explicit: Output[] = []
    const stars: Columns[] = []
    for (const { selection } of selections) {
      if (isStar(selection)) {
        const table =
          ReferenceNode.is(selection) && selection.table ? this.#tableName(selection.table) : undefined
        const sources = scope.sources.filter(({ name }) => table === undefined || name === table)
        for (const { columns } of sources) if (columns !== undefined) stars.push(columns)
      } else explicit.push({ label: this.#label(selection), type: this.#typeOf(selection, scope) })
    }
    return outputsOf(explicit, selections.some(({ selection }) => isStar(selection)) ? stars : undefined)
  }

  /** ORDER BY knows the labels of the results first; what a union is ordered by must be its columns, as they are. */
  #walkOrderBy(node: Exclude<QueryNode, InsertQueryNode>, own: Outputs, scope: Scope): void {
    if (node.orderBy === undefined || (SelectQueryNode.is(node) && node.setOperations !== undefined)) return
    const labelled: Scope = {
      sources: [{ name: undefined, columns: own }],
      expressions: new Map(),
      outer: scope,
    }
    this.#walk(node.orderBy, labelled)
  }

  #withSetOperations(node: SelectQueryNode, own: Outputs, scope: Scope): Outputs {
    let outputs = own
    for (const { expression } of node.setOperations ?? []) {
      const inner = unwrapped(expression)
      const other = isQuery(inner) ? this.query(inner, scope) : undefined
      if (outputs.positions === undefined || other?.positions === undefined) continue
      const { positions } = other
      const merged = outputs.positions.map(({ label, type }, index) => ({
        label,
        type: unified([type, positions[index]?.type]),
      }))
      outputs = outputsOf(merged)
    }
    return outputs
  }

  #walk(node: OperationNode, scope: Scope): void {
    if (isQuery(node)) {
      this.query(node, scope)
      return
    }
    if (PrimitiveValueListNode.is(node) || IdentifierNode.is(node) || ReferenceNode.is(node)) return
    this.#visit(node, (part) => this.#typeOf(part, scope))
    for (const part of Object.values(node)) {
      if (Array.isArray(part)) for (const item of part) if (isNode(item)) this.#walk(item, scope)
      if (isNode(part)) this.#walk(part, scope)
    }
  }

  #typeOf(node: OperationNode, scope: Scope): ExpressionType {
    if (this.#types.has(node)) return this.#types.get(node)
    const type = this.#infer(unwrapped(node), scope)
    this.#types.set(node, type)
    return type
  }

  #infer(node: OperationNode, scope: Scope): ExpressionType {
    if (ReferenceNode.is(node)) return this.#reference(node, scope)
    if (ColumnNode.is(node)) return columnIn(scope, this.#name(node.column), undefined)
    if (ValueNode.is(node)) return valueType(node)
    if (isQuery(node)) return this.query(node, scope).positions?.[0]?.type
    if (AggregateFunctionNode.is(node)) return this.#call(node.func, node.aggregated, scope)
    if (FunctionNode.is(node)) return this.#call(node.func, node.arguments, scope)
    if (CaseNode.is(node)) return this.#case(node, scope)
    if (CastNode.is(node)) return castType(sqlText(node.dataType) ?? '')
    if (BinaryOperationNode.is(node)) return this.#binary(node, scope)
    if (UnaryOperationNode.is(node)) return this.#unary(node, scope)
    if (JSONReferenceNode.is(node)) return jsonPathType(node)
    return node.kind === 'AndNode' || node.kind === 'OrNode' ? 'boolean' : undefined
  }

  #reference({ column, table }: ReferenceNode, scope: Scope): ExpressionType {
    if (!ColumnNode.is(column)) return undefined
    return columnIn(scope, this.#name(column.column), table && this.#tableName(table))
  }

  #call(name: string, args: readonly OperationNode[], scope: Scope): ExpressionType {
    return functionType(
      name,
      args.map((arg) => this.#typeOf(arg, scope)),
    )
  }

  #case(node: CaseNode, scope: Scope): ExpressionType {
    return unified(caseResults(node).map((result) => this.#typeOf(result, scope)))
  }

  #binary({ leftOperand, operator, rightOperand }: BinaryOperationNode, scope: Scope): ExpressionType {
    const sign = operatorOf(operator)
    if (sign === undefined) return undefined
    if (comparisonOperators.has(sign)) return 'boolean'
    if (sign === '||') return 'text'
    if (!'+-*/%'.includes(sign)) return undefined
    const [left, right] = [this.#typeOf(leftOperand, scope), this.#typeOf(rightOperand, scope)]
    return arithmeticType(sign, operandType(leftOperand, left, right), operandType(rightOperand, right, left))
  }

  #unary({ operator, operand }: UnaryOperationNode, scope: Scope): ExpressionType {
    return operatorOf(operator) === '-' ? this.#typeOf(operand, scope) : 'boolean'
  }

  #label(node: OperationNode): string | undefined {
    if (AliasNode.is(node)) return IdentifierNode.is(node.alias) ? this.#name(node.alias) : undefined
    if (ReferenceNode.is(node)) return this.#label(node.column)
    return ColumnNode.is(node) ? this.#name(node.column) : undefined
  }

  #tableName(node: TableNode): string {
    return this.#name(node.table.identifier)
  }

  #name({ name }: IdentifierNode): string {
    return this.#catalog.renames ? this.#catalog.sqlName(name) : name
  }
}

/** The results of CASE, of which it returns one. */
export function caseResults(node: CaseNode): readonly OperationNode[] {
  const results = [...(node.when ?? []).map(({ result }) => result), node.else]
  return results.filter((result) => result !== undefined)
}

export function operatorOf(node: OperationNode): string | undefined {
  return OperatorNode.is(node) ? node.operator : undefined
}

const queryKinds: ReadonlySet<string> = new Set<QueryNode['kind']>([
  'SelectQueryNode',
  'InsertQueryNode',
  'UpdateQueryNode',
  'DeleteQueryNode',
])

/** True of what has a scope of its own. */
export function isQuery(node: OperationNode): node is QueryNode {
  return queryKinds.has(node.kind)
}

/** The expression without its alias, parentheses, and the `sql` around it. */
export function unwrapped(node: OperationNode): OperationNode {
  if (AliasNode.is(node) || ParensNode.is(node)) return unwrapped(node.node)
  if (
    RawNode.is(node) &&
    node.parameters.length === 1 &&
    node.sqlFragments.every((text) => text.trim() === '')
  ) {
    return unwrapped(node.parameters[0] as OperationNode)
  }
  return node
}

function renamed(outputs: Outputs, labels: readonly string[] | undefined): Columns {
  if (labels === undefined) return outputs
  const { positions = [] } = outputs
  return outputsOf(labels.map((label, index) => ({ label, type: positions[index]?.type })))
}

/** A number beside a decimal counts as one with the digits that it is written with. */
function operandType(node: OperationNode, type: ExpressionType, beside: ExpressionType): ExpressionType {
  const inner = unwrapped(node)
  if (!ValueNode.is(inner) || !beside?.startsWith('decimal')) return type
  const [, fraction = ''] = /^-?\d+(?:\.(\d+))?$/.exec(String(inner.value)) ?? []
  return decimalOf(fraction.length)
}

function valueType({ value, immediate }: ValueNode): ExpressionType {
  if (!immediate || value === null) return 'any'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'string') return 'text'
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31
    ? 'integer'
    : undefined
}

/** `->` gives JSON on both databases; what `->>` gives is not the same, and stays as it is. https://www.sqlite.org/json1.html#jptr */
function jsonPathType({ traversal }: JSONReferenceNode): ExpressionType {
  const operator = traversal.kind === 'JSONPathNode' ? traversal.inOperator : traversal.operator
  return operator !== undefined && operatorOf(operator)?.replace('$', '') === '->' ? 'json' : undefined
}

function isStar(node: OperationNode): boolean {
  return SelectAllNode.is(node) || (ReferenceNode.is(node) && SelectAllNode.is(node.column))
}

function sqlText(node: OperationNode): string | undefined {
  if ('dataType' in node && typeof node.dataType === 'string') return node.dataType
  return RawNode.is(node) && node.parameters.length === 0 ? node.sqlFragments.join('') : undefined
}

function bare(type: string | undefined): ExpressionType {
  return type?.endsWith('?') ? type.slice(0, -1) : type
}

function isNode(value: unknown): value is OperationNode {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string'
}
