import type { OtherObject } from '../../introspection.js'
import { textLiteral } from '../literals.js'

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

/** A comment on what the language gives none. */
export const commentScript = (object: string, name: string, table: string, comment: string): OtherObject =>
  alteration(
    'comment',
    `${name}_comment`,
    table,
    `COMMENT ON ${object} IS ${textLiteral(comment)}`,
    `COMMENT ON ${object} IS NULL`,
  )
