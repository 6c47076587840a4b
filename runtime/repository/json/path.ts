import { printValue } from '../../values/print-value.js'
import { invalid } from '../refuse.js'
import type { Table } from '../table.js'

/** Deeper ones are refused: a request must not ask for any depth. */
const longest = 32

const step = /\[(\d{1,9})\]|(\.?)(?:"([^"\\]+)"|([^.[\]"\\]+))/y

/**
 * Reads a path such as `theme.name`, `limits[0].max` or `"a.b".c`, and writes it as both databases have it: `$."theme"."name"`. A
 * key has nothing in it that would end its quotation marks.
 */
export function parsePath(table: Table, column: string, path: string): string {
  const steps: string[] = []
  step.lastIndex = 0
  while (step.lastIndex < path.length) {
    const match = step.exec(path)
    if (!match || !stands(match, steps.length)) throw wrongPath(table, column, path)
    const [, place, , quoted, bare] = match
    steps.push(place === undefined ? `."${quoted ?? bare}"` : `[${Number(place)}]`)
  }
  if (steps.length === 0 || steps.length > longest || /[\p{Cc}\p{Surrogate}]/u.test(path))
    throw wrongPath(table, column, path)
  return `$${steps.join('')}`
}

/** A dot stands between a key and what is before it, and nowhere else. */
const stands = ([, place, dot]: RegExpExecArray, before: number): boolean =>
  place !== undefined || (dot === '.') === before > 0

function wrongPath(table: Table, column: string, path: string): Error {
  const hint = 'Paths look like theme.name, limits[0].max or "a.b".c'
  return invalid(table, `${printValue(path)} is no path into "${column}". ${hint}; at most ${longest} steps.`)
}
