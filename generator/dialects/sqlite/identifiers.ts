import { keywords } from './keywords.js'

/** A name as SQL: bare where nobody could take it for anything else, in double quotes otherwise. */
export const quote = (name: string): string =>
  /^[a-z_][a-z0-9_]*$/.test(name) && !keywords.has(name) ? name : `"${name.replaceAll('"', '""')}"`

export const quoteList = (names: readonly string[]): string => names.map(quote).join(', ')
