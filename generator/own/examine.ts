import type { ClassDeclaration, ExportDeclaration, ImportDeclaration, Node, SourceFile } from 'ts-morph'
import { diagnostic } from '../diagnostics/codes.js'
import type { Diagnostic, Span } from '../diagnostics/diagnostic.js'
import { importedName } from '../emit/repositories/own-repository.js'
import { extendsGenerated, type Surroundings } from './extends-generated.js'
import type { OwnSource, ReadSource, WantedClass } from './own-source.js'
import { nodeSpan, spanOf } from './span.js'

/** What a file of the author's has of the class that is wanted; what is missing can be added, what is wrong cannot. */
export type Examined =
  | { readonly kind: 'whole' }
  | { readonly kind: 'missing'; readonly missing: 'class' | 'export' }
  | { readonly kind: 'wrong'; readonly problem: Diagnostic }

/** Reads the file with the compiler, which is loaded for this alone. Nothing is changed. */
export async function examine(own: OwnSource, wanted: WantedClass, read: ReadSource): Promise<Examined> {
  const { source, around } = await opened(own, wanted, read)
  const broken = brokenAt(source, own, around)
  if (broken) return { kind: 'wrong', problem: broken }
  const found = source.getClass(wanted.name)
  const other = found === undefined ? namedSo(source, wanted.name) : undefined
  if (other) return { kind: 'wrong', problem: isNoClass(other, own, wanted) }
  if (found === undefined) return { kind: 'missing', missing: 'class' }
  const problem = problemOf(found, own, around)
  if (problem) return { kind: 'wrong', problem }
  return isExported(found, source) ? { kind: 'whole' } : { kind: 'missing', missing: 'export' }
}

/** A file in memory: what it imports is looked up only on the way to the generated class. */
export async function opened(
  own: OwnSource,
  wanted: WantedClass,
  read: ReadSource,
): Promise<{ readonly source: SourceFile; readonly around: Surroundings }> {
  const morph = await import('ts-morph')
  const project = new morph.Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    compilerOptions: { noLib: true, noResolve: true, types: [] },
  })
  return { source: project.createSourceFile(own.path, own.text), around: { morph, project, wanted, read } }
}

function brokenAt(source: SourceFile, own: OwnSource, { project }: Surroundings): Diagnostic | undefined {
  const [first] = project.getProgram().getSyntacticDiagnostics(source)
  if (first === undefined) return undefined
  const start = first.getStart() ?? 0
  const span = spanOf(source, own.file, start, start + (first.getLength() ?? 0))
  const text = first.getMessageText()
  const message = typeof text === 'string' ? text : text.getMessageText()
  return diagnostic('own-repository-broken', span, message, 'mend it; nothing in the file was touched')
}

/** What is called like the class and is none, so that there can be no class of that name beside it. */
const namedSo = (source: SourceFile, name: string): Node | undefined =>
  source.getVariableDeclaration(name) ??
  source.getFunction(name) ??
  source.getInterface(name) ??
  source.getTypeAlias(name) ??
  source.getEnum(name) ??
  source.getImportDeclarations().find((each) => importedHere(each, name)) ??
  source.getExportDeclarations().find((each) => each.hasModuleSpecifier() && exportedHere(each, name))

const importedHere = (declaration: ImportDeclaration, name: string): boolean =>
  declaration.getDefaultImport()?.getText() === name ||
  declaration.getNamedImports().some((each) => (each.getAliasNode()?.getText() ?? each.getName()) === name)

const exportedHere = (declaration: ExportDeclaration, name: string): boolean =>
  declaration.getNamedExports().some((each) => (each.getAliasNode()?.getText() ?? each.getName()) === name)

const isNoClass = (other: Node, own: OwnSource, { name }: WantedClass): Diagnostic =>
  invalid(
    nodeSpan(other, own.file),
    `${name} is no class that this file declares`,
    `declare \`class ${name}\` here, and call the other one otherwise`,
  )

function problemOf(found: ClassDeclaration, own: OwnSource, around: Surroundings): Diagnostic | undefined {
  const { wanted } = around
  const span = nodeSpan(found.getNameNode() ?? found, own.file)
  if (!extendsGenerated(found, around)) return notExtending(wanted, span)
  if (found.isAbstract()) {
    return invalid(
      span,
      `${wanted.name} is abstract, so that no repository can be made of it`,
      'remove `abstract`',
    )
  }
  const needed =
    found
      .getConstructors()[0]
      ?.getParameters()
      .filter((each) => !each.isOptional()) ?? []
  if (needed.length < 2) return undefined
  const message = `the constructor of ${wanted.name} needs ${needed.length} values, and createRepositories gives it the database alone`
  return invalid(nodeSpan(needed[1] ?? found, own.file), message, 'give what is behind it a default')
}

function notExtending(wanted: WantedClass, span: Span): Diagnostic {
  const base = importedName(wanted.name)
  const message = `${wanted.name} does not extend the generated repository of ${wanted.table}`
  const line = `import { ${wanted.name} as ${base} } from '${wanted.module}'`
  const hint = `write \`${line}\` and \`extends ${base}\``
  return invalid(span, message, hint)
}

const invalid = (span: Span, message: string, hint: string): Diagnostic =>
  diagnostic('own-repository-invalid', span, message, hint)

/** By its own name: what is exported as `default` alone, or under another name, is not found by index.ts. */
const isExported = (found: ClassDeclaration, source: SourceFile): boolean =>
  (found.hasExportKeyword() && !found.hasDefaultKeyword()) ||
  source
    .getExportDeclarations()
    .filter((each) => !each.hasModuleSpecifier() && !each.isTypeOnly())
    .flatMap((each) => each.getNamedExports())
    .some((each) => each.getName() === found.getName() && each.getAliasNode() === undefined)
