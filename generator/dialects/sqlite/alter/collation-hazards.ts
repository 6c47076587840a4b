import type { Column, Index } from '../../../model/model.js'
import type { Hazard } from '../../dialect.js'
import { isFor, textFor } from '../../dialect.js'
import { mentions } from '../../mentions.js'
import { check } from '../constraints.js'
import { name as dialect } from '../versions.js'
import type { SqliteAlteration } from './alteration.js'
import { indexesOf } from './differences.js'
import { broken, notFound, sameInIndex, shared } from './row-hazards.js'

/** What stands on the comparison of a column's texts may stop at rows that it let pass, where these compare otherwise. */
export const collationHazards = ({ wanted, sides, difference }: SqliteAlteration): readonly Hazard[] => {
  const changed = difference.kept.filter(({ before, after }) => collationOf(before) !== collationOf(after))
  if (changed.length === 0) return []
  const names = changed.map(({ after }) => after.name)
  /** By bytes no two texts are equal that were not. */
  const merged = changed.flatMap(({ after }) => (collationOf(after) === byBytes ? [] : [after.name]))
  const parted = changed.flatMap(({ before, after }) => (collationOf(before) === byBytes ? [] : [after.name]))
  const keys = [...wanted.uniques, ...(wanted.primaryKey === undefined ? [] : [wanted.primaryKey])]
  return [
    ...keys
      .filter(({ columns }) => columns.some((name) => merged.includes(name)))
      .map((key) => shared(wanted, key)),
    ...indexesOf(wanted)
      .filter((index) => index.unique && comparesBy(index, merged, names))
      .map((index) => sameInIndex(wanted, index)),
    ...wanted.checks
      .filter((each) => names.some((name) => mentions(check(each), name)))
      .map((each) => broken(wanted, each)),
    ...sides.wanted.model.tables
      .filter((table) => isFor(table, dialect))
      .flatMap((table) =>
        table.foreignKeys
          .filter(
            (key) => key.table === wanted.name && key.targetColumns.some((name) => parted.includes(name)),
          )
          .map((key) => notFound(table, key)),
      ),
  ]
}

const byBytes = 'BINARY'

const collationOf = ({ collate }: Column): string =>
  (collate === undefined ? undefined : textFor(collate, dialect)) ?? byBytes

const comparesBy = (index: Index, merged: readonly string[], changed: readonly string[]): boolean =>
  index.elements.some((element) =>
    element.kind === 'column'
      ? element.collate === undefined && merged.includes(element.column)
      : changed.some((name) => mentions(textFor(element.sql, dialect), name)),
  )
