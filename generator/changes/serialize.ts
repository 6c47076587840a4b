import type { Change } from './change.js'
import { changeCodec } from './change-codec.js'
import { type Codec, fields, list, number, omitted, text } from './codec.js'
import { layoutJson } from './json-layout.js'

/** Of the file, not of the toolkit: raised only when older toolkits could misread what is written. */
const format = 1

/** What changes.json says of a migration. */
export type ChangesFile = {
  /** Names of hazards that destroy data and that the author allowed. */
  readonly allowed: readonly string[]
  /** Names of the migrations that this one was folded from. */
  readonly replaces: readonly string[]
  readonly changes: readonly Change[]
}

const names = omitted<readonly string[]>([], list(text))
const changesFile: Codec<ChangesFile & { readonly format: number }> = fields<
  ChangesFile & { readonly format: number }
>({
  format: number,
  allowed: names,
  replaces: names,
  changes: list(changeCodec),
})

/** The text of changes.json: fields in a fixed order, without `meta` and fields that are undefined. */
export const serialize = (file: ChangesFile): string =>
  layoutJson(changesFile.encode({ format, ...file }) ?? null)

/** Reads what {@link serialize} wrote; throws an Error that names the place which is not as it should be. */
export const parseChanges = (text: string): ChangesFile => {
  const json = parseJson(text)
  if (isNewer(json)) {
    throw new Error(
      `changes.json is of format ${json.format}, made by a newer version; this one reads ${format}`,
    )
  }
  const { allowed, replaces, changes } = changesFile.decode(json, 'changes.json')
  return { allowed, replaces, changes }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`changes.json is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

const isNewer = (json: unknown): json is { format: number } =>
  typeof json === 'object' && json !== null && 'format' in json && Number(json.format) > format
