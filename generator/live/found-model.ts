import type { Introspection } from '../dialects/introspection.js'
import { dependenciesOf, namesOfOthers } from '../dialects/other-names.js'
import type { Model, Script } from '../model/model.js'

/** All of a database that SQL can make, as a model: what the language has no word for is a script of it. */
export const foundModel = ({ model, others }: Introspection, dialect: string): Model => {
  const known = new Set([...model.tables, ...model.views].map(({ name }) => name))
  const kept = others.filter(({ script }) => script !== undefined)
  const names = namesOfOthers(kept, known)
  const scripts = kept.map(
    (other): Script => ({
      name: names.get(other) ?? other.name,
      create: { [dialect]: other.script?.create ?? [] },
      drop: { [dialect]: other.script?.drop ?? [] },
      dependsOn: dependenciesOf(other, names, known),
    }),
  )
  return {
    ...model,
    views: model.views.map((view) => ({
      ...view,
      dependsOn: view.dependsOn.filter(
        (name) => known.has(name) || scripts.some((script) => script.name === name),
      ),
    })),
    scripts,
  }
}
