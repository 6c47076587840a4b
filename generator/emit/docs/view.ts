import type {
  Column,
  DefaultValue,
  ForeignKey,
  Index,
  Model,
  Resolved,
  SqlText,
  Table,
  View,
} from '../../model/model.js'
import { markdownHeader } from '../header.js'
import { columnWord } from '../repositories/type-word.js'
import { hasColumns } from '../types/view.js'
import { diagram } from './diagram.js'
import { code, headingAnchors, paragraph, plainText, row } from './markdown.js'

/** What templates/schema.md.hbs is filled with. Rows and entries are finished lines of Markdown. */
export type SchemaView = {
  readonly header: string
  readonly hasTables: boolean
  readonly overview: readonly string[]
  readonly hasDiagram: boolean
  readonly diagram: string
  readonly tables: readonly SectionView[]
  readonly hasEnums: boolean
  readonly enums: readonly string[]
  readonly hasViews: boolean
  readonly views: readonly SectionView[]
  readonly hasScripts: boolean
  readonly scripts: readonly string[]
}

/** A table or a view. */
export type SectionView = {
  readonly heading: string
  readonly hasComment: boolean
  readonly comment: string
  readonly hasColumns: boolean
  readonly columns: readonly string[]
  readonly hasKeys: boolean
  readonly keys: readonly string[]
  readonly hasRelations: boolean
  readonly relations: readonly string[]
}

export function schemaView({ model }: Resolved): SchemaView {
  const picture = diagram(model)
  const incoming = incomingKeys(model)
  return {
    header: markdownHeader,
    hasTables: model.tables.length > 0,
    overview: overview(model, picture !== undefined),
    hasDiagram: picture !== undefined,
    diagram: picture ?? '',
    tables: model.tables.map((table) => tableSection(table, incoming.get(table.name) ?? [])),
    hasEnums: model.enums.length > 0,
    enums: model.enums.map((entry) =>
      row([code(entry.name), entry.values.map(code).join(' '), plainText(entry.comment ?? '')]),
    ),
    hasViews: model.views.length > 0,
    views: model.views.map(viewSection),
    hasScripts: model.scripts.length > 0,
    scripts: model.scripts.map(({ name, dependsOn }) => `- ${code(name)}${needs(dependsOn)}`),
  }
}

/** Anchors count every heading above, so this follows the order of the template. */
function overview(model: Model, hasDiagram: boolean): string[] {
  const anchor = headingAnchors()
  for (const heading of ['Schema', ...(hasDiagram ? ['Diagram'] : []), 'Tables']) anchor(heading)
  return model.tables.map((table) =>
    row([
      `[${plainText(table.name)}](${anchor(table.name)})`,
      String(table.columns.length),
      plainText(table.comment ?? historyText(table)),
    ]),
  )
}

const historyText = ({ historyOf }: Table): string =>
  historyOf === undefined ? '' : `Every state that rows of ${historyOf} had.`

function tableSection(table: Table, pointing: readonly Pointing[]): SectionView {
  const comment = [table.comment ?? historyText(table), behaviorText(table)]
    .filter((text) => text !== '')
    .map(paragraph)
  const relations = [...table.foreignKeys.map(outgoingLine), ...pointing.map(incomingLine)]
  const keys = keyLines(table)
  return {
    heading: plainText(table.name),
    hasComment: comment.length > 0,
    comment: comment.join('\n\n'),
    hasColumns: true,
    columns: table.columns.map(columnRow),
    hasKeys: keys.length > 0,
    keys,
    hasRelations: relations.length > 0,
    relations,
  }
}

const viewSection = (view: View): SectionView => ({
  heading: plainText(view.name),
  hasComment: view.comment !== undefined,
  comment: paragraph(view.comment ?? ''),
  hasColumns: hasColumns(view),
  columns: (view.meta?.columns ?? []).map((column) =>
    row([code(column.name), code(columnWord({ type: column.type, nullable: false })), yes(column.nullable)]),
  ),
  hasKeys: false,
  keys: [],
  hasRelations: view.dependsOn.length > 0,
  relations: view.dependsOn.map((name) => `- reads ${code(name)}`),
})

function behaviorText({ meta }: Table): string {
  const behaviors = meta?.behaviors
  const sentences = [
    ...(behaviors?.softDelete ? ['Rows are soft-deleted: delete marks them, purge removes them.'] : []),
    ...(behaviors?.versioning ? [`Every state of a row is kept in ${behaviors.versioning.history}.`] : []),
  ]
  return sentences.join(' ')
}

const columnRow = (column: Column): string =>
  row([
    code(column.name),
    code(columnWord({ type: column.type, nullable: false })),
    yes(column.nullable),
    valueText(column),
    plainText(column.comment ?? ''),
  ])

const yes = (truth: boolean): string => (truth ? 'yes' : '')

function valueText(column: Column): string {
  if (column.generated !== undefined) return `computed: ${sqlCode(column.generated.sql)}`
  if (column.identity !== undefined || column.meta?.numbered) return 'counted up'
  return column.default === undefined ? '' : defaultText(column.default)
}

function defaultText(value: DefaultValue): string {
  switch (value.kind) {
    case 'literal':
      return code(JSON.stringify(value.value))
    case 'now':
      return 'the time of the insert'
    case 'uuid':
      return 'a new UUID'
    case 'sql':
      return sqlCode(value.sql)
    default:
      return value satisfies never
  }
}

const sqlCode = (sql: SqlText): string =>
  typeof sql === 'string'
    ? code(sql)
    : Object.entries(sql)
        .map(([dialect, text]) => `${code(text)} (${plainText(dialect)})`)
        .join(', ')

const columnList = (columns: readonly string[]): string => columns.map(code).join(', ')

const keyLines = (table: Table): string[] => [
  ...(table.primaryKey === undefined ? [] : [`- primary key ${columnList(table.primaryKey.columns)}`]),
  ...table.uniques.map(({ name, columns }) => `- unique ${columnList(columns)} (${plainText(name)})`),
  ...table.indexes.map(indexLine),
  ...table.checks.map(({ name, sql }) => `- check ${sqlCode(sql)} (${plainText(name)})`),
]

function indexLine(index: Index): string {
  const elements = index.elements.map((element) => {
    const text = element.kind === 'column' ? code(element.column) : sqlCode(element.sql)
    return `${text}${element.descending ? ' descending' : ''}${element.nulls === undefined ? '' : ` nulls ${element.nulls}`}`
  })
  const conditions = [
    ...(index.where === undefined ? [] : [`where ${sqlCode(index.where)}`]),
    ...(index.live === undefined ? [] : ['over live rows']),
    ...(index.include.length === 0 ? [] : [`with ${columnList(index.include)}`]),
    ...(index.using === undefined ? [] : [`using ${code(index.using)}`]),
    ...(index.dialects === undefined ? [] : [`on ${index.dialects.map(plainText).join(', ')}`]),
  ]
  return `- ${[index.unique ? 'unique' : 'index', elements.join(', '), ...conditions].join(' ')} (${plainText(index.name)})`
}

type Pointing = { readonly table: string; readonly key: ForeignKey }

/** Foreign keys by the table they point at. */
function incomingKeys(model: Model): ReadonlyMap<string, readonly Pointing[]> {
  const found = new Map<string, Pointing[]>()
  for (const table of model.tables)
    for (const key of table.foreignKeys) {
      const list = found.get(key.table) ?? []
      found.set(key.table, list)
      list.push({ table: table.name, key })
    }
  return found
}

const outgoingLine = (key: ForeignKey): string =>
  `- ${columnList(key.columns)} points at ${code(key.table)} ${columnList(key.targetColumns)}${actions(key)}${named(key.meta?.relation)}`

const incomingLine = ({ table, key }: Pointing): string =>
  `- ${code(table)} ${columnList(key.columns)} points here${actions(key)}${named(key.meta?.inverse)}`

const actions = ({ onDelete, onUpdate, meta }: ForeignKey): string =>
  [
    ...(onDelete === 'no action' ? [] : [`, on delete ${onDelete}`]),
    ...(onUpdate === 'no action' ? [] : [`, on update ${onUpdate}`]),
    ...(meta?.onSoftDelete === undefined ? [] : [`, on soft delete ${meta.onSoftDelete}`]),
  ].join('')

const named = (relation: string | undefined): string =>
  relation === undefined ? '' : `, called ${code(relation)}`

const needs = (names: readonly string[]): string => (names.length === 0 ? '' : `, after ${columnList(names)}`)
