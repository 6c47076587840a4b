import type { Unique } from '../../model/model.js'
import { constraintTexts, deferrability } from '../constraints.js'
import { quote, quoteList } from './identifiers.js'
import { name as dialect } from './versions.js'

export const { primaryKey, check, foreignKey } = constraintTexts(dialect, { quote, quoteList })

export const unique = ({ name, columns, nullsDistinct, deferrable }: Unique): string =>
  [
    `CONSTRAINT ${quote(name)} UNIQUE${nullsDistinct ? '' : ' NULLS NOT DISTINCT'} (${quoteList(columns)})`,
    ...deferrability(deferrable),
  ].join(' ')
