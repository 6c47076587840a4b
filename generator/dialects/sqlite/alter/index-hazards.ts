import type { Index, Unique } from '../../../model/model.js'
import { uniqueIndexHazards } from '../../column-hazards.js'
import type { Hazard } from '../../dialect.js'
import type { SqliteAlteration } from './alteration.js'

/** A new index on rows that exist. */
export const indexHazards = (
  { current, wanted, difference }: SqliteAlteration,
  come: readonly Index[],
): readonly Hazard[] => {
  const former = [...difference.indexes.gone, ...current.uniques.map(indexOfKey)]
  return come.flatMap((index) => uniqueIndexHazards(wanted, index, former))
}

/** What keeps the rows of a unique key apart. */
const indexOfKey = ({ name, columns, nullsDistinct }: Unique): Index => ({
  name,
  unique: true,
  elements: columns.map((column) => ({
    kind: 'column',
    column,
    descending: false,
    nulls: undefined,
    operatorClass: undefined,
    collate: undefined,
  })),
  where: undefined,
  live: undefined,
  include: [],
  using: undefined,
  nullsDistinct,
  dialects: undefined,
})
