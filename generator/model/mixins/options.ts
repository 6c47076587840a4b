import type { Span } from '../../diagnostics/diagnostic.js'
import type { JsonLiteral, Located, MixinUse } from '../../document/document.js'
import { quoted, suggestion } from '../quoted.js'
import type { Report } from '../scope.js'

/** The options one table gives one mixin. A wrong value is reported and the usual one taken. */
export type OptionReader = {
  /** The name of a column or table, which is also the key of the option, unless the author gives another. */
  readonly name: (key: string, usual?: string) => string
  readonly text: (key: string) => Located<string> | undefined
  readonly flag: (key: string) => boolean
}

/**
 * Options as they reach a mixin: those of each use on the way, the table's own first. `full: { actor: bigint }` reaches audit,
 * because full includes it.
 */
export type OptionPath = readonly MixinUse[]

/** Which keys meant something to a mixin that the use led to. */
export type OptionKeys = Map<MixinUse, Set<string>>

export const createOptionReader = (
  mixin: string,
  paths: readonly OptionPath[],
  report: Report,
): OptionReader => {
  const read = (key: string) => lookUp(mixin, key, paths, report)
  const invalid = (option: Located<JsonLiteral>, key: string, expected: string) =>
    report('invalid-option', option.span, `The option ${quoted(key)} of ${quoted(mixin)} must be ${expected}`)
  const text = (key: string) => {
    const option = read(key)
    if (option === undefined) return undefined
    if (typeof option.value === 'string' && option.value !== '')
      return { value: option.value, span: option.span }
    invalid(option, key, 'a name')
    return undefined
  }
  const flag = (key: string) => {
    const option = read(key)
    if (option === undefined) return false
    if (typeof option.value === 'boolean') return option.value
    invalid(option, key, 'true or false')
    return false
  }
  return { text, flag, name: (key, usual = key) => text(key)?.value ?? usual }
}

/** A mixin that is reached twice takes the options of both ways, so they must agree. */
const lookUp = (
  mixin: string,
  key: string,
  paths: readonly OptionPath[],
  report: Report,
): Located<JsonLiteral> | undefined => {
  let found: Located<JsonLiteral> | undefined
  for (const path of paths) {
    const option = firstOf(path, key)
    if (option === undefined) continue
    if (found !== undefined && found.value !== option.value) {
      report(
        'invalid-option',
        option.span,
        `The mixin ${quoted(mixin)} is given two values for ${quoted(key)}; the other one is in line ${found.span.start.line}`,
        'Keep one of them',
      )
    }
    found ??= option
  }
  return found
}

const firstOf = (path: OptionPath, key: string): Located<JsonLiteral> | undefined => {
  for (const use of path) {
    const option = use.options.find((candidate) => candidate.key.value === key)
    if (option !== undefined) return option.value
  }
  return undefined
}

/** Notes that a mixin with these options lies on these paths. */
export const noteKeys = (paths: readonly OptionPath[], keys: readonly string[], known: OptionKeys): void => {
  for (const use of paths.flat()) {
    const noted = known.get(use) ?? new Set()
    for (const key of keys) noted.add(key)
    known.set(use, noted)
  }
}

export const reportUnknownOptions = (known: OptionKeys, report: Report): void => {
  for (const [use, keys] of known) {
    for (const { key } of use.options) {
      if (keys.has(key.value)) continue
      const at: Span = key.span
      report(
        'unknown-option',
        at,
        `The mixin ${quoted(use.name.value)} has no option ${quoted(key.value)}`,
        keys.size === 0 ? 'It has no options' : suggestion(key.value, keys),
      )
    }
  }
}
