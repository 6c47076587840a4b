import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { SourceFile, Symbol as TypescriptSymbol } from 'ts-morph'
import { diagnostic } from '../diagnostics/codes.js'
import type { Diagnostic, Span } from '../diagnostics/diagnostic.js'
import { importedNames } from './type-expression.js'

/** A type of the author's own, and the module it comes from, named from the output folder. */
export type DeclaredType = {
  readonly type: string
  readonly from: string | undefined
  readonly span: Span | undefined
}

/**
 * Whether every type that the schema takes from the author's own files exists. Packages are left to the compiler. The compiler
 * itself is loaded only for files in which a plain look does not find the type, because loading it takes about a second.
 */
export async function checkDeclaredTypes(
  declared: readonly DeclaredType[],
  outputFolder: string,
): Promise<readonly Diagnostic[]> {
  const diagnostics = await Promise.all(declared.map((entry) => problemsOf(entry, outputFolder)))
  return diagnostics.flat()
}

async function problemsOf(
  { type, from, span }: DeclaredType,
  outputFolder: string,
): Promise<readonly Diagnostic[]> {
  if (from === undefined || !/^\.{1,2}\//.test(from)) return []
  const path = await sourceOf(resolve(outputFolder, from))
  if (path === undefined) return [missingFile(type, from, span)]
  const text = await readFile(path, 'utf8')
  const unseen = importedNames(type).filter((name) => !exportsPlainly(text, name))
  if (unseen.length === 0) return []
  const exported = await exportedTypes(path)
  return unseen.filter((name) => !exported.has(name)).map((name) => missingType(name, from, exported, span))
}

/** What `./settings.js` may be at the time of writing, in the order in which TypeScript looks. */
const sources: { readonly [extension: string]: readonly string[] } = {
  '.js': ['.ts', '.tsx', '.d.ts', '.js', '.jsx'],
  '.jsx': ['.tsx', '.d.ts', '.jsx'],
  '.mjs': ['.mts', '.d.mts', '.mjs'],
  '.cjs': ['.cts', '.d.cts', '.cjs'],
}

async function sourceOf(path: string): Promise<string | undefined> {
  const extension = /\.[cm]?jsx?$/.exec(path)?.[0]
  const candidates = extension
    ? (sources[extension] ?? []).map((candidate) => path.slice(0, -extension.length) + candidate)
    : [path].filter((name) => /\.[cm]?tsx?$/.test(name))
  for (const candidate of candidates) if (await isFile(candidate)) return candidate
  return undefined
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  )

function exportsPlainly(text: string, name: string): boolean {
  const escaped = name.replaceAll('$', '\\$')
  const declaration = `^export\\s+(?:declare\\s+)?(?:abstract\\s+)?(?:interface|type|class|enum)\\s+${escaped}(?![\\p{ID_Continue}$])`
  return new RegExp(declaration, 'mu').test(text)
}

/** Names of types that a module exports, its own and those it passes on. */
async function exportedTypes(path: string): Promise<ReadonlySet<string>> {
  const { ModuleKind, ModuleResolutionKind, Project, SymbolFlags } = await import('ts-morph')
  const project = new Project({
    skipAddingFilesFromTsConfig: true,
    compilerOptions: {
      allowJs: true,
      noLib: true,
      types: [],
      module: ModuleKind.NodeNext,
      moduleResolution: ModuleResolutionKind.NodeNext,
    },
  })
  const source: SourceFile = project.addSourceFileAtPath(path)
  /** What comes from a package that is not installed has no declaration, and gets the benefit of the doubt. */
  const isType = (symbol: TypescriptSymbol): boolean => {
    const target = symbol.isAlias() ? (symbol.getAliasedSymbol() ?? symbol) : symbol
    return target.getDeclarations().length === 0 || (target.getFlags() & SymbolFlags.Type) !== 0
  }
  return new Set(
    source
      .getExportSymbols()
      .filter(isType)
      .map((symbol) => symbol.getName()),
  )
}

const missingFile = (type: string, from: string, span: Span | undefined): Diagnostic =>
  diagnostic(
    'missing-typescript-file',
    span,
    `the type ${type} is declared to come from ${from}, which does not exist`,
    'name the file from the output folder with its extension in JavaScript, such as `../src/settings.js`',
  )

const missingType = (
  name: string,
  from: string,
  exported: ReadonlySet<string>,
  span: Span | undefined,
): Diagnostic =>
  diagnostic(
    'missing-typescript-type',
    span,
    `${from} does not export a type ${name}`,
    exported.size === 0
      ? `write \`export type ${name} = …\` there`
      : `it exports ${[...exported].sort().join(', ')}`,
  )
