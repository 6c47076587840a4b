import type { TableDefinition } from './definition.js'

/** The values that a column of this type can have; `undefined` if it is no enum, or one whose values are not told. */
export function enumValues(
  { enums = {} }: Pick<TableDefinition, 'enums'>,
  type: string,
): readonly string[] | undefined {
  const [, name] = /^enum\((.*)\)(?:\[\])*\??$/s.exec(type) ?? []
  return name !== undefined && Object.hasOwn(enums, name) ? enums[name] : undefined
}
