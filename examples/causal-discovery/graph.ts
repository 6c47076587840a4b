/** A directed graph as nodes and links, each with attributes of its own. */
export interface CausalGraphData {
  directed: boolean
  graph: Record<string, string | number | boolean>
  nodes: GraphNode[]
  links: GraphLink[]
}

export interface GraphNode {
  id: string
  label?: string
  position?: [x: number, y: number]
}

export interface GraphLink {
  source: string
  target: string
  weight?: number
  confidence?: number
}
