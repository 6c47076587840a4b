import type { Model, Script } from '../model/model.js'
import type { Introspection } from './introspection.js'
import { nameOthers } from './other-names.js'

/** All of a database that SQL can make, as a model: what the language has no word for is a script of it. */
export const foundModel = ({ model, others }: Introspection, dialect: string): Model => {
  const known = new Set([...model.tables, ...model.views].map(({ name }) => name))
  const kept = others.filter(({ script }) => script !== undefined)
  const { nameOf, dependenciesOf } = nameOthers(kept, known)
  const scripts = kept.map(
    (other): Script => ({
      name: nameOf(other),
      create: { [dialect]: other.script?.create ?? [] },
      drop: { [dialect]: other.script?.drop ?? [] },
      dependsOn: dependenciesOf(other),
    }),
  )
  const made = new Set([...known, ...scripts.map(({ name }) => name)])
  return {
    ...model,
    views: model.views.map((view) => ({
      ...view,
      dependsOn: view.dependsOn.filter((name) => made.has(name)),
    })),
    scripts,
  }
}
