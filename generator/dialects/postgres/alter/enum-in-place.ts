import { addedValues } from './add-enum-values.js'
import { extendsValues } from './enum-recipe.js'
import { scriptedEnum } from './scripted-type.js'

/** Values come, and none goes or changes its place; where they do, see `replaced-types`. */
export const alteredScriptedEnum = (before: string, after: string): readonly string[] | undefined => {
  const [old, next] = [scriptedEnum(before), scriptedEnum(after)]
  if (old === undefined || next === undefined || old.path !== next.path) return undefined
  const change = { before: old, after: next, values: [] }
  return extendsValues(change) ? addedValues(next.path, change).map(({ sql }) => sql) : undefined
}
