/** Tables that get fewer rows than others, by their names before: one, or none. */
export type RowLimits = ReadonlyMap<string, 0 | 1>

export const noLimits: RowLimits = new Map()
