import type { Script } from '../model/model.js'
import type { Statement } from './dialect.js'

/** The author's own statements, which are the same for every database but for the choice among them. */
export const scriptStatements = (
  script: Script,
  direction: 'create' | 'drop',
  dialect: string,
  verb: string = direction,
): readonly Statement[] => {
  const texts = Object.hasOwn(script[direction], dialect) ? (script[direction][dialect] ?? []) : []
  return texts.map((text, position) => ({
    sql: withoutSemicolon(text),
    comment: `${verb} script ${script.name}${texts.length > 1 ? ` (${position + 1} of ${texts.length})` : ''}`,
  }))
}

const withoutSemicolon = (text: string): string => text.trim().replace(/\s*;$/, '')
