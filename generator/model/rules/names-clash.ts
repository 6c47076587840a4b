import type { Span } from '../../diagnostics/diagnostic.js'
import { foldCase } from '../../naming/identifier.js'
import type { Table } from '../model.js'
import { quoted } from '../quoted.js'
import type { Report } from '../scope.js'
import type { Rule } from './rule.js'

type Named = { readonly kind: string; readonly name: string; readonly span: Span | undefined }

/**
 * What shares a namespace in some database must differ, in more than case where one is targeted that does not tell cases apart:
 * tables, views, indexes and types all do somewhere.
 */
export const namesClash: Rule = ({ model, dialects, targets, report }) => {
  const folds = dialects.some(({ name, foldsNames }) => foldsNames && targets.includes(name))
  const keyOf = folds ? foldCase : (name: string) => name
  const checkDistinct = (elements: readonly Named[]): void => reportClashes(elements, keyOf, report)
  checkDistinct([
    ...model.tables.map((table) => ({
      kind: tableKind(table),
      name: table.name,
      span: table.meta?.origin.span,
    })),
    ...model.views.map(({ name, meta }) => ({ kind: 'view', name, span: meta?.origin.span })),
    ...model.enums.map(({ name, meta }) => ({ kind: 'enum', name, span: meta?.origin.span })),
    ...firstOfName(model.tables, keyOf).flatMap((table) => [...keys(table), ...indexes(table)]),
  ])
  checkDistinct(model.scripts.map(({ name, meta }) => ({ kind: 'script', name, span: meta?.origin.span })))
  for (const table of model.tables) {
    checkDistinct(constraints(table))
    if (table.historyOf === undefined) checkDistinct(columns(table))
  }
}

type KeyOf = (name: string) => string

const reportClashes = (elements: readonly Named[], keyOf: KeyOf, report: Report): void => {
  const taken = new Map<string, Named>()
  for (const element of elements) {
    const key = keyOf(element.name)
    const first = taken.get(key)
    if (first === undefined) taken.set(key, element)
    else reportClash(first, element, report)
  }
}

const reportClash = (first: Named, second: Named, report: Report): void => {
  const same = first.name === second.name
  const place = first.span && ` (${first.span.file}:${first.span.start.line}:${first.span.start.column})`
  report(
    'name-clash',
    second.span,
    same
      ? `The ${second.kind} ${quoted(second.name)} has the same name as the ${first.kind}${place ?? ''}`
      : `The ${second.kind} ${quoted(second.name)} and the ${first.kind} ${quoted(first.name)}${place ?? ''} differ only in case`,
    hintFor(second.kind),
  )
}

const hintFor = (kind: string): string => {
  if (kind === 'history table') return 'Give it another name: { versioning: { history: <name> } }'
  return kind === 'index' || kind.endsWith('key')
    ? 'Give one of them another name: { ..., name: <name> }'
    : 'Rename one of them'
}

/** Tables of one name would have all their keys of one name as well, which need not be said. */
const firstOfName = (tables: readonly Table[], keyOf: KeyOf): readonly Table[] => {
  const first = new Map<string, Table>()
  for (const table of tables) {
    if (!first.has(keyOf(table.name))) first.set(keyOf(table.name), table)
  }
  return [...first.values()]
}

const tableKind = ({ historyOf }: Table): string => (historyOf === undefined ? 'table' : 'history table')

const keys = ({ primaryKey, uniques, meta }: Table): readonly Named[] => [
  ...(primaryKey === undefined
    ? []
    : [{ kind: 'primary key', name: primaryKey.name, span: meta?.origin.span }]),
  ...uniques.map((unique) => ({ kind: 'unique key', name: unique.name, span: unique.meta?.origin.span })),
]

const indexes = (table: Table): readonly Named[] =>
  table.indexes.map(({ name, meta }) => ({ kind: 'index', name, span: meta?.origin.span }))

/** Keys are checked among all tables already. */
const constraints = (table: Table): readonly Named[] => {
  const own = [
    ...table.checks.map(({ name, meta }) => ({ kind: 'check', name, span: meta?.origin.span })),
    ...table.foreignKeys.map(({ name, meta }) => ({ kind: 'foreign key', name, span: meta?.origin.span })),
  ]
  const keyNames = new Map(keys(table).map((key) => [foldCase(key.name), key]))
  const beside = own.flatMap(({ name }) => keyNames.get(foldCase(name)) ?? [])
  return [...beside, ...own]
}

const columns = (table: Table): readonly Named[] =>
  table.columns.map(({ name, meta }) => ({ kind: 'column', name, span: meta?.origin.span }))
