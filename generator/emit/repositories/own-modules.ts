/**
 * Modules with a class of the author's own that stands for a generated repository and is called like it: by table, named from
 * the output folder.
 */
export type OwnModules = ReadonlyMap<string, string>

export const noOwnModules: OwnModules = new Map()
