import type { Model } from '../../../../model/model.js'
import type { ColumnText } from './column-text.js'
import { familyOf, parentsOf } from './family.js'

export type Models = { readonly before: Model; readonly after: Model }

/** What a parent that is told something tells its children too, whatever they said before. */
export type Words = { readonly required: boolean; readonly initial: string | undefined }

/** What a table has to say of a column. */
export type NewWord<W extends keyof Words> = {
  /** What it said of itself, if it was there. */
  readonly before: Words[W] | undefined
  /** What it has once its parents have changed. */
  readonly from: Words[W]
  readonly to: Words[W]
}

const wordsOf = (column: ColumnText): Words => ({
  required: column.required,
  initial: column.generated === undefined ? (column.initial ?? undefined) : undefined,
})

const columnIn = (model: Model, table: string, name: string): ColumnText | undefined => {
  const family = familyOf(model)
  return (family.columns(table) ?? family.table(table)?.columns)?.find((column) => column.name === name)
}

export const isRetypedIn = (models: Models, table: string, name: string): boolean => {
  const [before, after] = [columnIn(models.before, table, name), columnIn(models.after, table, name)]
  return before !== undefined && after !== undefined && before.type !== after.type
}

/** Whether a default of the column, there or in what comes from the table, is in the way of another type. */
export const hasDefault = (model: Model, table: string, name: string): boolean =>
  [
    table,
    ...familyOf(model)
      .descendants(table)
      .map((each) => each.name),
  ].some((each) => {
    const column = columnIn(model, each, name)
    return column !== undefined && wordsOf(column).initial !== undefined
  })

/** What the table has to say of a column that stays or comes, where it is not so by what its parents were told. */
export const newWord = <W extends keyof Words>(
  models: Models,
  table: string,
  name: string,
  word: W,
): NewWord<W> | undefined => {
  const [before, after] = [columnIn(models.before, table, name), columnIn(models.after, table, name)]
  const from = stateOf(models, table, name, word)
  if (after === undefined || from === undefined) return undefined
  const to = wordsOf(after)[word]
  return from.value === to ? undefined : { before: before && wordsOf(before)[word], from: from.value, to }
}

const parentsWith = (model: Model, table: string, name: string): readonly string[] => {
  const own = familyOf(model).table(table)
  return own === undefined
    ? []
    : parentsOf(own).filter((parent) => columnIn(model, parent, name) !== undefined)
}

/** Whether anything is said of the column there, or to a parent. */
const isTold = (models: Models, table: string, name: string, word: keyof Words): boolean =>
  (word === 'initial' && losesDefault(models, table, name)) ||
  newWord(models, table, name, word) !== undefined ||
  parentsWith(models.after, table, name).some((parent) => isTold(models, parent, name, word))

/** A default goes before its column gets another type. */
const losesDefault = (models: Models, table: string, name: string): boolean =>
  parentsWith(models.after, table, name).length === 0 &&
  isRetypedIn(models, table, name) &&
  hasDefault(models.before, table, name)

/** What it has once all its parents have changed; undefined: it comes with the table. */
const stateOf = <W extends keyof Words>(
  models: Models,
  table: string,
  name: string,
  word: W,
): { readonly value: Words[W] } | undefined => {
  const parents = parentsWith(models.after, table, name)
  const told = parents.filter((parent) => isTold(models, parent, name, word)).at(-1)
  const before = columnIn(models.before, table, name)
  const source = told ?? (before === undefined ? parents.at(-1) : undefined)
  const column = source === undefined ? before : columnIn(models.after, source, name)
  if (column === undefined) return undefined
  const words =
    source === undefined && losesDefault(models, table, name)
      ? { ...wordsOf(column), initial: undefined }
      : wordsOf(column)
  return { value: words[word] }
}
