import { creationRank } from '../../../changes/order.js'
import type { View } from '../../../model/model.js'
import { type Lowering, textFor } from '../../dialect.js'
import { stagedStep } from '../../object-steps.js'
import type { StagedStep } from '../../stages.js'
import { objectsOf } from '../render.js'
import { name as dialect } from '../versions.js'
import { updates } from './decide.js'
import { isDisturbed, spread } from './disturbed.js'
import type { NativeRename } from './native-renames.js'
import { type ScriptObject, scriptObjects } from './script-objects.js'
import type { Altered } from './steps.js'

/**
 * Views, and triggers and indexes of the author's own, that stay as they are but cannot stay where they are. A rename, and a column
 * dropped in place, look at every view and trigger there is and fail at the first that misses something, or rewrite its text; a
 * rebuilt table takes its triggers and indexes with it; rows that a migration writes must not set off triggers.
 */
export const surroundingSteps = (
  migration: Lowering,
  altered: readonly Altered[],
  renames: readonly NativeRename[],
): readonly StagedStep[] => {
  const { views, scripted } = remade(migration, altered, renames)
  const { models } = migration
  const objects = objectsOf(migration)
  return [
    ...views.flatMap((view) => [
      ...stagedStep({ kind: 'dropView', view }, [], objects, models),
      ...stagedStep({ kind: 'createView', view }, [], objects, models),
    ]),
    ...scripted.flatMap((object) => scriptedSteps(object, migration)),
  ]
}

type Remade = { readonly views: readonly View[]; readonly scripted: readonly ScriptObject[] }

const remade = (
  migration: Lowering,
  altered: readonly Altered[],
  renames: readonly NativeRename[],
): Remade => {
  const { before } = migration.models
  const unsettled = altered
    .filter(
      ({ alteration, way }) =>
        isRenamed(alteration.alteration.changes) ||
        (way === 'native' && alteration.difference.dropped.length > 0),
    )
    .map(({ alteration }) => alteration.alteration.before.name)
  const goneViews = before.views.filter((view) => !isKeptView(migration, view)).map(({ name }) => name)
  const goneTables = migration.changes.flatMap((change) =>
    change.kind === 'dropTable' ? [change.table.name] : [],
  )
  const looksAtAll = renames.length > 0 || unsettled.length > 0
  const keptViews = before.views.filter((view) => isKeptView(migration, view))
  const keptScripts = scriptObjects(before.scripts.filter((script) => isKeptScript(migration, script.name)))
  const disturbed = spread(looksAtAll ? [...unsettled, ...goneViews, ...goneTables] : [], [
    ...keptViews.map((view) => ({
      name: view.name,
      text: textFor(view.sql, dialect) ?? '',
      dependsOn: view.dependsOn,
    })),
    ...keptScripts.filter(({ kind }) => kind === 'view').map((view) => ({ ...view, dependsOn: [] })),
  ])
  const written = altered
    .filter(
      ({ alteration, way }) => way === 'rebuild' || (way === 'native' && updates(alteration).length > 0),
    )
    .map(({ alteration }) => alteration.alteration.before.name)
  const vanishing = new Set([...written, ...unsettled, ...goneViews].map((name) => name.toLowerCase()))
  return {
    views: keptViews.filter(({ name }) => disturbed.has(name.toLowerCase())),
    scripted: keptScripts.filter(
      (object) =>
        (object.on !== undefined && (vanishing.has(object.on) || disturbed.has(object.on))) ||
        isDisturbed(object.text, disturbed),
    ),
  }
}

const isRenamed = (changes: Altered['alteration']['alteration']['changes']): boolean =>
  changes.some(({ kind }) => kind === 'renameTable' || kind === 'renameColumn')

const isKeptView = ({ changes, models }: Lowering, view: View): boolean =>
  textFor(view.sql, dialect) !== undefined &&
  models.after.views.some(({ name }) => name === view.name) &&
  !changes.some((change) => change.kind === 'replaceView' && change.before.name === view.name)

const isKeptScript = ({ changes, models }: Lowering, script: string): boolean =>
  models.after.scripts.some(({ name }) => name === script) &&
  !changes.some((change) => change.kind === 'replaceScript' && change.before.name === script)

/** Triggers may stand on views, so they go before all of them and come after. */
const outside = 1_000_000

const scriptedSteps = (object: ScriptObject, { models }: Lowering): readonly StagedStep[] => {
  const distance = object.kind === 'view' ? 0 : outside
  const step = (sql: string, verb: string) =>
    ({
      mode: 'shared',
      causes: [],
      statements: [{ sql, comment: `${verb} ${object.kind} ${object.name} of script ${object.script.name}` }],
      hazards: [],
      subject: { element: object.script, table: undefined },
    }) as const
  return [
    {
      stage: 'drop views',
      rank: -creationRank(models.before)('script', object.script.name) - distance,
      step: step(`DROP ${object.kind.toUpperCase()} IF EXISTS ${object.quoted}`, 'drop'),
    },
    {
      stage: 'views',
      rank: creationRank(models.after)('script', object.script.name) + distance,
      step: step(object.text, 'create'),
    },
  ]
}
