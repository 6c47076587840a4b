import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import type { GeneratedFile } from '../../generator/emit/generated-file.js'

const repository = fileURLToPath(new URL('../../', import.meta.url))
const goldenFolder = join(repository, 'test/golden')

/** The strictest options that generated code must pass, from test/golden/tsconfig.json. */
export function goldenConfig(): ts.ParsedCommandLine {
  const { config } = ts.readConfigFile(join(goldenFolder, 'tsconfig.json'), ts.sys.readFile)
  return ts.parseJsonConfigFileContent(config, ts.sys, goldenFolder)
}

/** What the compiler says of these files, as `path:line message`; they need not exist on the disk. */
export function typeErrors(
  files: readonly GeneratedFile[],
  options = goldenConfig().options,
): readonly string[] {
  const folder = join(goldenFolder, 'in-memory/generated')
  const texts = new Map(files.map(({ path, content }) => [join(folder, path), content]))
  const folders = new Set([...texts.keys()].flatMap((path) => [dirname(path), dirname(dirname(path))]))
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, getSourceFile, directoryExists } = host
  host.fileExists = (path) => texts.has(path) || fileExists(path)
  host.readFile = (path) => texts.get(path) ?? readFile(path)
  host.directoryExists = (path) => folders.has(path) || directoryExists?.(path) === true
  host.getSourceFile = (path, version, ...rest) => {
    const text = texts.get(path)
    return text === undefined
      ? getSourceFile(path, version, ...rest)
      : ts.createSourceFile(path, text, version)
  }
  const roots = [...texts.keys()].filter((path) => path.endsWith('.ts'))
  return programErrors(ts.createProgram(roots, options, host), new Set(roots))
}

/** Errors in the given files alone: the runtime they import has its own check. */
export function programErrors(program: ts.Program, paths: ReadonlySet<string>): readonly string[] {
  return program
    .getSourceFiles()
    .filter(({ fileName }) => paths.has(fileName))
    .flatMap((source) => [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ])
    .map(describe)
}

function describe({ file, start = 0, messageText }: ts.Diagnostic): string {
  const message = ts.flattenDiagnosticMessageText(messageText, ' ')
  if (!file) return message
  const { line } = file.getLineAndCharacterOfPosition(start)
  return `${relative(goldenFolder, file.fileName)}:${line + 1} ${message}`
}
