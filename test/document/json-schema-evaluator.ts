type Schema = boolean | { readonly [keyword: string]: unknown }
type Json = unknown

/** Whether a value meets a JSON Schema. An unknown keyword throws, so that none is passed over in silence. */
export const meets = (value: Json, schema: Schema, root: Schema = schema): boolean => {
  if (typeof schema === 'boolean') return schema
  return Object.entries(schema).every(([keyword, argument]) => {
    const check = keywords[keyword]
    if (!check) throw new Error(`The evaluator does not know the keyword ${keyword}`)
    return check(value, argument as never, schema, root)
  })
}

type Check = (
  value: Json,
  argument: never,
  schema: { readonly [keyword: string]: unknown },
  root: Schema,
) => boolean

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const typeOf = (value: Json): string => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value
}

const annotation = () => true

const keywords: { readonly [keyword: string]: Check } = {
  $schema: annotation,
  title: annotation,
  description: annotation,
  definitions: annotation,
  $ref: (value, ref: string, _schema, root) => {
    const name = ref.replace('#/definitions/', '')
    const target = isObject(root) && isObject(root.definitions) ? root.definitions[name] : undefined
    if (target === undefined) throw new Error(`${ref} leads nowhere`)
    return meets(value, target as Schema, root)
  },
  type: (value, types: string | readonly string[]) => [types].flat().includes(typeOf(value)),
  enum: (value, values: readonly Json[]) => values.includes(value),
  pattern: (value, pattern: string) => typeof value !== 'string' || new RegExp(pattern, 'u').test(value),
  properties: (value, properties: { readonly [key: string]: Schema }, _schema, root) =>
    !isObject(value) ||
    Object.entries(value).every(
      ([key, child]) => !Object.hasOwn(properties, key) || meets(child, properties[key] ?? true, root),
    ),
  additionalProperties: (value, rest: Schema, schema, root) => {
    const known = isObject(schema.properties) ? schema.properties : {}
    if (!isObject(value)) return true
    return Object.entries(value).every(
      ([key, child]) => Object.hasOwn(known, key) || meets(child, rest, root),
    )
  },
  required: (value, keys: readonly string[]) =>
    !isObject(value) || keys.every((key) => Object.hasOwn(value, key)),
  minProperties: (value, least: number) => !isObject(value) || Object.keys(value).length >= least,
  maxProperties: (value, most: number) => !isObject(value) || Object.keys(value).length <= most,
  items: (value, item: Schema, _schema, root) =>
    !Array.isArray(value) || value.every((child) => meets(child, item, root)),
  minItems: (value, least: number) => !Array.isArray(value) || value.length >= least,
  anyOf: (value, schemas: readonly Schema[], _schema, root) =>
    schemas.some((each) => meets(value, each, root)),
  allOf: (value, schemas: readonly Schema[], _schema, root) =>
    schemas.every((each) => meets(value, each, root)),
  oneOf: (value, schemas: readonly Schema[], _schema, root) =>
    schemas.filter((each) => meets(value, each, root)).length === 1,
  not: (value, schema: Schema, _schema, root) => !meets(value, schema, root),
}
