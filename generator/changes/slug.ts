import type { Model } from '../model/model.js'
import type { Change } from './change.js'
import { describe } from './describe.js'

const maximumLength = 50

/** A name for the migration's folder: `initial` for the first, else after its first change to a table: `create_campaigns`. */
export const slug = (changes: readonly Change[], before: Model): string => {
  if (isEmpty(before)) return 'initial'
  const first = changes.find(isOfTable) ?? changes[0]
  if (!first) return 'nothing'
  const more = changes.filter((change) => !isOfHistory(change)).length - 1
  return fold(describe(first).replace(/^(create|drop) table /, '$1 ')) + (more > 0 ? `_and_${more}_more` : '')
}

const isEmpty = (model: Model): boolean =>
  [model.enums, model.tables, model.views, model.scripts].every((elements) => elements.length === 0)

const isOfTable = (change: Change): boolean =>
  (change.kind === 'createTable' || change.kind === 'dropTable') && !isOfHistory(change)

/** A history table comes and goes with the table it belongs to, so it is not counted as a change of its own. */
const isOfHistory = (change: Change): boolean =>
  (change.kind === 'createTable' || change.kind === 'dropTable') && change.table.historyOf !== undefined

/** Only what every file system takes; letters with accents lose them. */
const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, maximumLength)
    .replace(/^_+|_+$/g, '')
