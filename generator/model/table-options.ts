import type { DraftTable } from './draft.js'
import type { TableOptions } from './model.js'
import type { DialectFacts, Scope } from './scope.js'

type Option = DialectFacts['tableOptions'][number]

/** In the order of the database, so that the order of the file means nothing; of those that are asked for. */
export const optionsOf = (
  { entry }: DraftTable,
  { dialects }: Scope,
  isAsked: (option: Option) => boolean = () => true,
): TableOptions =>
  Object.fromEntries(
    dialects.flatMap(({ name, tableOptions }): [string, readonly string[]][] => {
      const said = new Set(entry.options?.[name]?.map(({ value }) => value))
      const words = tableOptions.filter((option) => said.has(option.word) && isAsked(option))
      return words.length === 0 ? [] : [[name, words.map(({ word }) => word)]]
    }),
  )
