import {
  AggregateFunctionNode,
  AndNode,
  BinaryOperationNode,
  FunctionNode,
  type OperationNode,
  OrderByItemNode,
} from 'kysely'
import { type ExpressionVisitor, operatorOf } from './expression-types.js'

/** How a database orders values of a type whose kept form has another order. */
export type OrderFunctions = {
  applies(type: string): boolean
  readonly keyFunction: string
  readonly valueFunction: string
}

const ordering = new Set(['<', '<=', '>', '>=', 'between', 'between symmetric'])

/** Puts keys that order as the values do in the place of values that are compared, ordered by, or reduced to the greatest. */
export class OrderKeys {
  readonly #functions: OrderFunctions
  readonly #nodes = new Set<OperationNode>()

  constructor(functions: OrderFunctions) {
    this.#functions = functions
  }

  readonly visit: ExpressionVisitor = (node, typeOf) => {
    const operands = orderedOperands(node)
    const found = operands.some((operand) => {
      const type = typeOf(operand)
      return type !== undefined && type !== 'any' && this.#functions.applies(type)
    })
    if (found) this.#nodes.add(node)
  }

  comparison(node: BinaryOperationNode): BinaryOperationNode {
    if (!this.#nodes.has(node)) return node
    const { leftOperand, rightOperand } = node
    return { ...node, leftOperand: this.#key(leftOperand), rightOperand: this.#keys(rightOperand) }
  }

  orderBy(node: OrderByItemNode): OrderByItemNode {
    return this.#nodes.has(node) ? { ...node, orderBy: this.#key(node.orderBy) } : node
  }

  /** The aggregate of keys, to be wrapped in the function that makes a value of the result. */
  aggregate(node: AggregateFunctionNode): FunctionNode | undefined {
    if (!this.#nodes.has(node)) return undefined
    const keys = { ...node, aggregated: node.aggregated.map((part) => this.#key(part)) }
    return FunctionNode.create(this.#functions.valueFunction, [keys])
  }

  #keys(node: OperationNode): OperationNode {
    return AndNode.is(node) ? AndNode.create(this.#key(node.left), this.#key(node.right)) : this.#key(node)
  }

  #key(node: OperationNode): OperationNode {
    return FunctionNode.create(this.#functions.keyFunction, [node])
  }
}

function orderedOperands(node: OperationNode): readonly OperationNode[] {
  if (BinaryOperationNode.is(node) && ordering.has(operatorOf(node.operator) ?? '')) {
    return [node.leftOperand, node.rightOperand]
  }
  if (OrderByItemNode.is(node)) return [node.orderBy]
  return AggregateFunctionNode.is(node) && /^(?:min|max)$/i.test(node.func) ? node.aggregated : []
}
