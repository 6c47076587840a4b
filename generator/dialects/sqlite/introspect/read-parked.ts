import type { OtherObject, Query } from '../../introspection.js'

/** Tables whose names are kept for what migrations dropped: named, and left alone, whoever made them. */
export const readParked = async (query: Query): Promise<readonly OtherObject[]> =>
  (
    await query<{ readonly name: string }>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE '~_parked~_%' ESCAPE '~' ORDER BY name`,
    )
  ).map(({ name }) => ({
    kind: 'table of dropped data',
    name,
    table: undefined,
    script: undefined,
    dependsOn: [],
  }))
