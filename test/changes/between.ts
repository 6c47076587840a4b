import type { Change } from '../../generator/changes/change.js'
import { describe } from '../../generator/changes/describe.js'
import { type DiffOptions, diffModels } from '../../generator/changes/diff.js'
import { resolveYaml } from '../model/resolve-yaml.js'

const outcome = (before: string, after: string, options: DiffOptions) =>
  diffModels(resolveYaml(before).model, resolveYaml(after).model, options)

/** The changes from one schema to another, which must be decided. */
export const changesBetween = (
  before: string,
  after: string,
  options: DiffOptions = { allow: new Set(['drops-data']) },
): readonly Change[] => {
  const { value, diagnostics } = outcome(before, after, options)
  if (!value) throw new Error(JSON.stringify(diagnostics, null, 2))
  return value
}

export const phrasesBetween = (before: string, after: string, options?: DiffOptions): readonly string[] =>
  changesBetween(before, after, options).map(describe)

/** What cannot be decided: `line code: message | hint`. */
export const questionsBetween = (
  before: string,
  after: string,
  options: DiffOptions = {},
): readonly string[] =>
  outcome(before, after, options).diagnostics.map(
    ({ code, message, hint, span }) => `${span?.start.line} ${code}: ${message} | ${hint}`,
  )
