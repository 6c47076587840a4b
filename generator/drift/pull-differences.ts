import type { Introspection, OtherObject } from '../dialects/introspection.js'
import { catalogueDifference } from '../prove/catalogue-difference.js'
import { compareDatabases, type Drift, withoutSpelling } from './compare.js'
import { describeObjects, titleOf } from './described-objects.js'
import { shownTraits } from './sentence.js'

/** A database, as it was understood and in its own words. */
export type ReadDatabase = { readonly introspection: Introspection; readonly catalogue: readonly string[] }

/**
 * What a database made of the pulled schema has otherwise than the one it was pulled from; what was left out is told apart.
 * Lines of the catalogue that nothing told explains are told as they are, so that nothing is lost for want of a word. `respelled` is
 * the original as the engine that made the other writes it.
 */
export const pullDifferences = (
  original: ReadDatabase,
  made: ReadDatabase,
  leftOut: readonly OtherObject[],
  respelled: Introspection = original.introspection,
): readonly string[] => {
  const titles = new Set(leftOut.map(titleOf))
  const comparison = withoutSpelling(
    compareDatabases(original.introspection, made.introspection),
    respelled,
    made.introspection,
  )
  const drifts = comparison.drifts.filter(({ object }) => !titles.has(object))
  const told = [...drifts.map(({ object }) => object), ...comparison.unmanaged]
  const explained = explanations(told, leftOut, original.introspection, made.introspection)
  const lines = catalogueDifference(made.catalogue, original.catalogue).filter(
    (line) => !explained.some((explains) => explains(line)),
  )
  return [
    ...drifts.map(sentence),
    ...comparison.unmanaged.map((object) => `+ ${object}`),
    ...withoutWording(lines),
  ]
}

type Explanation = (line: string) => boolean

const explanations = (
  told: readonly string[],
  leftOut: readonly OtherObject[],
  ...databases: readonly Introspection[]
): readonly Explanation[] => {
  const described = databases.map(describeObjects)
  return [
    ...told.flatMap((title) =>
      described.flatMap((objects) => {
        const names = objects.get(title)?.names
        return names === undefined ? [] : [mentioning(names)]
      }),
    ),
    ...leftOut.map(explainedBy),
  ]
}

/** A trait of a table changes what the database makes of its parts, but not how they are declared. */
const explainedBy = ({ name, table }: OtherObject): Explanation => {
  if (table === undefined) return mentioning([name])
  if (table !== name) return mentioning([name, table])
  const all = mentioning([table])
  return (line) => /^. (?:seen|table) /.test(line) && all(line)
}

/** Whole names: `a` is not told by what is told of `ab`. */
const mentioning = (names: readonly string[]): Explanation => {
  const patterns = names.map(
    (name) => new RegExp(`(?<![\\p{L}\\p{N}_$])${escaped(name)}(?![\\p{L}\\p{N}_$])`, 'u'),
  )
  return (line) => patterns.every((pattern) => pattern.test(line))
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/** Lines of a catalogue that nothing which was left out explains. */
export const unexplained = (lines: readonly string[], leftOut: readonly OtherObject[]): readonly string[] => {
  const explained = leftOut.map(explainedBy)
  return lines.filter((line) => !explained.some((explains) => explains(line)))
}

/** What remains of differing lines that do not say the same otherwise. */
export const withoutWording = (lines: readonly string[]): readonly string[] =>
  withoutQualifiers(withoutGivenNames(lines))

/** A constraint that had no name and was given one is the same; that one has another name is told of the constraint. */
const withoutGivenNames = (lines: readonly string[]): readonly string[] => {
  const sign = (line: string): string => line.slice(0, 2)
  const [lost, gained] = ['- ', '+ '].map((each) =>
    lines.filter((line) => sign(line) === each).map((line) => nameless(line.slice(2))),
  )
  return catalogueDifference(gained ?? [], lost ?? [])
}

const nameless = (line: string): string =>
  line.replace(/^(constraint of .*?: )CONSTRAINT (?:"(?:[^"]|"")*"|'(?:[^']|'')*'|\S+) /, '$1')

/** A view of one table says nothing by the name of that table before its columns; old versions show it. */
const withoutQualifiers = (lines: readonly string[]): readonly string[] => {
  const bare = new Map(lines.map((line) => [line, isView(line) ? unqualified(line) : line]))
  const other = { '-': '+', '+': '-' } as const
  const all = new Set(bare.values())
  return lines.filter((line) => {
    const text = bare.get(line) ?? line
    const sign = text.startsWith('-') ? '-' : '+'
    return !(isView(line) && all.has(other[sign] + text.slice(1)))
  })
}

const isView = (line: string): boolean => /^. (?:materialized )?view /.test(line)

/** The first name is that of the view. */
const unqualified = (line: string): string =>
  line.replace(/(?<![\w$."])(?:"(?:[^"]|"")+"|[a-z_][\w$]*)\.(?="|[a-z_*])/g, (part, at: number) =>
    at < line.indexOf('view ') + 'view '.length + 1 ? part : '',
  )

const sentence = (drift: Drift): string => {
  switch (drift.kind) {
    case 'missing':
      return `- ${drift.object}`
    case 'unexpected':
      return `+ ${drift.object}`
    case 'changed': {
      const { found, expected } = shownTraits(drift.found, drift.expected)
      return `~ ${drift.object}: ${drift.trait} was ${expected}, is ${found}`
    }
    default:
      return drift satisfies never
  }
}
