import { flatConditions } from './flat-conditions.js'
import { objectQueries } from './object-queries.js'
import { castOnce, sortedSets } from './sorted-sets.js'
import { tableQueries } from './table-queries.js'

/**
 * The whole catalogue in the database's own words, a row with one column `line` for each object, on every version since 14:
 * https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-CATALOG
 */
export const catalogueQuery = `${[...tableQueries, ...objectQueries].join('\nUNION ALL\n')}\nORDER BY 1`

/** A line as it is compared: where the lines of a function break is no difference, nor is the order of a set. */
export const canonicalLine = (line: string): string => {
  const folded = castOnce(flatConditions(foldSpace(line)))
  if (folded.startsWith('constraint ')) return sortedSets(folded)
  return folded.startsWith('column ') ? sameDefaults(folded) : folded
}

/** What the column makes of a number anyway, and an array without items. */
const sameDefaults = (line: string): string =>
  line.replace(numericDefault, (_, digits: string) => digits).replace(/(?<= default )ARRAY\[\]::/, "'{}'::")

const numericDefault =
  /(?<= (?:numeric\(\d+,\d+\)|double precision|real)(?: not null)? default )'?(-?\d+(?:\.\d*[1-9])?)(?:\.?0*)?(?:'::(?:numeric|integer|bigint))?(?= |$)/

/** White space outside quotes folded to one blank. */
const foldSpace = (line: string): string =>
  line
    .replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\s+/g, (part) => (/^\s/.test(part) ? ' ' : part))
    .trim()
