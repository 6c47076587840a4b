import type { MixinEntry } from '../../document/document.js'
import { quoted } from '../quoted.js'
import type { Report } from '../scope.js'
import type { MixinEntries } from './flatten.js'
import { isBuiltInMixin } from './index.js'

/** What is wrong with the mixins of the schema whether or not a table uses them. */
export const checkMixins = (entries: MixinEntries, report: Report): void => {
  for (const { name } of entries.values()) {
    if (!isBuiltInMixin(name.value)) continue
    report(
      'reserved-name',
      name.span,
      `${quoted(name.value)} is a mixin of the language`,
      'Give it another name',
    )
  }
  reportCycles(entries, report)
}

const reportCycles = (entries: MixinEntries, report: Report): void => {
  const done = new Set<string>()
  const walk = (entry: MixinEntry, path: readonly string[]) => {
    const name = entry.name.value
    if (done.has(name)) return
    for (const use of entry.mixins) {
      const included = entries.get(use.name.value)
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
  for (const entry of entries.values()) walk(entry, [])
}
