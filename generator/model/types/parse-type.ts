import { nearest } from '../../diagnostics/nearest.js'
import type { Located, TypeEntry } from '../../document/document.js'
import type { LogicalType } from '../model.js'
import { quoted } from '../quoted.js'
import { canonicalDialect, type Scope } from '../scope.js'
import { builtInTypes } from './built-in-types.js'
import { foreignWords, spellingHere } from './foreign-spellings.js'
import { nativeType } from './native-type.js'

const callable = /^([A-Za-z_][\w ]*?)\s*(?:\(([\s\S]*)\))?$/

/** The type an author wrote, for a place that exists in `dialects`; undefined after a report. */
export const parseType = (
  entry: Located<TypeEntry>,
  dialects: readonly string[],
  scope: Scope,
): LogicalType | undefined =>
  entry.value.kind === 'native'
    ? nativeType(entry.value.sql, entry.span, dialects, scope)
    : parseNamed({ value: entry.value.text.trim(), span: entry.span }, dialects, scope)

const parseNamed = (
  text: Located<string>,
  dialects: readonly string[],
  scope: Scope,
): LogicalType | undefined => {
  if (scope.enums.has(text.value) && !builtInTypes.has(text.value)) return { kind: 'enum', name: text.value }
  if (text.value.endsWith('[]')) return parseArray(text, dialects, scope)
  const [, word, argument] = callable.exec(text.value) ?? []
  if (word === undefined) return reportUnknown(text, scope)
  const build = builtInTypes.get(word)
  if (build === undefined) {
    const dialect = canonicalDialect(word, scope.dialects)
    return argument !== undefined && scope.dialects.some((known) => known.name === dialect)
      ? parseShortNative(text, dialect, argument, dialects, scope)
      : reportUnknown(text, scope, word, argument)
  }
  const result = build(argument?.trim())
  if ('type' in result) return result.type
  scope.report('invalid-type-argument', text.span, `${quoted(text.value)}: ${result.problem}`, result.hint)
  return undefined
}

const parseArray = (text: Located<string>, dialects: readonly string[], scope: Scope) => {
  const element = text.value.slice(0, -2).trim()
  if (element.endsWith('[]')) {
    scope.report(
      'unsupported-type',
      text.span,
      `${quoted(text.value)} is an array of arrays`,
      'Use json for nested lists',
    )
    return undefined
  }
  const type = parseNamed({ value: element, span: text.span }, dialects, scope)
  if (type?.kind !== 'native') return type && ({ kind: 'array', element: type } as const)
  scope.report(
    'unsupported-type',
    text.span,
    `${quoted(text.value)} is an array of a type that only its database knows`,
    'Write the brackets inside the quotes',
  )
  return undefined
}

/** `pg("timestamp(6)")`: the database's own type, by a name or alias of its dialect. */
const parseShortNative = (
  text: Located<string>,
  dialect: string,
  argument: string,
  dialects: readonly string[],
  scope: Scope,
) => {
  const [, double, single] = /^\s*(?:"([^"']*)"|'([^']*)')\s*$/.exec(argument) ?? []
  const sql = double ?? single
  if (sql !== undefined) return nativeType({ [dialect]: sql }, text.span, dialects, scope)
  scope.report(
    'invalid-type-argument',
    text.span,
    `${quoted(text.value)}: the type of the database must stand in quotes`,
    `Write ${text.value.slice(0, text.value.indexOf('('))}("${argument.trim().replaceAll(/["']/g, '')}")`,
  )
  return undefined
}

const reportUnknown = (text: Located<string>, scope: Scope, word = text.value, argument?: string) => {
  scope.report(
    'unknown-type',
    text.span,
    `${quoted(text.value)} is neither a type nor an enum`,
    hintForUnknown(text.value, word, argument, scope),
  )
  return undefined
}

const hintForUnknown = (text: string, word: string, argument: string | undefined, scope: Scope): string => {
  if (builtInTypes.has(word.toLowerCase())) return `Write ${text.toLowerCase()}`
  const spelling = spellingHere(word, argument)
  if (spelling !== undefined) return `Write ${spelling}`
  const near = nearest(word, [...builtInTypes.keys(), ...scope.enums.keys()])
  if (near !== undefined) return `Did you mean ${near}?`
  const nearSpelling = spellingHere(nearest(word, foreignWords) ?? '', argument)
  return nearSpelling === undefined
    ? 'A type of the database itself is written for each targeted database: type: { <database>: <its type> }'
    : `Write ${nearSpelling}`
}
