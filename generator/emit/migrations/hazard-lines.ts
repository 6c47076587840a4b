import type { Hazard, Step } from '../../dialects/dialect.js'
import type { Plan } from '../../plan/plan.js'

/** A hazard without what it is about, and all that the same is said of. */
type Said = { readonly kind: Hazard['kind']; readonly words: Words; readonly about: readonly string[] }

/** The parts of a sentence before and behind the one thing that it is about; undefined: it is about no one thing. */
type Words = { readonly before: string; readonly behind: string | undefined }

/** A line for everything that there is to say, however many columns of a table, or whole tables, it is said of. */
export const hazardLines = ({ transactions }: Plan): readonly string[] => {
  const said = new Map<string, Said>()
  for (const step of transactions.flatMap(({ steps }) => steps)) {
    for (const { kind, message } of step.hazards) {
      const { about, ...words } = parted(message, step)
      const key = JSON.stringify([kind, words, about?.slice(0, about.lastIndexOf('.') + 1)])
      const known = said.get(key)?.about ?? []
      said.set(key, { kind, words, about: about === undefined ? known : [...new Set([...known, about])] })
    }
  }
  return [...said.values()].map((each) => `hazard ${each.kind}: ${sentence(each)}`)
}

type Parted = Words & { readonly about: string | undefined }

const parted = (message: string, step: Step): Parted =>
  tablesOf(step)
    .map((table) => partedAt(message, table))
    .find(({ about }) => about !== undefined) ?? { before: message, behind: undefined, about: undefined }

const tablesOf = ({ subject, causes }: Step): readonly string[] => [
  ...(subject.table === undefined ? [] : [subject.table.name]),
  ...causes.flatMap((cause) => {
    if (!('table' in cause)) return []
    return [typeof cause.table === 'string' ? cause.table : cause.table.name]
  }),
]

/** At the first place where it speaks of the table or of a column of it, if it speaks of no other column. */
const partedAt = (message: string, table: string): Parted => {
  const whole = { before: message, behind: undefined, about: undefined }
  const start = ` ${message}`.indexOf(` ${table}`)
  const rest = message.slice(start + table.length)
  const column = /^(?:\.[\p{L}\p{M}\p{N}_$]+)?(?=[\s:,]|$)/u.exec(rest)?.[0]
  if (start < 0 || column === undefined || rest.includes(` ${table}.`)) return whole
  return { before: message.slice(0, start), behind: rest.slice(column.length), about: `${table}${column}` }
}

const sentence = ({ words: { before, behind }, about }: Said): string => {
  if (behind === undefined) return before
  const isSubject = before === '' && about.length > 1
  return `${before}${about.join(', ')}${isSubject ? behind.replace(/^ is /, ' are ') : behind}`
}
