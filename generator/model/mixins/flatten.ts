import type { Span } from '../../diagnostics/diagnostic.js'
import type { MixinEntry, MixinUse } from '../../document/document.js'
import { quoted, suggestion } from '../quoted.js'
import type { Report } from '../scope.js'
import { builtInComposites, builtInMixins } from './index.js'
import type { OptionPath } from './options.js'

/** A mixin with members of its own, once a table, whatever the number of ways that lead to it. */
export type FlatMixin = {
  readonly name: string
  /** Where the table names it, or what includes it. */
  readonly span: Span
  readonly paths: OptionPath[]
}

export type MixinEntries = ReadonlyMap<string, MixinEntry>

/** Composites and includes are followed; what a mixin includes comes before it. */
export const flattenMixins = (
  uses: readonly MixinUse[],
  entries: MixinEntries,
  report: Report,
): readonly FlatMixin[] => {
  const flat = new Map<string, FlatMixin>()
  const visited = new Set<string>()

  const add = (name: string, span: Span, path: OptionPath) => {
    const known = flat.get(name)
    if (known === undefined) flat.set(name, { name, span, paths: [path] })
    else known.paths.push(path)
  }

  const visitUse = (use: MixinUse, span: Span, outer: OptionPath, ancestors: readonly string[]) => {
    const path = use.options.length > 0 ? [...outer, use] : outer
    visit(use.name.value, span, path, ancestors, use)
  }

  const visit = (
    name: string,
    span: Span,
    path: OptionPath,
    ancestors: readonly string[],
    use: MixinUse,
  ): void => {
    if (path.length === 0) {
      if (visited.has(name)) return
      visited.add(name)
    }
    const members = builtInComposites.get(name)
    const entry = entries.get(name)
    if (builtInMixins.has(name)) add(name, span, path)
    else if (members !== undefined) for (const member of members) visit(member, span, path, ancestors, use)
    else if (entry === undefined) reportUnknownMixin(use, entries, report)
    else if (!ancestors.includes(name)) {
      for (const inner of entry.mixins) visitUse(inner, span, path, [...ancestors, name])
      add(name, span, path)
    }
  }

  for (const use of uses) visitUse(use, use.name.span, [], [])
  return [...flat.values()]
}

const reportUnknownMixin = (use: MixinUse, entries: MixinEntries, report: Report) =>
  report(
    'unknown-mixin',
    use.name.span,
    `There is no mixin ${quoted(use.name.value)}`,
    suggestion(use.name.value, [...builtInMixins.keys(), ...builtInComposites.keys(), ...entries.keys()]),
  )
