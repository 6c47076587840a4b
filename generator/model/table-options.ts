import type { DraftTable } from './draft.js'
import type { TableOptions } from './model.js'
import type { DialectFacts, Scope } from './scope.js'

type Option = DialectFacts['tableOptions'][number]

/** In the order of the database and of names, so that the order of the file means nothing; of those that are asked for. */
export const optionsOf = (
  { entry }: DraftTable,
  { dialects }: Scope,
  isAsked: (option: Option) => boolean = () => true,
): TableOptions =>
  Object.fromEntries(
    dialects.flatMap(({ name, tableOptions }): [string, readonly string[]][] => {
      const said = (entry.options?.[name] ?? []).map(({ value }) => value).toSorted()
      const words = tableOptions
        .filter(isAsked)
        .flatMap((option) => said.filter((text) => isOption(text, option)))
      return words.length === 0 ? [] : [[name, words]]
    }),
  )

const isOption = (text: string, { word, named }: Option): boolean =>
  named ? text.startsWith(`${word} `) : text === word
