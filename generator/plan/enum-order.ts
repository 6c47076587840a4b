import { sameState } from '../model/equal.js'
import type { Enum, Model } from '../model/model.js'

/** The values of an enum in the order that they have after, where that is all that differs and says nothing to a database. */
export const inOrderOf = (after: Model, before: Model): Model => {
  const later = new Map(after.enums.map((each) => [each.name, each]))
  return { ...before, enums: before.enums.map((each) => reordered(each, later.get(each.name))) }
}

const reordered = (before: Enum, after: Enum | undefined): Enum =>
  after !== undefined && sameState({ ...before, comment: after.comment }, after)
    ? { ...before, values: after.values }
    : before
