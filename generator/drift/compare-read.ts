import type { Comparison, ObjectDrift } from './compare.js'
import { type ReadDatabase, untoldLines } from './untold-lines.js'

/** How a database differs from what it should be; what nothing that is known by name explains is told in the catalogue's own words. */
export const compareReadDatabases = (
  expected: ReadDatabase,
  found: ReadDatabase,
  { drifts, unmanaged }: Comparison<ObjectDrift>,
): Comparison => {
  const lines = untoldLines(found, expected, { drifts, unmanaged }, [])
  return { drifts: [...drifts, ...lines.map((line) => ({ kind: 'line', line }) as const)], unmanaged }
}
