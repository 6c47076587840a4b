import { hasErrors } from '../../../generator/diagnostics/diagnostic.js'
import { dialects } from '../../../generator/dialects/index.js'
import { parseDocument } from '../../../generator/document/parse.js'
import type { Model } from '../../../generator/model/model.js'
import { resolveModel } from '../../../generator/model/resolve.js'
import { editNames, edits } from './edits.js'
import { randomSchema } from './new-schema.js'
import { randomFrom } from './random.js'
import type { Schema } from './schema.js'
import { toDocument } from './to-document.js'

export type RandomPair = {
  readonly seed: number
  readonly before: Model
  readonly after: Model
  /** schema.yaml of both, to look at and to shrink. */
  readonly text: { readonly before: string; readonly after: string }
  /** What was done, in words, by the number of the edit. */
  readonly edits: ReadonlyMap<number, string>
}

export type PairOptions = {
  /** Numbers of edits to leave out, to find those that matter. */
  readonly skip?: ReadonlySet<number>
  /** The only kinds of edits, by name; all unless said. */
  readonly kinds?: readonly string[]
}

/** What is given to `diffModels`: the pairs drop without being asked. */
export const everythingAllowed = { allow: new Set(['drops-data']) } as const

/**
 * A schema and what it became by up to nine edits, the same for the same seed. Both are right for both databases, and rows that
 * satisfy the first survive the way to the second.
 */
export const randomPair = (
  seed: number,
  { skip = new Set(), kinds = editNames }: PairOptions = {},
): RandomPair => {
  const start = startFrom(seed)
  const planned = plannedEdits(seed, kinds).filter(({ number }) => !skip.has(number))
  const { built, done } = editAtOnce(start.schema, planned) ?? editOneByOne(start, planned)
  return {
    seed,
    before: start.built.model,
    after: built.model,
    text: { before: start.built.text, after: built.text },
    edits: done,
  }
}

type Planned = { readonly number: number; readonly kind: string; readonly seed: number }
type Edited = { readonly built: Built; readonly done: ReadonlyMap<number, string> }
type Valid = { readonly schema: Schema; readonly built: Built }

const plannedEdits = (seed: number, kinds: readonly string[]): readonly Planned[] => {
  const random = randomFrom(seed ^ 0x5bd1e995)
  return Array.from({ length: 1 + random.int(9) }, (_, number) => ({
    number,
    kind: random.pick(kinds),
    seed: random.int(0x7fffffff),
  }))
}

/** Most of the time every edit is right; undefined if together they are not. */
const editAtOnce = (schema: Schema, planned: readonly Planned[]): Edited | undefined => {
  let current = schema
  const done = new Map<number, string>()
  for (const each of planned) {
    const { next, said } = edited(current, each)
    if (said === undefined) continue
    done.set(each.number, said)
    current = next
  }
  const built = build(current)
  return built && { built, done }
}

const editOneByOne = (start: Valid, planned: readonly Planned[]): Edited => {
  let current = start
  const done = new Map<number, string>()
  for (const each of planned) {
    const { next, said } = edited(current.schema, each)
    const built = said === undefined ? undefined : build(next)
    if (said === undefined || built === undefined) continue
    done.set(each.number, said)
    current = { schema: next, built }
  }
  return { built: current.built, done }
}

/** Names do not depend on the edits before, so that one can be left out without changing the others. */
const edited = (schema: Schema, { number, kind, seed }: Planned) => {
  const next = structuredClone(schema)
  next.lastId = 1000 * (number + 1)
  return { next, said: edits[kind]?.(next, randomFrom(seed)) }
}

/** A random schema that is wrong in some way is left for the next one. */
const startFrom = (seed: number): Valid => {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const schema = randomSchema(randomFrom(seed + attempt * 0x10000000))
    const built = build(schema)
    if (built) return { schema, built }
  }
  throw new Error(`No valid schema for seed ${seed}`)
}

type Built = { readonly model: Model; readonly text: string }

/** undefined: the rules of the language, or a database, would not have it. */
const build = (schema: Schema): Built | undefined => {
  const text = JSON.stringify(toDocument(schema), null, 2)
  const parsed = parseDocument({
    main: { file: 'schema.yaml', text },
    readInclude: () => undefined,
    dialects,
  })
  if (!parsed.value) throw new Error(`${JSON.stringify(parsed.diagnostics)}\n${text}`)
  const { value, diagnostics } = resolveModel(parsed.value, dialects)
  if (!value || hasErrors(diagnostics)) return undefined
  const problems = dialects.flatMap((dialect) =>
    dialect.check(value.model, { dialect: dialect.name, version: dialect.versions.default }),
  )
  return hasErrors(problems) ? undefined : { model: value.model, text }
}
