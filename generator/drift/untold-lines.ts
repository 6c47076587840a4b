import type { Introspection, OtherObject } from '../dialects/introspection.js'
import { catalogueDifference } from '../prove/catalogue-difference.js'
import type { Comparison, ObjectDrift } from './compare.js'
import { describeObjects } from './described-objects.js'

/** A database, as it was understood and in its own words. */
export type ReadDatabase = { readonly introspection: Introspection; readonly catalogue: readonly string[] }

/** Lines of the catalogues that say more than what was told of both. */
export const untoldLines = (
  found: ReadDatabase,
  expected: ReadDatabase,
  { drifts, unmanaged }: Comparison<ObjectDrift>,
  leftOut: readonly OtherObject[],
): readonly string[] => {
  const titles = [...drifts.map(({ object }) => object), ...unmanaged]
  const explained = explanations(titles, leftOut, expected.introspection, found.introspection)
  const lines = catalogueDifference(found.catalogue, expected.catalogue)
  return withoutWording(lines.filter((line) => !explained.some((explains) => explains(line))))
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
