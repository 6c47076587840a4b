import type {
  DeleteQueryNode,
  InsertQueryNode,
  OperationNode,
  SelectionNode,
  SelectQueryNode,
  UpdateQueryNode,
} from 'kysely'

export type QueryNode = SelectQueryNode | InsertQueryNode | UpdateQueryNode | DeleteQueryNode

/** What a query takes rows from, what it returns of them, and its other parts, in which columns are used. */
export type QueryParts = {
  readonly sources: readonly OperationNode[]
  readonly selections: readonly SelectionNode[]
  readonly rest: readonly OperationNode[]
}

export function queryParts(node: QueryNode): QueryParts {
  switch (node.kind) {
    case 'SelectQueryNode':
      return {
        sources: [...(node.from?.froms ?? []), ...joined(node)],
        selections: node.selections ?? [],
        rest: given([...conditions(node), node.where, node.groupBy, node.having, ...(node.distinctOn ?? [])]),
      }
    case 'InsertQueryNode':
      return {
        sources: given([node.into]),
        selections: node.returning?.selections ?? [],
        rest: given([node.values, node.onConflict]),
      }
    case 'UpdateQueryNode':
      return {
        sources: [...tables(node.table), ...(node.from?.froms ?? []), ...joined(node)],
        selections: node.returning?.selections ?? [],
        rest: given([...conditions(node), ...(node.updates ?? []), node.where]),
      }
    case 'DeleteQueryNode':
      return {
        sources: [...node.from.froms, ...(node.using?.tables ?? []), ...joined(node)],
        selections: node.returning?.selections ?? [],
        rest: given([...conditions(node), node.where]),
      }
    default:
      return unreachable(node)
  }
}

type Joining = Pick<SelectQueryNode, 'joins'>

function joined({ joins = [] }: Joining): OperationNode[] {
  return joins.map(({ table }) => table)
}

function conditions({ joins = [] }: Joining): (OperationNode | undefined)[] {
  return joins.map(({ on }) => on)
}

function tables(node: OperationNode | undefined): readonly OperationNode[] {
  if (node === undefined) return []
  return node.kind === 'ListNode' && 'items' in node ? (node.items as readonly OperationNode[]) : [node]
}

function given(nodes: readonly (OperationNode | undefined)[]): OperationNode[] {
  return nodes.filter((node) => node !== undefined)
}

function unreachable(node: never): never {
  throw new Error(`No parts of ${JSON.stringify(node)}.`)
}
