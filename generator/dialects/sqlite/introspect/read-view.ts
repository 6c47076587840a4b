import type { View } from '../../../model/model.js'
import { readTokens } from '../catalogue/token-reader.js'
import { tokenize } from '../catalogue/tokenize.js'
import { commentText } from './read-comments.js'

/** A CREATE VIEW: https://www.sqlite.org/lang_createview.html. undefined: it names its columns, for which the language has no word. */
export const readView = (name: string, sql: string, dependsOn: readonly string[]): View | undefined => {
  const tokens = tokenize(sql)
  const reader = readTokens(tokens)
  reader.take('CREATE')
  reader.take('VIEW')
  reader.name()
  const as = tokens.findIndex(({ at }) => at === reader.peek()?.at)
  if (!reader.take('AS')) return undefined
  const query = tokens[as + 1]?.at ?? sql.length
  const gap = `${sql.slice(tokens[as - 1]?.end, tokens[as]?.at)}\n${sql.slice(tokens[as]?.end, query)}`
  return { name, sql: sql.slice(query).trimEnd(), dependsOn, comment: commentText(gap) }
}
