import type { EngineDatabase } from '../engine.js'
import { messageOf } from '../message-of.js'
import { type CheckQuestion, type Combination, checkQuery } from './check-query.js'

/** So many combinations are tried, and so many one by one where SQL fails on some of them. */
const most = 1500
const mostAlone = 60

/** Combinations that pass, or why none was found. */
export type Passing = { readonly combinations: readonly Combination[]; readonly problem: string | undefined }

/** Picks from the values of each column those that the checks let pass together; the database says which. */
export const passingValues = async (
  database: EngineDatabase,
  question: CheckQuestion,
  choices: readonly (readonly Combination[])[],
): Promise<Passing> => {
  const tried = combine(choices, most)
  if (tried.length === 0) return { combinations: [], problem: 'there are no values to try' }
  try {
    return { combinations: await ask(database, question, tried), problem: undefined }
  } catch {
    return askOneByOne(database, question, tried)
  }
}

const ask = async (
  database: EngineDatabase,
  question: CheckQuestion,
  tried: readonly Combination[],
): Promise<readonly Combination[]> => {
  const rows = await database.query(checkQuery(question, tried))
  const positions = new Set(rows.map(([position]) => Number(position)))
  return tried.filter((_, position) => positions.has(position))
}

/** A division by zero or a text that is no number fails the whole query, not its row. */
const askOneByOne = async (
  database: EngineDatabase,
  question: CheckQuestion,
  tried: readonly Combination[],
): Promise<Passing> => {
  const combinations: Combination[] = []
  let problem: string | undefined
  const step = Math.max(1, Math.floor(tried.length / mostAlone))
  for (let at = 0; at < tried.length; at += step) {
    const combination = tried[at]
    if (combination === undefined) continue
    try {
      combinations.push(...(await ask(database, question, [combination])))
    } catch (error) {
      problem = messageOf(error)
    }
  }
  return { combinations, problem: combinations.length === 0 ? problem : undefined }
}

/** All combinations if they are few, else some that are spread over all. */
export const combine = (
  choices: readonly (readonly Combination[])[],
  limit: number,
): readonly Combination[] => {
  const size = choices.reduce((product, { length }) => product * length, 1)
  if (size === 0) return []
  const all = size <= limit
  const seen = new Map<string, Combination>()
  const next = pseudoRandom()
  for (let number = 0; number < Math.min(size, limit); number++) {
    const combination = all
      ? numbered(choices, number)
      : choices.flatMap((values) => values[next() % values.length] ?? [])
    seen.set(combination.join('\u0000'), combination)
  }
  return [...seen.values()]
}

const numbered = (choices: readonly (readonly Combination[])[], number: number): Combination => {
  let rest = number
  return choices.flatMap((values) => {
    const value = values[rest % values.length] ?? []
    rest = Math.floor(rest / values.length)
    return value
  })
}

/** The same numbers in every run: https://en.wikipedia.org/wiki/Linear_congruential_generator */
const pseudoRandom = (): (() => number) => {
  let state = 1
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state >>> 8
  }
}
