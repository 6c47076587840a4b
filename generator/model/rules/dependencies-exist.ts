import type { Located } from '../../document/document.js'
import { quoted, suggestion } from '../quoted.js'
import type { Rule, RuleContext } from './rule.js'

type Dependent = { readonly name: Located<string>; readonly dependsOn: readonly Located<string>[] }

/** Views and scripts depend on what exists, and never on themselves. */
export const dependenciesExist: Rule = (context) => {
  const { document, model, report } = context
  const dependents: readonly Dependent[] = [...document.views, ...document.scripts]
  const known = new Set([
    ...model.tables.map(({ name }) => name),
    ...dependents.map(({ name }) => name.value),
  ])
  for (const { name, dependsOn } of dependents) {
    for (const { value, span } of dependsOn) {
      if (known.has(value)) continue
      const message = `${quoted(name.value)} depends on ${quoted(value)}, which does not exist`
      report('unknown-dependency', span, message, suggestion(value, known))
    }
  }
  reportCycles(dependents, context)
}

const reportCycles = (dependents: readonly Dependent[], { report }: RuleContext): void => {
  const byName = new Map(dependents.map((dependent) => [dependent.name.value, dependent]))
  const done = new Set<string>()
  const walk = (dependent: Dependent, path: readonly string[]) => {
    const trail = [...path, dependent.name.value]
    if (done.has(dependent.name.value)) return
    for (const { value, span } of dependent.dependsOn) {
      const next = byName.get(value)
      if (next === undefined) continue
      const start = trail.indexOf(value)
      if (start < 0) walk(next, trail)
      else {
        const circle = [...trail.slice(start), value].map(quoted).join(' on ')
        report(
          'dependency-cycle',
          span,
          `Nothing could be created first: ${circle}`,
          'Take one of the dependencies out',
        )
      }
    }
    done.add(dependent.name.value)
  }
  for (const dependent of dependents) walk(dependent, [])
}
