import { applyChanges } from '../../generator/changes/apply.js'
import { diffModels } from '../../generator/changes/diff.js'
import { parseChanges, serialize } from '../../generator/changes/serialize.js'
import { emptyModel, type Model } from '../../generator/model/model.js'

/** A model as the history of its project gives it: what a migration starts from knows of no schema.yaml. */
export const replayed = (model: Model): Model => {
  const changes = diffModels(emptyModel, model).value ?? []
  return applyChanges(emptyModel, parseChanges(serialize({ changes, allowed: [], replaces: [] })).changes)
}
