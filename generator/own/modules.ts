import { basename, dirname, resolve } from 'node:path'
import type { Identifier, SourceFile } from 'ts-morph'
import type { WantedClass } from './own-source.js'

/** A name of a file that comes from another one. */
export type ImportedName = {
  /** As the other module calls it; undefined: the module itself. */
  readonly name: string | undefined
  readonly module: string
}

/** What a file imports, by what it is called there. */
export function importsOf(source: SourceFile): ReadonlyMap<string, ImportedName> {
  const imports = new Map<string, ImportedName>()
  for (const declaration of source.getImportDeclarations()) {
    const module = declaration.getModuleSpecifierValue()
    for (const named of declaration.getNamedImports()) {
      imports.set(named.getAliasNode()?.getText() ?? named.getName(), { name: named.getName(), module })
    }
    const whole = declaration.getNamespaceImport()
    if (whole) imports.set(whole.getText(), { name: undefined, module })
    const byDefault = declaration.getDefaultImport()
    if (byDefault) imports.set(byDefault.getText(), { name: 'default', module })
  }
  return imports
}

/** Whether a module named in the file at `path` is the generated one. What `paths` of a tsconfig make of a name is not known here. */
export function isGenerated(module: string, path: string, { generated }: WantedClass): boolean {
  const bare = withoutExtension(module)
  if (isRelative(module)) return resolve(dirname(path), bare) === generated
  return bare.endsWith(`/repositories/${basename(generated)}`)
}

/** `generated.CampaignRepository`, of a module that is imported as a whole. */
export function isMemberOf(identifier: Identifier, name: string): boolean {
  const parent = identifier.getParent()
  return parent?.getText() === `${identifier.getText()}.${name}`
}

/** Where a module of the author's may be. */
export const candidates = (module: string, path: string): readonly string[] => {
  if (!isRelative(module)) return []
  const bare = resolve(dirname(path), withoutExtension(module))
  return [`${bare}.ts`, `${bare}/index.ts`]
}

const isRelative = (module: string): boolean => /^\.{1,2}\//.test(module)
const withoutExtension = (module: string): string => module.replace(/\.[jt]s$/, '')
