import type { OtherObject } from '../dialects/introspection.js'
import { nameOthers } from '../dialects/other-names.js'
import type { Writing } from './writing.js'

/** What the language has no word for, under names of its own; and what SQL cannot keep either. */
export type ScriptEntries = {
  readonly entries: readonly (readonly [name: string, entry: Writing])[]
  readonly leftOut: readonly OtherObject[]
}

export const scriptEntries = (
  others: readonly OtherObject[],
  known: ReadonlySet<string>,
  dialect: string,
): ScriptEntries => {
  const kept = others.filter(({ script }) => script !== undefined)
  const { nameOf, dependenciesOf } = nameOthers(kept, known)
  const written = kept.map((other): readonly [string, Writing] => {
    const dependsOn = dependenciesOf(other)
    return [
      nameOf(other),
      {
        ...(dependsOn.length > 0 && { depends_on: dependsOn }),
        create: { [dialect]: statements(other.script?.create ?? []) },
        drop: { [dialect]: statements(other.script?.drop ?? []) },
      },
    ]
  })
  return { entries: written, leftOut: others.filter(({ script }) => script === undefined) }
}

const statements = (list: readonly string[]): Writing => {
  const [first = '', ...more] = list
  return more.length === 0 ? first : list
}
