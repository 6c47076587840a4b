import type { Change } from './change.js'
import { type Codec, fields, list, number } from './codec.js'
import { changeCodec } from './codecs.js'
import { layoutJson } from './json-layout.js'

/** Of the file, not of the toolkit: raised only when older toolkits could misread what is written. */
const format = 1

type ChangesFile = { readonly format: number; readonly changes: readonly Change[] }
const changesFile: Codec<ChangesFile> = fields<ChangesFile>({ format: number, changes: list(changeCodec) })

/** The text of changes.json: fields in a fixed order, without `meta` and fields that are undefined. */
export const serialize = (changes: readonly Change[]): string =>
  layoutJson(changesFile.encode({ format, changes }) ?? null)

/** Reads what {@link serialize} wrote; throws an Error that names the place which is not as it should be. */
export const parseChanges = (text: string): readonly Change[] => {
  const json = parseJson(text)
  if (isNewer(json)) {
    throw new Error(
      `changes.json is of format ${json.format}, made by a newer version; this one reads ${format}`,
    )
  }
  return changesFile.decode(json, 'changes.json').changes
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
