import type { Model, Table } from '../../model/model.js'
import { byteLength, derivedName, maximumNameBytes } from '../../naming/identifier.js'

import { dropOf } from '../consents.js'

/** Where rows and values are kept that the author parks; undefined: they are not parked. */
export type ParkingNames = {
  readonly ofTable: (table: Table) => string | undefined
  /** `table` is its name after. */
  readonly ofColumn: (table: string, column: string) => string | undefined
}

export const parkingPrefix = '_parked_'

/** Each place once, whatever was parked before and is not back yet. */
export const parkingNames = (after: Model, parked: ReadonlySet<string>): ParkingNames => {
  const taken = new Set(parked)
  const place = (table: string, column: string | undefined, historyOf?: string): string | undefined => {
    if (dropOf(after, table, column, historyOf)?.how !== 'park') return undefined
    const name = freeName(column === undefined ? [table] : [table, column], taken)
    taken.add(name)
    return name
  }
  return { ofTable: ({ name, historyOf }) => place(name, undefined, historyOf), ofColumn: place }
}

const freeName = (parts: readonly string[], taken: ReadonlySet<string>): string => {
  const whole = `${parkingPrefix}${parts.join('_')}`
  if (byteLength(whole) <= maximumNameBytes && !taken.has(whole)) return whole
  for (let count = 1; ; count += 1) {
    const name = derivedName([parkingPrefix.slice(0, -1), ...parts], String(count))
    if (!taken.has(name)) return name
  }
}
