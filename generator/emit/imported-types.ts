import type { Model } from '../model/model.js'
import { importedNames } from './type-expression.js'

/** Local names of declared types: their own unless a type of ours has it or two modules export the same name. */
export function importedTypes(
  model: Model,
  types: ReadonlySet<string>,
): Map<string, ReadonlyMap<string, string>> {
  const taken = new Set(types)
  const imported = new Map<string, Map<string, string>>()
  const declared = model.tables.flatMap((table) => table.columns.map((column) => column.meta?.typescript))
  for (const declaration of declared) {
    if (declaration?.from === undefined) continue
    const names = imported.get(declaration.from) ?? new Map<string, string>()
    imported.set(declaration.from, names)
    for (const name of importedNames(declaration.type)) {
      if (names.has(name)) continue
      const local = free(name, taken)
      taken.add(local)
      names.set(name, local)
    }
  }
  return imported
}

function free(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  let candidate = `${name}Type`
  for (let count = 2; taken.has(candidate); count++) candidate = `${name}Type${count}`
  return candidate
}
