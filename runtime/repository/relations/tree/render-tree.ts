import { quote } from '../../../quote.js'
import { type Access, accessTo } from '../../access.js'
import { labelsOf, listedColumns, listOf, type Selection } from '../../reading/selection.js'
import type { Placeholders, TreeSql } from '../../sql/dialect-sql.js'
import { conditionsOf, orderOf } from '../conditions-of.js'
import type { Inclusion } from '../include.js'
import { linkTo } from '../link-to.js'
import { throughColumns } from '../through.js'
import type { Tree, TreeNode } from './tree.js'

/** No table of a schema is called so. */
const rootName = '$0'
const nameOf = ({ place }: TreeNode): string => `$${place + 1}`
const keyLabel = (index: number): string => `$key${index}`

/** Labels of the row, and behind them one for each relation. */
export const labelsOfTree = (
  access: Access,
  selection: Selection | undefined,
  tree: Tree,
): readonly string[] => [...labelsOf(access, selection), ...tree.nodes.flatMap(labels)]

const labels = (node: TreeNode): readonly string[] => [nameOf(node), ...node.nested.flatMap(labels)]

/**
 * A statement that reads the row and, relation by relation, what belongs to all rows of the level above: each relation is gone
 * through once, however many rows lead along it. Parameters are those of the row, then of each relation before those inside it.
 */
export function renderTree(
  access: Access,
  selection: Selection | undefined,
  tree: Tree,
  row: (list: string, next: Placeholders) => string,
): string {
  const { sql: treeSql } = tree
  const next = access.sql.placeholders()
  const raw = listedColumns(access, selection).map(({ quoted }) => quoted)
  const queries = [`${quote(rootName)} AS (${row(raw.join(', '), next)})`]
  const found: string[] = []
  const add = (node: TreeNode, parent: string): void => {
    const rows = renderNode(node, parent, treeSql, next)
    if (node.nested.length > 0) queries.push(`${quote(nameOf(node))} AS (${rows})`)
    const select = node.nested.length > 0 ? textsOf(node, parent, treeSql) : rows
    found.push(`${treeSql.gathered(select)} AS ${quote(nameOf(node))}`)
    for (const nested of node.nested) add(nested, nameOf(node))
  }
  for (const node of tree.nodes) add(node, rootName)
  const list = listOf(accessTo(access.definition, access.session, rootName), selection)
  return `WITH ${queries.join(', ')} SELECT ${[list, ...found].join(', ')} FROM ${quote(rootName)}`
}

/** The rows themselves where others are read from them, else the texts of each. */
function renderNode(node: TreeNode, parent: string, treeSql: TreeSql, next: Placeholders): string {
  const { inclusion, nested } = node
  const { access, columns, relation, limit, offset } = inclusion
  const { sql } = access
  const isFirst = parent === rootName
  const keys = isFirst ? undefined : treeSql.keysOf(parent, columns)
  const values = keys?.values ?? columns.map(({ name }) => `${quote(rootName)}.${quote(name)}`)
  const link = linkTo(access.table, relation, values)
  const where = conditionsOf(inclusion, link, next).join(' AND ')
  const order = orderOf(inclusion)
  const isPage = limit || offset
  const page = sql.page(limit, offset, next)
  const texts = keys?.texts ?? []
  const entries = nested.length > 0 ? rawList(inclusion, texts) : [textList(inclusion, texts, treeSql)]
  const list = entries.map(({ expression, label }) => `${expression} AS ${quote(label)}`).join(', ')
  // A statement for one row stands beside the row, whose columns it sees; one for others to read from has to name it.
  const around = keys === undefined ? (nested.length > 0 ? [quote(rootName)] : []) : isPage ? [] : [keys.from]
  const rows = `SELECT ${list} FROM ${[...around, ...link.sources].join(' CROSS JOIN ')} WHERE ${where}${order}${page}`
  return keys !== undefined && isPage
    ? treeSql.pageOfEach(
        keys,
        rows,
        entries.map(({ label }) => label),
      )
    : rows
}

type Entry = { readonly expression: string; readonly label: string }

const rawList = ({ access, selection, through }: Inclusion, texts: readonly string[]): readonly Entry[] => [
  ...listedColumns(access, selection).map(({ quoted, name }) => ({ expression: quoted, label: name })),
  ...throughColumns(through).map(({ quoted }, index) => ({ expression: quoted, label: `$through${index}` })),
  ...texts.map((expression, index) => ({ expression, label: keyLabel(index) })),
]

function textList(inclusion: Inclusion, texts: readonly string[], treeSql: TreeSql): Entry {
  const expressions = rawList(inclusion, texts).map(({ expression }) => expression)
  return { expression: treeSql.texts(expressions), label: '$texts' }
}

/** The texts of rows that were named, in the order in which they were found. */
function textsOf(node: TreeNode, parent: string, treeSql: TreeSql): string {
  const name = quote(nameOf(node))
  const texts = parent === rootName ? [] : node.inclusion.columns.map((_, index) => keyLabel(index))
  const labels = rawList(node.inclusion, texts).map(({ label }) => `${name}.${quote(label)}`)
  return `SELECT ${treeSql.texts(labels)} FROM ${name}`
}
