import type { Change, ChangeOf } from '../changes/change.js'
import type { Script } from '../model/model.js'
import { type Alteration, noAlteration } from './alteration.js'
import type { BeforeAfter, Lowering } from './dialect.js'
import type { ObjectDialect } from './object-operations.js'
import { lossesOfDrop } from './script-losses.js'

type Alters = Pick<ObjectDialect, 'name' | 'alterScript'>
type Replacement = ChangeOf<'replaceScript'>

const known = new WeakMap<Lowering, Map<string, ReadonlyMap<string, Alteration>>>()

/**
 * How scripts that become others do so in place, by their names; one that stands on something which is removed and made anew is that
 * itself.
 */
export const alterationsOf = (migration: Lowering, dialect: Alters): ReadonlyMap<string, Alteration> => {
  const byDialect = known.get(migration) ?? new Map<string, ReadonlyMap<string, Alteration>>()
  const found = byDialect.get(dialect.name) ?? findAlterations(migration, dialect)
  known.set(migration, byDialect.set(dialect.name, found))
  return found
}

const findAlterations = ({ changes, models }: Lowering, dialect: Alters): ReadonlyMap<string, Alteration> => {
  const replaced = changes.filter(isReplacement)
  const found = new Map(
    replaced.flatMap((change) => {
      const alteration = alterationOf(change, dialect, models)
      return alteration === undefined ? [] : [[change.after.name, alteration] as const]
    }),
  )
  const anew = new Set(replaced.map(({ after }) => after.name).filter((name) => !found.has(name)))
  for (let size = -1; size !== anew.size; ) {
    size = anew.size
    for (const name of takenAlong(models, replaced, anew, dialect.name)) anew.add(name)
    for (const { before, after } of replaced) {
      if (anew.has(after.name) || !found.get(after.name)?.firm || !standsOn(before, after, anew)) continue
      found.delete(after.name)
      anew.add(after.name)
    }
  }
  return found
}

/** Scripts that stay, but lose what they hold with what they stand on, as partitions do. */
const takenAlong = (
  { before, after }: BeforeAfter,
  replaced: readonly Replacement[],
  anew: ReadonlySet<string>,
  dialect: string,
): readonly string[] => {
  const holds = (script: Script | undefined) =>
    script !== undefined && lossesOfDrop(script, dialect).length > 0
  const lost = before.scripts
    .filter((script) => anew.has(script.name) && holds(script))
    .map(({ name }) => name)
  return after.scripts
    .filter(({ name }) => replaced.every((change) => change.after.name !== name))
    .filter((script) => holds(script) && script.dependsOn.some((name) => lost.includes(name)))
    .map(({ name }) => name)
}

const isReplacement = (change: Change): change is Replacement => change.kind === 'replaceScript'

const standsOn = (before: Script, after: Script, names: ReadonlySet<string>): boolean =>
  after.dependsOn.some((name) => names.has(name) && before.dependsOn.includes(name))

/** Whatever becomes of what it stands on; undefined: there is no way. */
export const alterationOf = (
  { before, after }: Replacement,
  { name, alterScript }: Alters,
  models: BeforeAfter,
): Alteration | undefined => {
  const [old, next] = [before, after].map(({ create }) =>
    Object.hasOwn(create, name) ? (create[name] ?? []) : [],
  )
  if (old === undefined || next === undefined || old.length === 0 || next.length === 0) return undefined
  if (old.length === next.length && old.every((sql, index) => sql === next[index])) return noAlteration
  return alterScript(old, next, models)
}
