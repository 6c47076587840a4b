import type { Members, TableEntry } from '../../document/document.js'
import { noBehaviors, noMembers } from '../draft.js'
import type { Behaviors, Origin } from '../model.js'
import type { Scope } from '../scope.js'
import { type FlatMixin, flattenMixins, type MixinEntries } from './flatten.js'
import { builtInMixins } from './index.js'
import { createOptionReader, noteKeys, type OptionKeys, reportUnknownOptions } from './options.js'
import { renamedMembers } from './rename.js'

/** What one mixin brings to one table. */
export type Applied = { readonly members: Members; readonly origin: Origin; readonly builtIn: boolean }

export type AppliedMixins = { readonly applied: readonly Applied[]; readonly behaviors: Behaviors }

/** The mixins of the schema in the table's order, then the built-in ones in theirs. */
export const applyMixins = (table: TableEntry, entries: MixinEntries, scope: Scope): AppliedMixins => {
  const flat = flattenMixins(table.mixins, entries, scope.report)
  const keys: OptionKeys = new Map(usesOf(table, entries).map((use) => [use, new Set()]))
  const own = flat
    .filter(({ name }) => !builtInMixins.has(name))
    .map((mixin) => applyOwn(mixin, entries, keys, scope))
  const builtIn = applyBuiltIn(table.name.value, flat, keys, scope)
  reportUnknownOptions(keys, scope.report)
  return { applied: [...own, ...builtIn.applied], behaviors: builtIn.behaviors }
}

/** Also a use that leads nowhere has its options checked, unless the mixin itself is unknown. */
const usesOf = (table: TableEntry, entries: MixinEntries) =>
  table.mixins.filter(({ name, options }) => options.length > 0 && entries.has(name.value))

const applyOwn = (mixin: FlatMixin, entries: MixinEntries, keys: OptionKeys, scope: Scope): Applied => {
  const origin = { span: mixin.span, mixin: mixin.name }
  const entry = entries.get(mixin.name)
  if (entry === undefined) return { members: noMembers, origin, builtIn: false }
  noteKeys(
    mixin.paths,
    entry.columns.map(({ name }) => name.value),
    keys,
  )
  const options = createOptionReader(mixin.name, mixin.paths, scope.report)
  return { members: renamedMembers(entry, options, scope.report), origin, builtIn: false }
}

const applyBuiltIn = (
  table: string,
  flat: readonly FlatMixin[],
  keys: OptionKeys,
  scope: Scope,
): AppliedMixins => {
  const active = new Map(flat.map((mixin) => [mixin.name, mixin]))
  const applied: Applied[] = []
  let behaviors = noBehaviors
  for (const definition of builtInMixins.values()) {
    const mixin = active.get(definition.name)
    if (mixin === undefined) continue
    noteKeys(mixin.paths, definition.options, keys)
    const contribution = definition.contribute({
      table,
      span: mixin.span,
      options: createOptionReader(mixin.name, mixin.paths, scope.report),
      active: new Set(active.keys()),
    })
    behaviors = { ...behaviors, ...contribution.behaviors }
    const members = { ...noMembers, ...contribution.members }
    applied.push({ members, origin: { span: mixin.span, mixin: mixin.name }, builtIn: true })
  }
  return { applied, behaviors }
}
