import type { MixinEntry } from '../document/document.js'
import { flattenMixins, type MixinEntries } from './mixins/flatten.js'
import type { Scope } from './scope.js'
import { parseType } from './types/parse-type.js'

/** Mistakes of a mixin are found before the first table uses it; after that, in the tables, which know where they exist. */
export const checkUnusedMixins = (entries: MixinEntries, scope: Scope): void => {
  const used = usedMixins(entries, scope)
  for (const mixin of entries.values()) {
    if (used.has(mixin.name.value)) continue
    flattenMixins(mixin.mixins, entries, scope.report)
    for (const column of mixin.columns) {
      if (column.type !== undefined) parseType(column.type, scope.targets, scope)
    }
  }
}

const usedMixins = (entries: MixinEntries, scope: Scope): ReadonlySet<string> => {
  const used = new Set<string>()
  const waiting: Pick<MixinEntry, 'mixins'>[] = [...scope.document.tables]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const { name } of next.mixins) {
      const entry = entries.get(name.value)
      if (entry === undefined || used.has(name.value)) continue
      used.add(name.value)
      waiting.push(entry)
    }
  }
  return used
}
