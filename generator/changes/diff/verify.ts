import { sameState } from '../../model/equal.js'
import type { Model } from '../../model/model.js'
import { applyChanges } from '../apply.js'
import type { Change } from '../change.js'
import { invert } from '../invert.js'

/** A difference that does not lead from one model to the other, and back, would corrupt the history: it must never be written. */
export const verifyDifference = (before: Model, after: Model, changes: readonly Change[]): void => {
  check('to', applyChanges(before, changes), after)
  check('back', applyChanges(after, invert(changes)), before)
}

const check = (way: string, reached: Model, wanted: Model): void => {
  for (const kind of ['enums', 'tables', 'views', 'scripts'] as const) {
    if (sameState(reached[kind], wanted[kind])) continue
    const names = [...wanted[kind], ...reached[kind]].map(({ name }) => name)
    const wrong = [...new Set(names)].filter(
      (name) => !sameState(named(reached, kind, name), named(wanted, kind, name)),
    )
    throw new Error(`The changes do not lead ${way}: ${kind} ${wrong.join(', ')}`)
  }
}

const named = (model: Model, kind: 'enums' | 'tables' | 'views' | 'scripts', name: string) =>
  model[kind].find((element) => element.name === name)
