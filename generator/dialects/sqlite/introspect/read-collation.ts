import { tokenize, unquoted } from '../catalogue/tokenize.js'
import { builtInCollations } from '../create-table.js'

/** As the language calls it: those that every program has are in capitals. */
export const collationName = (written: string): string => {
  const name = unquoted(written)
  return isBuiltIn(name) ? name.toUpperCase() : name
}

/** Others are there only while the program that knows them runs: https://www.sqlite.org/c3ref/create_collation.html */
export const isBuiltIn = (name: string): boolean => builtInCollations.includes(name.toUpperCase())

/** The first collation in the SQL that only some program knows. */
export const strangeCollation = (sql: string): string | undefined =>
  tokenize(sql)
    .flatMap((token, index, all) =>
      index > 0 && all[index - 1]?.kind === 'word' && all[index - 1]?.text.toUpperCase() === 'COLLATE'
        ? [unquoted(token.text)]
        : [],
    )
    .find((name) => !isBuiltIn(name))
