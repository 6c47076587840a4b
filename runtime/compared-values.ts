import {
  AndNode,
  BinaryOperationNode,
  CaseNode,
  FunctionNode,
  type OperationNode,
  PrimitiveValueListNode,
  ValueListNode,
  ValueNode,
} from 'kysely'
import { equalTypeOperators } from './comparison-operators.js'
import { ValueError } from './errors.js'
import { caseResults, type ExpressionVisitor, operatorOf, unwrapped } from './expression-types.js'
import { choosingFunctions, type ExpressionType, unified } from './function-types.js'
import type { Writer } from './values/writer.js'

/** Makes a value comparable with those of a type; a value that no such type has stays what it is. */
export type Compare = (type: string, value: unknown) => unknown

const place = { table: 'query', column: 'parameter' }

/**
 * Values that stand beside typed expressions, in the form in which values of that type are kept: the other side of a comparison,
 * and the alternatives in COALESCE and CASE.
 */
export class ComparedValues {
  readonly #write: Writer
  readonly #compare: Compare
  readonly #values = new Map<OperationNode, unknown>()

  constructor(write: Writer, compare: Compare) {
    this.#write = write
    this.#compare = compare
  }

  /** The node with the value to be sent. */
  value(node: ValueNode): ValueNode {
    return this.#values.has(node) ? ValueNode.create(this.#values.get(node)) : node
  }

  list(node: PrimitiveValueListNode): PrimitiveValueListNode {
    const values = this.#values.get(node)
    return Array.isArray(values) ? PrimitiveValueListNode.create(values) : node
  }

  readonly visit: ExpressionVisitor = (node, typeOf) => {
    if (BinaryOperationNode.is(node) && equalTypeOperators.has(operatorOf(node.operator) ?? '')) {
      this.#encode(node.rightOperand, typeOf(node.leftOperand), this.#compare)
      this.#encode(node.leftOperand, typeOf(node.rightOperand), this.#compare)
    } else if (FunctionNode.is(node)) {
      const [first, second] = node.arguments
      if (choosingFunctions.has(node.func.toLowerCase())) this.#unify(node.arguments, typeOf)
      else if (node.func.toLowerCase() === 'nullif' && first !== undefined && second !== undefined) {
        this.#encode(second, typeOf(first), this.#compare)
      }
    } else if (CaseNode.is(node)) {
      this.#unify(caseResults(node), typeOf)
    }
  }

  #unify(nodes: readonly OperationNode[], typeOf: (node: OperationNode) => ExpressionType): void {
    const type = unified(nodes.map(typeOf))
    for (const node of nodes) this.#encode(node, type, (known, value) => this.#alternative(known, value))
  }

  /** A decimal has all its digits, but is compared as the column is. */
  #alternative(type: string, value: unknown): unknown {
    const encoded = written(this.#write, type, value)
    return type.startsWith('decimal') ? this.#compare(type, encoded) : encoded
  }

  #encode(node: OperationNode, type: ExpressionType, encode: Compare): void {
    if (type === undefined || type === 'any') return
    const inner = unwrapped(node)
    if (ValueNode.is(inner)) {
      if (!inner.immediate) this.#values.set(inner, given(encode, type, inner.value))
    } else if (PrimitiveValueListNode.is(inner)) {
      this.#values.set(
        inner,
        inner.values.map((value) => given(encode, type, value)),
      )
    } else if (ValueListNode.is(inner)) for (const item of inner.values) this.#encode(item, type, encode)
    else if (AndNode.is(inner)) {
      this.#encode(inner.left, type, encode)
      this.#encode(inner.right, type, encode)
    }
  }
}

/** The value as it is written to a column of the type, or itself if it cannot be. */
export function written(write: Writer, type: string, value: unknown): unknown {
  try {
    return write.encode(type, value, place)
  } catch (error) {
    if (error instanceof ValueError) return value
    throw error
  }
}

function given(encode: Compare, type: string, value: unknown): unknown {
  return value === null || value === undefined ? value : encode(type, value)
}
