import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Literal, Model } from '../model/model.js'
import { report, type WithOrigin } from './report.js'

/** Texts with a character that no database keeps in a text. */
export const checkTexts = (model: Model, title: string): readonly Diagnostic[] => [
  ...model.enums.flatMap((element) => [
    ...element.values.flatMap((value) => nul(value, `a value of enum ${element.name}`, element, title)),
    ...nul(element.comment, `the comment of enum ${element.name}`, element, title),
  ]),
  ...model.tables.flatMap((table) => [
    ...nul(table.comment, `the comment of table ${table.name}`, table, title),
    ...table.columns.flatMap((column) => [
      ...nul(column.comment, `the comment of ${table.name}.${column.name}`, column, title),
      ...(column.default?.kind === 'literal'
        ? nul(column.default.value, `the default of ${table.name}.${column.name}`, column, title)
        : []),
    ]),
  ]),
  ...model.views.flatMap((view) => nul(view.comment, `the comment of view ${view.name}`, view, title)),
]

const nul = (
  value: Literal | undefined,
  place: string,
  element: WithOrigin,
  title: string,
): readonly Diagnostic[] =>
  holdsNul(value)
    ? report(
        'invalid-text',
        element,
        `${place} has a NUL character, which ${title} cannot store in a text`,
        'remove the character, or use the type bytes',
      )
    : []

const holdsNul = (value: Literal | undefined): boolean => {
  if (typeof value === 'string') return value.includes('\0')
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, item]) => key.includes('\0') || holdsNul(item))
}
