import type { Change } from '../../../changes/change.js'
import type { Model, Script, View } from '../../../model/model.js'
import { type Lowering, textFor } from '../../dialect.js'
import { mentions } from '../../mentions.js'
import { alterationsOf } from '../../replaced-scripts.js'
import { lossesOfCreate, lossesOfDrop } from '../../script-losses.js'
import { name as dialect } from '../versions.js'
import { type ColumnsOf, mayRead, takesAllColumns } from './columns-read.js'
import { enumRecipe } from './enum-recipe.js'
import { inTheWayOf } from './in-the-way-of-scripts.js'
import { namesReplacedEnum, scriptsAside } from './replaced-types.js'
import { alterScript } from './script-in-place.js'

/** Names of tables, views and scripts whose change the dependents do not survive, with the reason. */
export type Moved = ReadonlyMap<string, readonly Change[]>

/** Columns of a table that change, which those survive that do not read them. */
export type MovedColumns = ColumnsOf & { readonly causes: readonly Change[] }

export type Affected = { readonly name: string; readonly causes: readonly Change[] }

/** By changes of views, scripts and enums themselves. */
export const movedByChanges = (migration: Lowering): Moved => {
  const { changes } = migration
  const alterations = alterationsIn(migration)
  const moved = new Map<string, readonly Change[]>()
  for (const change of changes) {
    if (change.kind === 'replaceView') moved.set(change.before.name, [change])
    if (change.kind === 'alterEnum' && enumRecipe(change) === 'replace')
      moved.set(change.after.name, [change])
    if (change.kind === 'replaceScript' && !alterations.has(change.after.name))
      moved.set(change.before.name, [change])
  }
  for (const { script, causes } of scriptsAside(migration)) moved.set(script.name, causes)
  return moved
}

const alterationsIn = (migration: Lowering) => alterationsOf(migration, { name: dialect, alterScript })

/** Until nothing more is found that stands on something found. */
export const affected = (
  migration: Lowering,
  moved: Moved,
  columns: readonly MovedColumns[],
  widened: Moved,
): { readonly views: readonly Affected[]; readonly scripts: readonly Affected[] } => {
  const { changes, models } = migration
  const inTheWay = inTheWayOf(migration, alterationsIn(migration))
  const found = new Map(moved)
  const holding = namesOfHolding(models.after, models.before)
  const lost = new Set([...namesOfHolding(models.before, models.before)].filter((name) => moved.has(name)))
  const changed = new Set(changes.flatMap(namesOfChanged))
  const views: Affected[] = []
  const scripts: Affected[] = []
  for (let before = -1; before !== found.size; ) {
    before = found.size
    for (const view of models.after.views.filter((each) => stays(each, models.before.views, changed))) {
      const causes = found.has(view.name)
        ? undefined
        : (reasonFor(view, found, columns, widened) ?? inTheWay(view))
      if (causes === undefined) continue
      found.set(view.name, causes)
      views.push({ name: view.name, causes })
    }
    for (const script of models.after.scripts.filter((each) => stays(each, models.before.scripts, changed))) {
      if (found.has(script.name) || !isRemakeable(script)) continue
      const holds = holding.has(script.name)
      const cause = script.dependsOn.find((name) => (holds ? lost : found).has(name))
      const causes =
        (cause === undefined ? undefined : found.get(cause)) ??
        (holds
          ? undefined
          : (readerOf(script, columns) ?? namesReplacedEnum(script, migration) ?? inTheWay(script)))
      if (causes === undefined) continue
      if (holds) lost.add(script.name)
      found.set(script.name, causes)
      scripts.push({ name: script.name, causes })
    }
  }
  return { views, scripts }
}

const namesOfChanged = (change: Change): readonly string[] => {
  if (change.kind === 'replaceView' || change.kind === 'replaceScript') return [change.after.name]
  if (change.kind === 'createView') return [change.view.name]
  return change.kind === 'createScript' ? [change.script.name] : []
}

const stays = (
  { name }: { readonly name: string },
  before: readonly { readonly name: string }[],
  changed: ReadonlySet<string>,
): boolean => !changed.has(name) && before.some((each) => each.name === name)

const reasonFor = (
  view: View,
  found: Moved,
  columns: readonly MovedColumns[],
  widened: Moved,
): readonly Change[] | undefined => {
  const sql = textFor(view.sql, dialect)
  if (sql === undefined) return undefined
  for (const [name, causes] of found) {
    if (view.dependsOn.includes(name) || mentions(sql, name)) return causes
  }
  const standsOn = (name: string): boolean => view.dependsOn.includes(name) || mentions(sql, name)
  const read = columns.find((moved) => moved.tables.some(standsOn) && mayRead(sql, moved))
  if (read !== undefined) return read.causes
  if (!takesAllColumns(sql)) return undefined
  for (const [name, causes] of widened) {
    if (view.dependsOn.includes(name) || mentions(sql, name)) return causes
  }
  return undefined
}

/** Only of queries and functions it is known how they read a table. */
const readerOf = (
  { create, dependsOn }: Script,
  columns: readonly MovedColumns[],
): readonly Change[] | undefined => {
  const texts = Object.hasOwn(create, dialect) ? (create[dialect] ?? []) : []
  const isReader = /^\s*CREATE\s+(?:OR\s+REPLACE\s+)?(?:MATERIALIZED\s+)?(?:VIEW|FUNCTION|PROCEDURE)\s/i.test(
    texts[0] ?? '',
  )
  return columns.find(
    (moved) =>
      moved.tables.some((name) => dependsOn.includes(name)) &&
      (!isReader || mayRead(texts.join('\n'), moved)),
  )?.causes
}

const isRemakeable = ({ create, drop }: Script): boolean =>
  Object.hasOwn(create, dialect) && Object.hasOwn(drop, dialect)

/**
 * Scripts whose objects would come back empty: those stay as they are unless what they stand on takes them along, as a table does with
 * its partitions.
 */
const namesOfHolding = ({ scripts }: Model, before: Model): ReadonlySet<string> =>
  new Set(
    scripts
      .filter(
        (script) => lossesOfDrop(script, dialect).length + lossesOfCreate(script, dialect, before).length > 0,
      )
      .map(({ name }) => name),
  )
