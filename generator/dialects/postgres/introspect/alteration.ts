import type { OtherObject } from '../../introspection.js'
import { quote } from '../identifiers.js'
import { textLiteral } from '../literals.js'
import type { RelationRow } from './relation-queries.js'

/** A trait of a table that one statement gives and one takes. */
export const alteration = (
  kind: string,
  name: string,
  table: string,
  create: string,
  drop: string,
  dependsOn: readonly string[] = [],
): OtherObject => ({
  kind,
  name,
  table,
  script: { create: [create], drop: [drop] },
  dependsOn: [table, ...dependsOn],
})

export const commentOn = (object: string, comment: string): string =>
  `COMMENT ON ${object} IS ${textLiteral(comment)}`

/** A comment on what the language gives none. */
export const commentScript = (object: string, name: string, table: string, comment: string): OtherObject =>
  alteration(
    'comment',
    `${name}_comment`,
    table,
    commentOn(object, comment),
    `COMMENT ON ${object} IS NULL`,
    [name],
  )

/** Options as `SET (…)` and `RESET (…)` have them; a value that is more than a word stands in quotes. */
export const givenOptions = (options: string): string =>
  options
    .split(', ')
    .map((option) => {
      const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(option) ?? []
      return `${name} = ${/^[\w.-]+$/.test(value) ? value : textLiteral(value)}`
    })
    .join(', ')

export const optionNames = (options: string): string =>
  options
    .split(', ')
    .map((option) => option.replace(/=.*/s, ''))
    .join(', ')

/** Of an index that the language says, or that stands behind a key. */
export const indexOptions = (
  { name: table, prefix }: RelationRow,
  name: string,
  options: string,
): OtherObject =>
  alteration(
    'index options',
    `${name}_options`,
    table,
    `ALTER INDEX ${prefix}${quote(name)} SET (${givenOptions(options)})`,
    `ALTER INDEX ${prefix}${quote(name)} RESET (${optionNames(options)})`,
    [name],
  )
