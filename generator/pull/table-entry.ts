import type { Column, ForeignKey, Index, IndexElement, Model, Table, Unique } from '../model/model.js'
import { derivedName } from '../naming/identifier.js'
import { columnEntry, isColumnReference } from './column-entry.js'
import type { MixinGuess } from './guess-mixins.js'
import type { Writing } from './writing.js'

export type TableContext = {
  readonly model: Model
  readonly guess: MixinGuess
  readonly typeText: (column: Column) => string
  readonly typeName: string | undefined
}

/** A table without what its mixins bring. */
export const tableEntry = (table: Table, context: TableContext): Writing => {
  const { guess } = context
  const parts = partsOf(table, guess)
  const columns = table.columns.filter(({ name }) => !guess.columns.has(name))
  const { primaryKey: key } = table
  const isNamed = key !== undefined && key.name !== derivedName([table.name], 'pkey')
  const isOwnKey = isNamed || (key?.columns.length ?? 0) > 1
  const entries = columns.map((column): [string, Writing] => [
    column.name,
    columnEntry(column, {
      table,
      typeText: context.typeText,
      reference: parts.references.get(column.name),
      hasTypeOfTarget: hasTypeOfTarget(column, parts.references.get(column.name), context),
      primaryKeyOf: (name) =>
        context.model.tables.find((each) => each.name === name)?.primaryKey?.columns ?? [],
      isKey: !isOwnKey && key?.columns.join('\n') === column.name,
      unique: parts.uniqueColumns.has(column.name),
      check: parts.columnChecks.get(column.name),
    }),
  ])
  return {
    ...(table.comment !== undefined && { comment: table.comment }),
    ...typescriptKey(context.typeName),
    ...(guess.mixins.length > 0 && { mixins: guess.mixins }),
    ...(Object.keys(table.options).length > 0 && { options: table.options }),
    ...(entries.length > 0 && { columns: new Map(entries) }),
    ...(key && isOwnKey && { primary_key: isNamed ? { columns: key.columns, name: key.name } : key.columns }),
    ...(parts.uniques.length > 0 && { unique: parts.uniques }),
    ...(parts.indexes.length > 0 && { indexes: parts.indexes }),
    ...(parts.checks.length > 0 && { checks: new Map(parts.checks) }),
    ...(parts.foreignKeys.length > 0 && { foreign_keys: parts.foreignKeys }),
  }
}

export const typescriptKey = (typeName: string | undefined): { readonly typescript?: string } =>
  typeName === undefined ? {} : { typescript: typeName }

const hasTypeOfTarget = (
  column: Column,
  key: ForeignKey | undefined,
  { model, typeText }: TableContext,
): boolean => {
  const target = model.tables.find(({ name }) => name === key?.table)
  const referenced = target?.columns.find(({ name }) => name === key?.targetColumns[0])
  return referenced !== undefined && typeText(referenced) === typeText(column)
}

const partsOf = (table: Table, guess: MixinGuess) => {
  const uniqueKeys = [
    ...table.uniques.map((key) => ({ key, entry: uniqueEntry(table, key) })),
    ...liveUniques(table, guess),
  ]
  const isColumnUnique = ({ key, entry }: (typeof uniqueKeys)[number]) =>
    key.columns.length === 1 && Array.isArray(entry)
  const references = new Map<string, ForeignKey>()
  for (const key of table.foreignKeys) {
    const [column = ''] = key.columns
    if (isColumnReference(key) && !guess.columns.has(column) && !references.has(column))
      references.set(column, key)
  }
  const columnOf = new Map(table.columns.map(({ name }) => [derivedName([table.name, name], 'check'), name]))
  const ownChecks = table.checks.filter(({ name }) => !guess.columns.has(columnOf.get(name) ?? ''))
  const live = new Set(liveUniques(table, guess).map(({ key }) => key.name))
  return {
    references,
    uniqueColumns: new Set(uniqueKeys.filter(isColumnUnique).map(({ key }) => key.columns[0] ?? '')),
    uniques: uniqueKeys.filter((each) => !isColumnUnique(each)).map(({ entry }) => entry),
    columnChecks: new Map(
      ownChecks.flatMap(({ name, sql }) => {
        const column = columnOf.get(name)
        return column === undefined ? [] : [[column, String(sql)]]
      }),
    ),
    checks: ownChecks.flatMap(({ name, sql }): [string, Writing][] =>
      columnOf.has(name) ? [] : [[name, String(sql)]],
    ),
    indexes: table.indexes
      .filter(({ name }) => !live.has(name) && !guess.indexes.has(name))
      .map((index) => indexEntry(table, index, guess)),
    foreignKeys: table.foreignKeys
      .filter((key) => references.get(key.columns[0] ?? '') !== key)
      .map((key) => foreignKeyEntry(table, key)),
  }
}

const uniqueEntry = (
  table: Table,
  { name, columns, nullsDistinct, deferrable }: Omit<Unique, 'meta'>,
): Writing => {
  const named = name === derivedName([table.name, ...columns], 'key') ? {} : { name }
  const said = {
    ...named,
    ...(nullsDistinct ? {} : { nulls: 'not distinct' }),
    ...(deferrable === 'no' ? {} : { deferrable }),
  }
  return Object.keys(said).length === 0 ? columns : { columns, ...said }
}

/** Where rows are deleted softly, a unique key is an index over the live ones. */
const liveUniques = (table: Table, { live }: MixinGuess) =>
  live === undefined
    ? []
    : table.indexes.flatMap((index) => {
        const columns = index.elements.flatMap((element) =>
          element.kind === 'column' && isPlain(element) ? [element.column] : [],
        )
        const isKey =
          index.unique &&
          isLive(index, live) &&
          columns.length === index.elements.length &&
          index.include.length === 0
        const { name, nullsDistinct } = index
        if (!isKey || name !== derivedName([table.name, ...columns], 'key')) return []
        const key = { name, columns, nullsDistinct, deferrable: 'no' as const }
        return [{ key, entry: uniqueEntry(table, key) }]
      })

const isLive = ({ where }: Index, live: string): boolean =>
  typeof where === 'string' && where.replaceAll('"', '').toLowerCase() === `${live} is null`

const isPlain = (element: IndexElement & { kind: 'column' }): boolean =>
  !element.descending &&
  element.nulls === undefined &&
  element.collate === undefined &&
  element.operatorClass === undefined

const indexEntry = (table: Table, index: Index, guess: MixinGuess): Writing => {
  const columnsAlone = index.elements.every(({ kind }) => kind === 'column')
  const expressionsAlone = index.elements.every(({ kind }) => kind === 'expression')
  const elements = index.elements.map((element) => elementWriting(element, expressionsAlone))
  const isDefaultName =
    columnsAlone &&
    index.name ===
      derivedName(
        [table.name, ...index.elements.map((element) => (element.kind === 'column' ? element.column : ''))],
        'idx',
      )
  const where =
    guess.live !== undefined && index.unique && isLive(index, guess.live) ? undefined : index.where
  const said: { [key: string]: Writing } = {
    ...(index.unique && { unique: true }),
    ...(where !== undefined && { where: String(where) }),
    ...(index.include.length > 0 && { include: index.include }),
    ...(index.using !== undefined && { using: index.using }),
    ...(index.unique && !index.nullsDistinct && { nulls: 'not distinct' }),
    ...(!isDefaultName && { name: index.name }),
  }
  if (columnsAlone && Object.keys(said).length === 0)
    return elements.length === 1 ? (elements[0] ?? '') : elements
  return { [expressionsAlone ? 'expressions' : 'columns']: elements, ...said }
}

/** Among columns, an expression says that it is one. */
const elementWriting = (element: IndexElement, alone: boolean): Writing => {
  const words = [
    ...(element.operatorClass === undefined ? [] : [element.operatorClass]),
    ...(element.descending ? ['desc'] : []),
    ...(element.nulls === undefined ? [] : [`nulls ${element.nulls}`]),
  ]
  if (element.kind === 'column') {
    const collate = element.collate === undefined ? [] : [`collate ${quotedWord(element.collate)}`]
    return [quotedWord(element.column), ...collate, ...words].join(' ')
  }
  if (words.length === 0 && alone) return String(element.sql)
  return {
    sql: String(element.sql),
    ...(element.descending && { order: 'desc' }),
    ...(element.nulls !== undefined && { nulls: element.nulls }),
    ...(element.operatorClass !== undefined && { operator_class: element.operatorClass }),
  }
}

/** A name that holds spaces, or would read as one of the words behind it. */
const quotedWord = (name: string): string =>
  /^[\p{L}_][\p{L}\p{N}_$]*$/u.test(name) && !/^(?:asc|desc|nulls|collate)$/i.test(name)
    ? name
    : `"${name.replaceAll('"', '""')}"`

const foreignKeyEntry = (table: Table, key: ForeignKey): Writing => ({
  columns: key.columns,
  references: { table: key.table, columns: key.targetColumns },
  ...(key.onDelete !== 'no action' && { on_delete: key.onDelete }),
  ...(key.onUpdate !== 'no action' && { on_update: key.onUpdate }),
  ...(key.deferrable !== 'no' && { deferrable: key.deferrable }),
  ...(key.name !== derivedName([table.name, ...key.columns], 'fkey') && { name: key.name }),
})
