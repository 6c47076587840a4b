import { stringify } from 'yaml'
import { hasErrors } from '../../generator/diagnostics/diagnostic.js'
import { dialects } from '../../generator/dialects/index.js'
import { parseDocument } from '../../generator/document/parse.js'
import type { Model } from '../../generator/model/model.js'
import { resolveModel } from '../../generator/model/resolve.js'
import { type RandomPair, randomPair } from '../support/random-models/random-pair.js'
import { type Trial, tryPair } from './try-pair.js'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
type Documents = { readonly before: Json; readonly after: Json }
type Path = readonly string[]

export type Reproduction = {
  readonly seed: number
  readonly version: string
  readonly edits: readonly string[]
  /** The smallest schemas that fail in the same way, as YAML. */
  readonly before: string
  readonly after: string
  readonly message: string
}

/** A pair that fails, made as small as it gets while it fails with the same first words. */
export async function shrink(seed: number, trial: Trial, message: string): Promise<Reproduction> {
  const same = likeness(message)
  const fails = async (pair: Pick<RandomPair, 'before' | 'after'>): Promise<string | undefined> => {
    const outcome = await tryPair(pair, trial)
    return outcome.kind === 'failed' && likeness(outcome.message) === same ? outcome.message : undefined
  }
  const pair = await withFewestEdits(seed, fails)
  const documents = await smallest(
    { before: JSON.parse(pair.text.before), after: JSON.parse(pair.text.after) },
    fails,
  )
  const { version } = trial.target
  return {
    seed,
    version,
    edits: [...pair.edits.values()],
    before: stringify(documents.before),
    after: stringify(documents.after),
    message: (await failureOf(documents, fails)) ?? message,
  }
}

/** Which run failed and how, without the names and texts that shrinking changes. */
export const likeness = (message: string): string =>
  (message.split('\n')[0] ?? '')
    .replace(/"[^"]*"/g, '')
    .replace(/[\w.$]*\d\w*|\w+_\w+/g, '')
    .slice(0, 60)

type Fails = (pair: Pick<RandomPair, 'before' | 'after'>) => Promise<string | undefined>

async function withFewestEdits(seed: number, fails: Fails): Promise<RandomPair> {
  const skip = new Set<number>()
  for (const number of randomPair(seed).edits.keys()) {
    skip.add(number)
    if ((await fails(randomPair(seed, { skip }))) === undefined) skip.delete(number)
  }
  return randomPair(seed, { skip })
}

/** Takes away whatever can be taken away from both documents at once, largest parts first, until nothing more goes. */
async function smallest(start: Documents, fails: Fails): Promise<Documents> {
  let documents = start
  for (let shrunk = true; shrunk; ) {
    shrunk = false
    for (const path of pathsOf(documents)) {
      const smaller = { before: without(documents.before, path), after: without(documents.after, path) }
      if (JSON.stringify(smaller) === JSON.stringify(documents)) continue
      if ((await failureOf(smaller, fails)) === undefined) continue
      documents = smaller
      shrunk = true
    }
  }
  return documents
}

async function failureOf({ before, after }: Documents, fails: Fails): Promise<string | undefined> {
  const models = { before: modelOf(before), after: modelOf(after) }
  if (models.before === undefined || models.after === undefined) return undefined
  return fails({ before: models.before, after: models.after })
}

function modelOf(document: Json): Model | undefined {
  const main = { file: 'schema.yaml', text: JSON.stringify(document) }
  const parsed = parseDocument({ main, readInclude: () => undefined, dialects })
  const resolved = parsed.value && resolveModel(parsed.value, dialects)
  return resolved?.value === undefined || hasErrors(resolved.diagnostics) ? undefined : resolved.value.model
}

const pathsOf = ({ before, after }: Documents): readonly Path[] => {
  const keys = new Set([...nested(before, []), ...nested(after, [])].map((path) => JSON.stringify(path)))
  return [...keys].map((key) => JSON.parse(key) as Path).sort((a, b) => a.length - b.length)
}

const nested = (value: Json, path: Path): readonly Path[] =>
  childrenOf(value).flatMap(([key, child]) => [[...path, key], ...nested(child, [...path, key])])

const childrenOf = (value: Json): readonly (readonly [string, Json])[] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : []

const without = (value: Json, [key, ...rest]: Path): Json => {
  if (typeof value !== 'object' || value === null || key === undefined) return value
  const entries = Object.entries(value).flatMap(([own, child]) => {
    if (own !== key) return [[own, child] as const]
    return rest.length === 0 ? [] : [[own, without(child, rest)] as const]
  })
  return Array.isArray(value) ? entries.map(([, child]) => child) : Object.fromEntries(entries)
}
