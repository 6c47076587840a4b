import type { Change } from '../../../changes/change.js'
import type { Model, Script, Table, View } from '../../../model/model.js'
import { type Lowering, textFor } from '../../dialect.js'
import { mentions } from '../../mentions.js'
import { stagedStep } from '../../object-steps.js'
import { alteredScript } from '../../replaced-scripts.js'
import { lossesOfCreate, lossesOfDrop } from '../../script-losses.js'
import type { StagedStep } from '../../stages.js'
import { objects } from '../render.js'
import { name as dialect } from '../versions.js'
import { type AlteredTable, allCauses, changesOf } from './altered-table.js'
import { enumRecipe } from './enum-recipe.js'
import { namesReplacedEnum, scriptsAside } from './replaced-types.js'
import { retypesOf } from './retyping.js'

/** Names of tables, views and scripts whose change the dependents do not survive, with the reason. */
type Moved = ReadonlyMap<string, readonly Change[]>

/**
 * Views and scripts that stay the same, but stand in the way of what happens to a table, or would keep what it was:
 * https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES
 */
export const remakeDependents = (
  migration: Lowering,
  tables: readonly AlteredTable[],
): readonly StagedStep[] => {
  const { before, after } = migration.models
  const moved = movedObjects(migration, tables)
  const widened = new Map(
    tables
      .filter((table) => changesOf(table, 'addColumn').length > 0)
      .flatMap((table) => namesOf(table).map((name) => [name, allCauses(table)] as const)),
  )
  const { views, scripts } = affected(migration, moved, widened)
  return [
    ...views.flatMap(({ name, causes }) => [
      ...viewStep('dropView', name, before, causes, migration),
      ...viewStep('createView', name, after, causes, migration),
    ]),
    ...scripts.flatMap(({ name, causes }) => [
      ...scriptStep('dropScript', name, before, causes, migration),
      ...scriptStep('createScript', name, after, causes, migration),
    ]),
  ]
}

type Affected = { readonly name: string; readonly causes: readonly Change[] }

const namesOf = ({ before, after }: { readonly before: Table; readonly after: Table }): readonly string[] => [
  ...new Set([before.name, after.name]),
]

const movedObjects = (migration: Lowering, tables: readonly AlteredTable[]): Moved => {
  const { changes } = migration
  const moved = new Map<string, readonly Change[]>()
  for (const table of tables) {
    const isMoved =
      changesOf(table, 'renameTable', 'renameColumn', 'dropColumn').length > 0 || retypesOf(table).length > 0
    if (isMoved) for (const name of namesOf(table)) moved.set(name, allCauses(table))
  }
  for (const change of changes) {
    if (change.kind === 'replaceView') moved.set(change.before.name, [change])
    if (change.kind === 'alterEnum' && enumRecipe(change) === 'replace')
      moved.set(change.after.name, [change])
    if (change.kind === 'replaceScript' && alteredScript(change, objects) === undefined)
      moved.set(change.before.name, [change])
  }
  for (const { script, causes } of scriptsAside(migration)) moved.set(script.name, causes)
  return moved
}

/** Until nothing more is found that stands on something found. */
const affected = (
  migration: Lowering,
  moved: Moved,
  widened: Moved,
): { readonly views: readonly Affected[]; readonly scripts: readonly Affected[] } => {
  const { changes, models } = migration
  const found = new Map(moved)
  const holding = namesOfHolding(models.after, models.before)
  const lost = new Set([...namesOfHolding(models.before, models.before)].filter((name) => moved.has(name)))
  const changed = new Set(changes.flatMap(namesOfChanged))
  const views: Affected[] = []
  const scripts: Affected[] = []
  for (let before = -1; before !== found.size; ) {
    before = found.size
    for (const view of models.after.views.filter((each) => stays(each, models.before.views, changed))) {
      const causes = found.has(view.name) ? undefined : reasonFor(view, found, widened)
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
        (holds ? undefined : namesReplacedEnum(script, migration))
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

const reasonFor = (view: View, found: Moved, widened: Moved): readonly Change[] | undefined => {
  const sql = textFor(view.sql, dialect)
  if (sql === undefined) return undefined
  for (const [name, causes] of found) {
    if (view.dependsOn.includes(name) || mentions(sql, name)) return causes
  }
  if (!sql.includes('*')) return undefined
  for (const [name, causes] of widened) {
    if (view.dependsOn.includes(name) || mentions(sql, name)) return causes
  }
  return undefined
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

const viewStep = (
  kind: 'dropView' | 'createView',
  name: string,
  { views }: Model,
  causes: readonly Change[],
  { models }: Lowering,
): readonly StagedStep[] => {
  const view = views.find((each) => each.name === name)
  return view ? stagedStep({ kind, view }, causes, objects, models) : []
}

const scriptStep = (
  kind: 'dropScript' | 'createScript',
  name: string,
  { scripts }: Model,
  causes: readonly Change[],
  { models }: Lowering,
): readonly StagedStep[] => {
  const script = scripts.find((each) => each.name === name)
  return script ? stagedStep({ kind, script }, causes, objects, models) : []
}
