import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const roots = [
  'runtime/index.ts',
  'runtime/validation/index.ts',
  'generated/index.ts',
  'test/golden/codegen/validators/expected/index.ts',
]

/** The declarations that `roots` and what they import are published as, by path. */
function declarations(): ReadonlyMap<string, string> {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  const program = ts.createProgram(
    roots.map((path) => join(root, path)),
    { ...options, noEmit: false, declaration: true, emitDeclarationOnly: true, stripInternal: true },
  )
  const texts = new Map<string, string>()
  program.emit(undefined, (path, text) => texts.set(relative(root, path), text), undefined, true)
  return texts
}

const packages: { readonly [name: string]: string } = {
  tablewright: 'runtime/index.d.ts',
  'tablewright/validation': 'runtime/validation/index.d.ts',
}

/** What an application can come to from the declarations at `paths`. */
function reachable(texts: ReadonlyMap<string, string>, paths: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>()
  const visit = (path: string): void => {
    const text = texts.get(path)
    if (text === undefined || reached.has(path)) return
    reached.add(path)
    for (const [, module = ''] of text.matchAll(/(?:from|import)\s*\(?['"]([^'"]+)['"]/g)) {
      visit(packages[module] ?? join(dirname(path), module.replace(/\.js$/, '.d.ts')))
    }
  }
  paths.forEach(visit)
  return reached
}

/** Each place where a declaration says `any`, written or inferred. */
function anyIn(path: string, text: string): readonly string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart())
      found.push(`${path}:${line + 1} ${text.split('\n')[line]?.trim()}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

test('no signature of the runtime or of generated code holds any', { timeout: 300_000 }, () => {
  const texts = declarations()
  const published = reachable(
    texts,
    roots.map((path) => path.replace(/\.ts$/, '.d.ts')),
  )
  expect(published.size).toBeGreaterThan(60)
  expect([...published].flatMap((path) => anyIn(path, texts.get(path) ?? ''))).toEqual([])
  expect(anyIn('a.d.ts', 'export declare const a: (b: any) => void')).toHaveLength(1)
})
