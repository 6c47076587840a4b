import type { Change, ChangeOf } from '../changes/change.js'
import { type BeforeAfter, isFor, type Step, textFor } from '../dialects/dialect.js'

/**
 * A conversion that the author wrote and no statement makes would leave other values in one database than in the next, and nothing
 * would tell: that is a bug, and no migration.
 */
export const heedUsing = (
  steps: readonly Step[],
  changes: readonly Change[],
  dialect: string,
  models: BeforeAfter,
): void => {
  const conversions = changes.flatMap((change) => {
    const sql = change.kind === 'alterColumn' ? usingFor(change, dialect) : undefined
    return change.kind === 'alterColumn' && sql !== undefined ? [{ change, sql }] : []
  })
  if (conversions.length === 0) return
  const planned = steps.flatMap(({ statements }) => statements.map(({ sql }) => sql))
  for (const { change, sql } of conversions) {
    if (planned.some((text) => text.includes(sql)) || !hasRows(change, changes, dialect, models)) continue
    throw new Error(`No statement converts ${change.table}.${change.after.name} by ${sql} in ${dialect}`)
  }
}

/** What is computed is not converted. */
const usingFor = ({ before, after, up }: ChangeOf<'alterColumn'>, dialect: string): string | undefined =>
  up.using === undefined || before.generated !== undefined || after.generated !== undefined
    ? undefined
    : textFor(up.using, dialect)?.trim()

/** A table that this database has not both before and after has no rows to convert. */
const hasRows = (
  change: ChangeOf<'alterColumn'>,
  changes: readonly Change[],
  dialect: string,
  models: BeforeAfter,
): boolean => {
  const position = changes.indexOf(change)
  const before = changes
    .slice(0, position)
    .reduceRight(
      (name, each) => (each.kind === 'renameTable' && each.to === name ? each.from : name),
      change.table,
    )
  const after = changes
    .slice(position)
    .reduce(
      (name, each) => (each.kind === 'renameTable' && each.from === name ? each.to : name),
      change.table,
    )
  const isHere = ({ tables }: BeforeAfter['before'], name: string): boolean =>
    tables.some((table) => table.name === name && isFor(table, dialect))
  return isHere(models.before, before) && isHere(models.after, after)
}
