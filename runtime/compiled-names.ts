import { type AliasNode, type CompiledQuery, IdentifierNode } from 'kysely'
import type { Catalog } from './catalog.js'
import { keepLabels } from './verbatim-labels.js'

/** Turns names of generated code into SQL names while a query is compiled. Used by the query compilers of both databases. */
export class CompiledNames {
  readonly #catalog: Catalog
  #kept: Set<string> | undefined

  constructor(catalog: Catalog) {
    this.#catalog = catalog
  }

  compile(compile: () => CompiledQuery): CompiledQuery {
    this.#kept = undefined
    const query = compile()
    if (this.#kept !== undefined) keepLabels(query, this.#kept)
    return query
  }

  rename(node: IdentifierNode): IdentifierNode {
    if (!this.#catalog.renames) return node
    const name = this.#catalog.sqlName(node.name)
    return name === node.name ? node : IdentifierNode.create(name)
  }

  /** An alias such as `user_id` would be taken for the column and come back as `userId`. */
  noteAlias(node: AliasNode): void {
    if (!this.#catalog.renames || !IdentifierNode.is(node.alias)) return
    const { name } = node.alias
    if (this.#catalog.property(name) === name) return
    this.#kept ??= new Set()
    this.#kept.add(name)
  }
}
