import type { ClassDeclaration, Expression, Identifier, Node, Project, SourceFile } from 'ts-morph'
import { candidates, importsOf, isGenerated, isMemberOf } from './modules.js'
import type { ReadSource, WantedClass } from './own-source.js'

/** What is looked through on the way from a class of the author's to the generated one. */
export type Surroundings = {
  readonly morph: typeof import('ts-morph')
  readonly project: Project
  readonly wanted: WantedClass
  readonly read: ReadSource
}

/** Bases of bases that are followed; a circle has no end. */
const deepest = 8

/** Whether a class has the generated one among its bases: directly, through classes of the author's, or through a mixin. */
export function extendsGenerated(own: ClassDeclaration, around: Surroundings, depth = 0): boolean {
  const base = own.getExtends()?.getExpression()
  return base !== undefined && depth < deepest && leadsThere(base, around, depth + 1)
}

const leadsThere = (expression: Expression, around: Surroundings, depth: number): boolean =>
  identifiersIn(expression, around).some((identifier) => isThere(identifier, around, depth))

const identifiersIn = (node: Node, { morph }: Surroundings): readonly Identifier[] => [
  ...(morph.Node.isIdentifier(node) ? [node] : []),
  ...node.getDescendantsOfKind(morph.SyntaxKind.Identifier),
]

function isThere(identifier: Identifier, around: Surroundings, depth: number): boolean {
  const source = identifier.getSourceFile()
  const { wanted } = around
  const imported = importsOf(source).get(identifier.getText())
  if (imported === undefined) return isDeclaredThere(source, identifier.getText(), around, depth)
  if (isGenerated(imported.module, source.getFilePath(), wanted)) {
    return imported.name === undefined ? isMemberOf(identifier, wanted.name) : imported.name === wanted.name
  }
  const other = sourceAt(candidates(imported.module, source.getFilePath()), around)
  return (
    other !== undefined && imported.name !== undefined && isDeclaredThere(other, imported.name, around, depth)
  )
}

function isDeclaredThere(source: SourceFile, name: string, around: Surroundings, depth: number): boolean {
  if (depth >= deepest) return false
  const own = source.getClass(name)
  if (own) return extendsGenerated(own, around, depth)
  const value = source.getVariableDeclaration(name)?.getInitializer()
  return value !== undefined && leadsThere(value, around, depth + 1)
}

function sourceAt(paths: readonly string[], { project, read }: Surroundings): SourceFile | undefined {
  for (const path of paths) {
    const known = project.getSourceFile(path)
    const text = known ? undefined : read(path)
    if (known) return known
    if (text !== undefined) return project.createSourceFile(path, text)
  }
  return undefined
}
