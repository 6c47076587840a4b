import type { Column, ForeignKey, Model, Table } from '../../model/model.js'
import { typeWord } from '../repositories/type-word.js'

/** What Mermaid draws unless its host allows more: https://mermaid.js.org/config/schema-docs/config.html */
const limits = { characters: 45_000, relations: 500, columns: 200 }

/** An entity-relationship diagram for Mermaid, with key columns alone where there are many; undefined if it would be too large. */
export function diagram(model: Model): string | undefined {
  const tables = model.tables.filter((table) => table.historyOf === undefined)
  const ids = entityIds(tables)
  const relations = tables.flatMap((table) => table.foreignKeys.map((key) => relationLine(table, key, ids)))
  const all = tables.reduce((count, table) => count + table.columns.length, 0) <= limits.columns
  const entities = tables.flatMap((table) => entityLines(table, ids, all))
  const text = ['erDiagram', ...entities, ...relations].join('\n')
  const fits = tables.length > 0 && text.length <= limits.characters && relations.length <= limits.relations
  return fits ? text : undefined
}

/** Mermaid's names have letters, digits and underscores; any other name becomes a label. */
function entityIds(tables: readonly Table[]): ReadonlyMap<string, string> {
  const taken = new Set<string>()
  return new Map(
    tables.map(({ name }) => {
      const plain = safeWord(name)
      let id = plain
      for (let count = 2; taken.has(id.toLowerCase()); count++) id = `${plain}_${count}`
      taken.add(id.toLowerCase())
      return [name, id]
    }),
  )
}

/** A few words begin something else in a diagram, and no name may be empty or start with a digit. */
function safeWord(name: string): string {
  const word = name.replace(/[^A-Za-z0-9_]+/g, '_')
  return /^[A-Za-z]/.test(word) &&
    !/^(?:erDiagram|title|accTitle|accDescr|direction|classDef|class|style|[ou]|TB|BT|LR|RL|PK|FK|UK|to|one|many|zero|only|optionally)$/i.test(
      word,
    )
    ? word
    : `t_${word}`
}

const label = (name: string): string => name.replace(/["\\\p{Cc}\p{Zl}\p{Zp}<>#;`]/gu, ' ')

function entityLines(table: Table, ids: ReadonlyMap<string, string>, all: boolean): string[] {
  const id = ids.get(table.name) ?? safeWord(table.name)
  const head = id === table.name ? `  ${id}` : `  ${id}["${label(table.name)}"]`
  const columns = table.columns.filter((column) => all || keyWords(column, table) !== '')
  if (columns.length === 0) return [head]
  return [`${head} {`, ...columns.map((column) => attributeLine(column, table)), '  }']
}

function attributeLine(column: Column, table: Table): string {
  const type = typeWord(column.type)
    .replace(/\(.*\)/, '')
    .replace(/[^A-Za-z0-9_[\]]+/g, '_')
  const name = /^[A-Za-z_][A-Za-z0-9_]*$/.test(column.name)
    ? column.name
    : `c_${column.name.replace(/[^A-Za-z0-9_]+/g, '_')}`
  return `    ${[type, name, keyWords(column, table)].filter((part) => part !== '').join(' ')}`
}

function keyWords({ name }: Column, { primaryKey, foreignKeys, uniques, indexes }: Table): string {
  const unique =
    uniques.some(({ columns }) => isOnly(columns, name)) ||
    indexes.some(
      (index) =>
        index.unique &&
        isOnly(
          index.elements.map((element) => (element.kind === 'column' ? element.column : '')),
          name,
        ),
    )
  return [
    ...(primaryKey?.columns.includes(name) ? ['PK'] : []),
    ...(foreignKeys.some(({ columns }) => columns.includes(name)) ? ['FK'] : []),
    ...(unique ? ['UK'] : []),
  ].join(', ')
}

const isOnly = (columns: readonly string[], name: string): boolean =>
  columns.length === 1 && columns[0] === name

/** `users ||--o{ campaigns : owner`: one row there, any number here; a ring instead of a bar where there may be none. */
function relationLine(table: Table, key: ForeignKey, ids: ReadonlyMap<string, string>): string {
  const optional = key.columns.some((name) => table.columns.find((column) => column.name === name)?.nullable)
  const keys = [table.primaryKey?.columns ?? [], ...table.uniques.map(({ columns }) => columns)]
  const single = keys.some(
    (columns) => columns.length > 0 && columns.every((column) => key.columns.includes(column)),
  )
  const [parent, child] = [
    ids.get(key.table) ?? safeWord(key.table),
    ids.get(table.name) ?? safeWord(table.name),
  ]
  const name = label(key.meta?.relation ?? key.columns.join(', '))
  return `  ${parent} ${optional ? '|o' : '||'}--${single ? 'o|' : 'o{'} ${child} : "${name}"`
}
