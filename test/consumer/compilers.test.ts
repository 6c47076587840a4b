import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/** The oldest TypeScript that is supported, the one of this repository, and the newest. */
const compilers = ['typescript-5.4', 'typescript', 'typescript-newest']

/** An application as its author has it: our declarations as they are published, generated code, its own source. */
let application = ''

beforeAll(() => {
  application = mkdtempSync(join(tmpdir(), 'tablewright-consumer-'))
  const published = join(application, 'node_modules/tablewright')
  const declarations = ['--declaration', '--emitDeclarationOnly', '--outDir', join(published, 'dist')]
  run('typescript', ['-p', 'tsconfig.build.json', ...declarations], process.cwd())
  cpSync('package.json', join(published, 'package.json'))
  for (const peer of ['kysely', 'pg', 'better-sqlite3', '@types'])
    symlinkSync(resolve('node_modules', peer), join(application, 'node_modules', peer))
  writeFileSync(join(application, 'package.json'), '{ "type": "module" }')
  cpSync('generated', join(application, 'generated'), { recursive: true })
  cpSync('examples', join(application, 'examples'), { recursive: true })
  rmSync(join(application, 'examples/kosmos-research/demo.ts'))
  cpSync('test/golden/codegen', join(application, 'golden'), { recursive: true })
  writeFileSync(join(application, 'tsconfig.json'), JSON.stringify(configuration))
})
afterAll(() => rmSync(application, { recursive: true, force: true }))

const configuration = {
  compilerOptions: {
    target: 'es2022',
    module: 'nodenext',
    types: ['node'],
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noUnusedLocals: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    noEmit: true,
    preserveSymlinks: true,
  },
}

describe('generated code and the declarations of the package pass the strict compiler', () => {
  test.each(compilers)('%s', { timeout: 300_000 }, (compiler) => {
    const complaints = run(compiler, ['-p', application], application).split('\n')
    expect(complaints.filter((line) => line !== '' && !isAboutOthers(line))).toEqual([])
  })
})

/** Declarations of other packages are checked along, but are not our business. */
const isAboutOthers = (line: string): boolean => /^(\.\.\/)*.*node_modules\/(?!tablewright\/)/.test(line)

function run(compiler: string, parameters: readonly string[], cwd: string): string {
  const tsc = resolve('node_modules', compiler, 'bin/tsc')
  try {
    return execFileSync(process.execPath, [tsc, ...parameters], { cwd, encoding: 'utf8', stdio: 'pipe' })
  } catch (error) {
    return String((error as { stdout: unknown }).stdout)
  }
}
