import type { LogicalType, SqlText } from '../../../model/model.js'
import { type Lowering, textFor } from '../../dialect.js'
import { enumNamed } from '../../enums.js'
import { mentions } from '../../mentions.js'
import { collateClause } from '../create-table.js'
import { quote } from '../identifiers.js'
import { sqlType } from '../types.js'
import { name as dialect } from '../versions.js'
import { type AlteredTable, enumOf, type KeptColumn } from './altered-table.js'
import { alteredEnum, enumNameAfter, enumRecipe } from './enum-recipe.js'
import { replacedTypeOf } from './replaced-types.js'
import { usesTakenDown } from './taken-down.js'
import { usingOf } from './using-of.js'

/**
 * A column that gets another type or expression. `in place`: the rows stay as they are; `rewrite`: each value is converted;
 * `remade`: the column is dropped and added, because its values are computed.
 */
export type Retype = { readonly column: KeptColumn; readonly how: 'in place' | 'rewrite' | 'remade' }

const known = new WeakMap<AlteredTable, readonly Retype[]>()

/** Every part of a table asks which columns are converted. */
export const retypesOf = (table: AlteredTable): readonly Retype[] => {
  const found = known.get(table) ?? findRetypes(table)
  known.set(table, found)
  return found
}

const findRetypes = (table: AlteredTable): readonly Retype[] => {
  const direct = table.kept.flatMap((column): readonly Retype[] => {
    const how = retyping(column, table)
    return how === undefined ? [] : [{ column, how }]
  })
  const names = direct.flatMap(({ column }) => [column.before.name, column.after.name])
  const computed = table.kept.filter(
    (column) =>
      !direct.some((retype) => retype.column === column) &&
      names.some((name) => mentions(generatedText(column.before.generated?.sql), name)),
  )
  return [...direct, ...computed.map((column): Retype => ({ column, how: 'remade' }))]
}

const retyping = (column: KeptColumn, table: AlteredTable): Retype['how'] | undefined => {
  const { before, after } = column
  const { migration } = table
  if (isRemade(column) || usesTakenDown(before.generated?.sql, migration)) return 'remade'
  // Types that are one and the same here, such as two enums that are texts, may hold different values all the same.
  if (usingOf(table, column) !== undefined) return 'rewrite'
  const from = typeTextBefore(before.type, migration)
  const isSame = from === sqlType(after.type, migration.models.after) && !isReplaced(after.type, migration)
  if (isReplaced(after.type, migration) && after.generated !== undefined) return 'remade'
  if (isSame && collateClause(before) === collateClause(after)) return undefined
  const isText = before.type.kind === 'varchar' && sqlType(after.type, migration.models.after) === 'text'
  return isSame || isText || isInPlace(before.type, after.type) ? 'in place' : 'rewrite'
}

/** Generated text differs, apart from one that merely stops being computed. */
const isRemade = ({ before, after }: KeptColumn): boolean => {
  const [from, to] = [generatedText(before.generated?.sql), generatedText(after.generated?.sql)]
  if (from === undefined && to === undefined) return false
  if (to === undefined) return before.generated?.stored === false
  return from !== to || before.generated?.stored !== after.generated?.stored
}

const generatedText = (sql: SqlText | undefined): string | undefined =>
  sql === undefined ? undefined : textFor(sql, dialect)

/** In the names that hold after the renames. */
const typeTextBefore = (type: LogicalType, { changes, models }: Lowering): string => {
  if (type.kind === 'array') return `${typeTextBefore(type.element, { changes, models, version: '' })}[]`
  if (type.kind !== 'enum') return sqlType(type, models.before)
  return enumNamed(type.name, models.before).native ? quote(enumNameAfter(type.name, changes)) : 'text'
}

const isReplaced = (type: LogicalType, migration: Lowering): boolean => {
  const change = alteredEnum(enumOf(type), migration.changes)
  if (replacedTypeOf(type, migration) !== undefined) return true
  return change !== undefined && enumRecipe(change) === 'replace'
}

/** https://www.postgresql.org/docs/current/sql-altertable.html: binary coercible types, and wider limits of length. */
const isInPlace = (from: LogicalType, to: LogicalType): boolean => {
  if (from.kind === 'varchar')
    return to.kind === 'text' || (to.kind === 'varchar' && to.length >= from.length)
  return (
    from.kind === 'decimal' &&
    to.kind === 'decimal' &&
    to.scale === from.scale &&
    to.precision >= from.precision
  )
}
