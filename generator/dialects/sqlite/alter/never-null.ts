import type { Check, Column } from '../../../model/model.js'
import { mentions } from '../../mentions.js'
import { check } from '../constraints.js'
import type { SqliteAlteration } from './alteration.js'

/**
 * A check lets NULL pass, but `ADD CONSTRAINT` refuses rows for which it is NULL (seen in 3.53.2), so that it serves only for checks
 * that are always true or false.
 */
export const isNeverNull = (alteration: SqliteAlteration, each: Check): boolean => {
  const text = check(each) ?? ''
  const { columns } = alteration.wanted
  return (
    !mayComeToNull.test(text) &&
    columns.filter(({ name }) => mentions(text, name)).every((column) => holdsNoNull(alteration, column))
  )
}

/** A column whose values are checked has one in every row: it was not null before, or is made so first. */
export const holdsNoNull = ({ difference }: SqliteAlteration, column: Column): boolean =>
  !column.nullable || difference.kept.some(({ before, after }) => after === column && !before.nullable)

/** Division by zero, JSON paths, subqueries, and calls of functions but for those that give a value for every value. */
const mayComeToNull =
  /[/%]|->|\bnull\b|\b(?:case|select)\b|\b(?!(?:and|or|not|in|check|length|lower|upper|trim|ltrim|rtrim|abs|typeof|coalesce)\b)[\p{L}_][\p{L}\p{N}_$]*"?\s*\(/iu
