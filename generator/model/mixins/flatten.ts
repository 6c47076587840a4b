import type { Span } from '../../diagnostics/diagnostic.js'
import type { MixinEntry, MixinUse } from '../../document/document.js'
import { quoted, suggestion } from '../quoted.js'
import type { Report } from '../scope.js'
import { builtInComposites, builtInMixins, isBuiltInMixin } from './index.js'
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
    if (builtInMixins.has(name)) return add(name, span, path)
    const members = builtInComposites.get(name)
    if (members !== undefined) {
      for (const member of members) visit(member, span, path, ancestors, use)
      return
    }
    const entry = entries.get(name)
    if (entry === undefined) return reportUnknownMixin(use, entries, report)
    if (ancestors.includes(name)) return
    for (const inner of entry.mixins) visitUse(inner, span, path, [...ancestors, name])
    add(name, span, path)
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

/** What is wrong with the mixins of the schema whether or not a table uses them. */
export const checkMixinEntries = (
  entries: readonly MixinEntry[],
  byName: MixinEntries,
  report: Report,
): void => {
  for (const { name } of entries) {
    if (!isBuiltInMixin(name.value)) continue
    report(
      'reserved-name',
      name.span,
      `${quoted(name.value)} is a mixin of the language`,
      'Give it another name',
    )
  }
  reportCycles(entries, byName, report)
}

const reportCycles = (entries: readonly MixinEntry[], byName: MixinEntries, report: Report): void => {
  const done = new Set<string>()
  const walk = (entry: MixinEntry, path: readonly string[]) => {
    const name = entry.name.value
    if (done.has(name)) return
    for (const use of entry.mixins) {
      const included = byName.get(use.name.value)
      if (included === undefined) continue
      const trail = [...path, name]
      const start = trail.indexOf(use.name.value)
      if (start < 0) walk(included, trail)
      else {
        const circle = [...trail.slice(start), use.name.value].map(quoted).join(' includes ')
        report('mixin-cycle', use.name.span, `The mixin includes itself: ${circle}`, 'Take one of them out')
      }
    }
    done.add(name)
  }
  for (const entry of entries) walk(entry, [])
}
