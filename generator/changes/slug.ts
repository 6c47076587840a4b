import type { Model } from '../model/model.js'
import type { Change } from './change.js'
import { historyTableNames, isConsequence } from './consequences.js'
import { describe } from './describe.js'

const maximumLength = 50

/** A name for the migration's folder: `initial` for the first, else after what matters most in it: `add_platform_to_campaigns`. */
export const slug = (changes: readonly Change[], before: Model): string => {
  if (isEmpty(before)) return 'initial'
  const histories = historyTableNames(changes, before)
  const own = changes.filter((change) => !isConsequence(change, changes, histories))
  const [first] = (own.length > 0 ? own : changes).toSorted((a, b) => weight(a) - weight(b))
  if (!first) return 'nothing'
  const more = own.length - 1
  return fold(shorten(describe(first))) + (more > 0 ? `_and_${more}_more` : '')
}

const isEmpty = (model: Model): boolean =>
  [model.enums, model.tables, model.views, model.scripts].every((elements) => elements.length === 0)

/** Tables before their columns before everything else. */
const weight = ({ kind }: Change): number => {
  if (kind === 'createTable' || kind === 'dropTable' || kind === 'renameTable') return 0
  return kind.endsWith('Column') ? 1 : 2
}

/** Without words that the names say already. */
const shorten = (phrase: string): string =>
  phrase
    .replace(/, and change its .*$/, '')
    .replace(/^(create|drop|rename) table /, '$1 ')
    .replace(/^(add|drop|rename) column /, '$1 ')
    .replace(/^(change type of \S+) from .*$/, '$1')

/** Only what every file system takes; letters with accents lose them. */
const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, maximumLength)
    .replace(/^_+|_+$/g, '')
