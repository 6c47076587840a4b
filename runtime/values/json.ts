/**
 * JSON's own null as the value of a whole JSON column, where `null` is SQL NULL. Inside objects and arrays `null` is just null.
 *
 * ```ts
 * await repos.campaigns.update(id, { settings: JsonNull })
 * ```
 */
export const JsonNull: JsonNull = Object.freeze({
  [Symbol.toStringTag]: 'JsonNull' as const,
  toJSON: () => null,
})

/** Type of the value {@link JsonNull}. */
export type JsonNull = { readonly [Symbol.toStringTag]: 'JsonNull'; toJSON(): null }

/** A JSON object; properties that are undefined are left out. */
export type JsonObject = { readonly [key: string]: JsonNested | undefined }
/** A JSON array. */
export type JsonArray = readonly JsonNested[]

/** What may stand inside a JSON object or array. */
export type JsonNested = string | number | boolean | null | JsonObject | JsonArray

/** What a JSON column holds if the schema declares no type of its own. */
export type JsonValue = string | number | boolean | JsonNull | JsonObject | JsonArray

/** Parses the text of a JSON column; its `null` becomes {@link JsonNull}. */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  return value === null ? JsonNull : value
}
