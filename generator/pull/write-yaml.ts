import { Document, isCollection, isMap, isPair, isScalar, isSeq, type Node, type YAMLMap } from 'yaml'
import { tightLists } from './tight-lists.js'
import type { Writing } from './writing.js'

const lineWidth = 120

/** The text of a schema: a column, an index or a short list on one line, a blank line between tables. */
export const writeYaml = (root: { readonly [key: string]: Writing }): string => {
  const document = new Document(root, { aliasDuplicateObjects: false })
  if (isMap<unknown, Node>(document.contents)) layOut(document.contents)
  return `${header}\n\n${tightLists(document.toString({ lineWidth: 0 }))}`
}

const header = '# yaml-language-server: $schema=./node_modules/tablewright/schema.json'

type Section = YAMLMap<unknown, Node>

const layOut = (root: Section): void => {
  const first = root.items[0]
  for (const pair of root.items) {
    if (isScalar(pair.key)) pair.key.spaceBefore = pair !== first
    const name = isScalar(pair.key) ? String(pair.key.value) : ''
    if (isSeq(pair.value)) pair.value.flow = true
    if (isMap<unknown, Node>(pair.value)) layOutSection(name, pair.value)
  }
}

const layOutSection = (name: string, section: Section): void => {
  for (const pair of section.items) {
    if (name === 'enums') foldIfShort(pair.value, 4 + String(pair.key).length)
    else {
      if (isScalar(pair.key)) pair.key.spaceBefore = pair !== section.items[0]
      if (isMap<unknown, Node>(pair.value)) layOutObject(pair.value)
    }
  }
}

/** A table, a view or raw SQL: maps of names and lists of keys stand below each other, the rest on its line. */
const layOutObject = (object: Section): void => {
  for (const { key, value } of object.items) {
    const name = isScalar(key) ? String(key.value) : ''
    if (name === 'columns' && isMap<unknown, Node>(value)) {
      for (const column of value.items) foldIfShort(column.value, 8 + String(column.key).length)
    } else if (lists.has(name) && isSeq<Node>(value)) {
      for (const item of value.items) foldIfShort(item, 8)
    } else if (isSeq(value) || name === 'primary_key' || name === 'options')
      foldIfShort(value, 6 + name.length)
  }
}

const lists = new Set(['unique', 'indexes', 'foreign_keys'])

/** JSON has quotes around all words, YAML spaces between them. */
const flowLength = (json: string): number =>
  json.replaceAll(/"((?:[^"\\]|\\.)*)"/g, (_, text: string) => text.replaceAll('\\"', '"')).length +
  (json.match(/[:,{}]/g) ?? []).length

const foldIfShort = (node: Node | null, taken: number): void => {
  if (!isCollection(node)) return
  const text = JSON.stringify(node, (_, value) => (typeof value === 'bigint' ? String(value) : value))
  if (flowLength(text) + taken <= lineWidth && !text.includes('\\n')) node.flow = true
  else
    for (const item of node.items)
      foldIfShort(isPair<unknown, Node>(item) ? item.value : (item as Node), taken + 4)
}
