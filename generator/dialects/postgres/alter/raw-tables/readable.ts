import { mentions } from '../../../mentions.js'
import { familyOf, textsOf } from './family.js'
import { readTableScript } from './table-script.js'
import type { TableText } from './table-text.js'
import type { Models } from './words.js'

/** Whether all that may come from the tables is known, so that no change of theirs meets a table unawares. */
export const isReadable = (tables: readonly TableText[], { before, after }: Models): boolean =>
  [before, after].every(({ scripts }) =>
    scripts.every((script) => {
      const texts = textsOf(script)
      if (readTableScript(texts) !== undefined) return true
      return !texts.some(
        (sql) =>
          /\b(?:inherits?|partition)\b/i.test(sql) &&
          tables.some(({ name }) => mentions(sql, name.replace(/^.*\./s, ''))),
      )
    }),
  ) && [before, after].every((model) => tables.every(({ name }) => !familyOf(model).isCircular(name)))
