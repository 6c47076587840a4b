import type { Enum } from '../../../model/model.js'
import { builtInTypes } from '../../../model/types/built-in-types.js'
import type { OtherObject } from '../../introspection.js'
import { textLiteral } from '../literals.js'
import { commentOn } from './alteration.js'
import type { EnumRow } from './relation-queries.js'

/** Types of their own, and those that the language has no word for: without values, or with such as it takes for no name. */
export const readEnums = (
  rows: readonly EnumRow[],
): { readonly enums: readonly Enum[]; readonly others: readonly OtherObject[] } => ({
  enums: rows
    .filter(isSaid)
    .map(({ name, values, comment }) => ({ name, values, native: true, comment: comment ?? undefined })),
  others: rows.filter((row) => !isSaid(row)).map(rawEnum),
})

const isSaid = ({ name, values }: EnumRow): boolean =>
  values.length > 0 && !builtInTypes.has(name) && ![name, ...values].some((text) => /\p{Cc}/u.test(text))

const rawEnum = ({ name, path, values, comment }: EnumRow): OtherObject => ({
  kind: 'enum',
  name,
  table: undefined,
  script: {
    create: [
      `CREATE TYPE ${path} AS ENUM (${values.map(textLiteral).join(', ')})`,
      ...(comment === null ? [] : [commentOn(`TYPE ${path}`, comment)]),
    ],
    drop: [`DROP TYPE ${path}`],
  },
  dependsOn: [],
})
