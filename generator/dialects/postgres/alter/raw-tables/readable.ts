import type { Model } from '../../../../model/model.js'
import { mentions } from '../../../mentions.js'
import { familyOf, textsOf } from './family.js'
import { readTableScript } from './table-script.js'
import type { TableText } from './table-text.js'
import type { Models } from './words.js'

/** Whether all that may come from the tables is known, so that no change of theirs meets a table unawares. */
export const isReadable = (tables: readonly TableText[], { before, after }: Models): boolean =>
  [before, after].every(
    (model) =>
      !unreadTexts(model).some((sql) =>
        tables.some(({ name }) => mentions(sql, name.replace(/^.*\./s, ''))),
      ) && tables.every(({ name }) => !familyOf(model).isCircular(name)),
  )

const known = new WeakMap<Model, readonly string[]>()

/** Statements of scripts that are not known, which may make a table come from another. */
const unreadTexts = (model: Model): readonly string[] => {
  const found = known.get(model) ?? findUnread(model)
  known.set(model, found)
  return found
}

const findUnread = ({ scripts }: Model): readonly string[] =>
  scripts
    .map(textsOf)
    .filter((texts) => readTableScript(texts) === undefined)
    .flatMap((texts) => texts.filter((sql) => /\b(?:inherits?|partition)\b/i.test(sql)))
