import { readFileSync } from 'node:fs'
import { type Document, isMap, parseDocument } from 'yaml'

export type SchemaState = {
  /** Of the migration that leads here, without its number. */
  readonly name: string
  /** Texts of the schema's files, by name. */
  readonly files: { readonly [file: string]: string }
}

const schemaFiles = ['schema.yaml', 'access.yaml', 'notifications.yaml']
const textOf = (file: string): string =>
  readFileSync(new URL(`../../examples/pfd-dashboard/${file}`, import.meta.url), 'utf8')

/** Every state that the schema was in, oldest first; history.yaml says what came when. */
export function schemaStates(): readonly SchemaState[] {
  const history: { readonly [name: string]: readonly string[] } = parseDocument(textOf('history.yaml')).toJS()
  const names = Object.keys(history)
  return names.map((name, position) => {
    const later = names.slice(position + 1).flatMap((next) => history[next] ?? [])
    return {
      name,
      files: Object.fromEntries(schemaFiles.map((file) => [file, without(textOf(file), later)])),
    }
  })
}

function without(text: string, paths: readonly string[]): string {
  if (paths.length === 0) return text
  const document = parseDocument(text)
  for (const path of paths.map((each) => each.split('.'))) {
    if (document.hasIn(path)) document.deleteIn(path)
  }
  removeEmpty(document)
  return document.toString()
}

/** A file may be left without tables, or without enums. */
function removeEmpty(document: Document): void {
  for (const key of ['enums', 'tables']) {
    const part = document.get(key)
    if (isMap(part) && part.items.length === 0) document.delete(key)
  }
}
